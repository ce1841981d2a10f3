// SPDX-License-Identifier: MIT
// Processes and the machine they run on, as far as leases and people need them. Any thread.
#pragma once
#include <cstdint>
#include <string>

namespace orderbridge::platform {

/// A process that can be told from all others, also from a later one with its number.
struct ProcessName {
  std::string machine;  // boot id and pid namespace; empty where the system does not say
  std::int64_t pid = 0;
  std::int64_t started = 0;  // the kernel's start time of the process
  bool operator==(const ProcessName&) const = default;
};

ProcessName this_process();
/// True where it was a process of this machine and is no more; false also where nobody can tell.
bool is_gone(const ProcessName& process);
/// Is it of this machine, as it has run since it was started?
bool is_of_this_machine(const ProcessName& process);

/// The machine's name, for people; "?" where it has none.
std::string machine_name();

}  // namespace orderbridge::platform
