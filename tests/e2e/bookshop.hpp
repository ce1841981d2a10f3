// SPDX-License-Identifier: MIT
// A folder of its own with a configuration of the test connector "bookshop", and the host as a process in it.
// Removed at the end. One thread.
#pragma once
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "process.hpp"

namespace e2e {

class Bookshop {
 public:
  Bookshop() {
    std::string name = std::filesystem::temp_directory_path() / "ob-bookshop-XXXXXX";
    if (!::mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
    folder_ = name;
  }
  Bookshop(const Bookshop&) = delete;
  Bookshop& operator=(const Bookshop&) = delete;
  ~Bookshop() {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  // Parts of the XML; change them before the next command.
  std::string connector = "bookshop", options, actions;
  std::string language = "en";

  Finished host(std::vector<std::string> words, const Environment& environment = {}) const {
    return run(command(std::move(words)), environment);
  }
  std::vector<std::string> command(std::vector<std::string> words) const {
    auto element = connector;
    std::replace(element.begin(), element.end(), '_', '-');
    const auto file = folder_ / "shop.xml";
    std::ofstream(file) << "<orderbridge xmlns='urn:orderbridge:config:1'>\n<connectors folder='"
                        << OB_BUILD_DIR << "/test-connectors/" << connector
                        << "'/>\n<journal file='journal.db'/>\n<connections><" << element << " id='shop' "
                        << options << "/></connections>\n"
                        << actions << "</orderbridge>\n";
    words.insert(words.begin(), {OB_HOST, "--config", file.string(), "--language", language});
    return words;
  }
  std::string read(const std::string& name) const {
    std::ostringstream text;
    text << std::ifstream(folder_ / name, std::ios::binary).rdbuf();
    return text.str();
  }
  /// What the actions were asked for, one line a call.
  std::string calls() const { return read("calls.txt"); }
  std::filesystem::path folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
};

}  // namespace e2e
