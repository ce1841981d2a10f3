// SPDX-License-Identifier: MIT
// Reads a small text file whole, with a reason for people where that fails. For the XML file and for secrets.
#pragma once
#include <cstddef>
#include <optional>
#include <string>

namespace orderbridge::config {

/// nullopt: `reason` says why ("no such file", "is a folder", "is larger than 4 MiB" ...), in the set
/// language.
std::optional<std::string> read_text_file(const std::string& path, std::size_t limit, std::string& reason);

}  // namespace orderbridge::config
