// SPDX-License-Identifier: MIT
#include "config/text_file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>

#include "base/language.hpp"

namespace orderbridge::config {

namespace {

std::string size_text(std::size_t bytes) {
  constexpr std::size_t kMiB = std::size_t{1} << 20;
  return bytes >= kMiB ? std::to_string(bytes / kMiB) + " MiB" : std::to_string(bytes >> 10) + " KiB";
}

std::string reason_of(int error) {
  if (error == ENOENT || error == ENOTDIR) return tr("there is no such file", "es gibt diese Datei nicht");
  if (error == EACCES) return tr("no permission to read it", "keine Berechtigung, sie zu lesen");
  return tr("it cannot be read ({})", "sie ist nicht lesbar ({})", std::generic_category().message(error));
}

}  // namespace

std::optional<std::string> read_text_file(const std::string& path, std::size_t limit, std::string& reason) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) {
    reason = tr("it is a folder, not a file", "es ist ein Ordner, keine Datei");
    return std::nullopt;
  }
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) {
    reason = reason_of(errno);
    return std::nullopt;
  }
  std::string text;
  char buffer[16384];
  while (const auto got = std::fread(buffer, 1, sizeof buffer, file.get())) {
    text.append(buffer, got);
    if (text.size() > limit) {
      reason = tr("it is larger than {}", "sie ist größer als {}", size_text(limit));
      return std::nullopt;
    }
  }
  if (std::ferror(file.get())) {
    reason = reason_of(errno);
    return std::nullopt;
  }
  return text;
}

}  // namespace orderbridge::config
