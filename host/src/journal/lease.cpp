// SPDX-License-Identifier: MIT
// Who a process is, from /proc: also after its id was given to another one, and across containers.
#include "journal/lease.hpp"

#include <unistd.h>

#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

namespace orderbridge::journal {

namespace {

std::string first_line(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

/// Field 22 of /proc/PID/stat, in clock ticks since boot; 0: there is no such process, or only its remains.
std::int64_t start_of(std::int64_t pid) {
  const auto stat = first_line("/proc/" + std::to_string(pid) + "/stat");
  const auto name_end = stat.rfind(')');  // the name may hold blanks and parentheses
  if (name_end == std::string::npos) return 0;
  std::istringstream rest(stat.substr(name_end + 1));
  std::string field;
  for (int i = 3; i <= 22; ++i) {
    rest >> field;
    if (i == 3 && (field == "Z" || field == "X")) return 0;
  }
  std::int64_t start = 0;
  std::from_chars(field.data(), field.data() + field.size(), start);
  return start;
}

std::string this_machine() {
  std::array<char, 64> space{};
  const auto length = ::readlink("/proc/self/ns/pid", space.data(), space.size() - 1);
  return first_line("/proc/sys/kernel/random/boot_id") + " " +
         (length > 0 ? std::string(space.data(), static_cast<std::size_t>(length)) : "");
}

}  // namespace

Holder this_process() {
  static const Holder self{this_machine(), ::getpid(), start_of(::getpid())};
  return self;
}

bool is_gone(const Holder& holder) {
  return holder.machine == this_process().machine && start_of(holder.pid) != holder.started;
}

}  // namespace orderbridge::journal
