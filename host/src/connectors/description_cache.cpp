// SPDX-License-Identifier: MIT
#include "connectors/description_cache.hpp"

#include <sha2.h>

#include <array>
#include <cstdio>
#include <fstream>

#include "platform/process.hpp"

namespace orderbridge::connectors {

namespace {
constexpr const char* kHeader = "orderbridge descriptions 2";
}

std::map<std::string, std::string> read_description_cache(const std::string& file) {
  std::map<std::string, std::string> entries;
  if (file.empty()) return entries;
  std::ifstream in(file);
  std::string key, value;
  if (!std::getline(in, key) || key != kHeader) return entries;
  while (std::getline(in, key) && std::getline(in, value)) entries[key] = value;
  return entries;
}

void write_description_cache(const std::string& file, const std::map<std::string, std::string>& entries) {
  if (file.empty()) return;
  const std::string draft = file + "." + std::to_string(platform::this_process().pid);
  {
    std::ofstream out(draft, std::ios::trunc);
    out << kHeader << '\n';
    for (const auto& [key, value] : entries) out << key << '\n' << value << '\n';
    if (!out.flush()) {
      std::remove(draft.c_str());
      return;
    }
  }
  if (std::rename(draft.c_str(), file.c_str()) != 0) std::remove(draft.c_str());
}

std::string sha256_of_file(const std::string& file) {
  std::array<char, SHA256_DIGEST_STRING_LENGTH> text{};
  return SHA256File(file.c_str(), text.data()) ? std::string(text.data()) : std::string();
}

}  // namespace orderbridge::connectors
