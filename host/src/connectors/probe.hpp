// SPDX-License-Identifier: MIT
// Probing: a new or changed library is first loaded in a child process, because a truncated file kills its
// loader, and a library's static initialisers may crash, hang, exit or print. The child prints the library's
// description as JSON. The parent needs no rights over the file but to read it. Blocking; any thread.
#pragma once
#include <chrono>
#include <string>

#include "description/description.hpp"

namespace orderbridge::connectors {

struct ProbeResult {
  bool good = false;
  description::LibraryInfo info;  // good
  std::string reason;             // not good: a sentence with the path and what to do
};

/// `program` is the host's own executable; it must answer "--probe FILE" by calling probe_child().
ProbeResult probe(const std::string& program, const std::string& file, std::chrono::milliseconds limit);

/// The child's side: loads, describes to file descriptor 3, returns the exit code.
int probe_child(const std::string& file);

}  // namespace orderbridge::connectors
