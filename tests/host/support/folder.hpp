// SPDX-License-Identifier: MIT
// A folder of a test's own, removed in the end.
#pragma once
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

namespace host_test {

class Folder {
 public:
  Folder() {
    std::string name = std::filesystem::temp_directory_path() / "ob-host-XXXXXX";
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    path_ = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const noexcept { return path_; }
  std::string file(const std::string& name) const { return path_ + "/" + name; }
  bool has(const std::string& name) const { return std::filesystem::exists(file(name)); }
  /// Replaces the file at once, so that a reader never sees half of it; its path.
  std::string write(const std::string& name, const std::string& text) const {
    std::ofstream(file(name + ".new"), std::ios::binary) << text;
    std::filesystem::rename(file(name + ".new"), file(name));
    return file(name);
  }
  std::string read(const std::string& name) const {
    std::stringstream text;
    text << std::ifstream(file(name), std::ios::binary).rdbuf();
    return text.str();
  }

 private:
  std::string path_;
};

inline std::string library(const std::string& name) {
  return OB_BUILD_DIR "/test-connectors/" + name + "/" + name + ".so";
}
inline std::string library_folder(const std::string& name) {
  return OB_BUILD_DIR "/test-connectors/" + name;
}

}  // namespace host_test
