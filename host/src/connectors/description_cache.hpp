// SPDX-License-Identifier: MIT
// Descriptions of libraries seen before, by SHA-256 of the file, so that start-up probes only what is new or
// changed. A missing or damaged cache costs time, never correctness.
#pragma once
#include <map>
#include <string>

namespace orderbridge::connectors {

/// "<sha256> <path>" -> description::LibraryInfo as JSON. Empty where the file is missing, damaged or of
/// another host version.
std::map<std::string, std::string> read_description_cache(const std::string& file);
/// Written under another name, then renamed. Failures are ignored: the next start probes again.
void write_description_cache(const std::string& file, const std::map<std::string, std::string>& entries);
/// Hex digits; empty where the file cannot be read.
std::string sha256_of_file(const std::string& file);

}  // namespace orderbridge::connectors
