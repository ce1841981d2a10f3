// SPDX-License-Identifier: MIT
#include "platform/process.hpp"

#include <signal.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "platform/process_stat.hpp"

namespace orderbridge::platform {

namespace {

std::string read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// Empty where /proc does not say: then no process is known to be gone, and leases are waited for.
std::string this_machine() {
  auto boot = read("/proc/sys/kernel/random/boot_id");
  while (!boot.empty() && boot.back() == '\n') boot.pop_back();
  char name[64];
  const auto length = ::readlink("/proc/self/ns/pid", name, sizeof name);
  if (boot.empty() || length <= 0) return {};
  return boot + " " + std::string(name, static_cast<std::size_t>(length));
}

std::optional<std::int64_t> number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::optional<ProcessStat> parse_stat(std::string_view text) {
  const auto name_end = text.rfind(')');  // nothing after the name has parentheses
  if (name_end == std::string_view::npos) return std::nullopt;
  text.remove_prefix(name_end + 1);
  std::vector<std::string_view> fields;  // from the third on
  while (!text.empty()) {
    const auto start = text.find_first_not_of(" \n");
    if (start == std::string_view::npos) break;
    text.remove_prefix(start);
    const auto end = std::min(text.find_first_of(" \n"), text.size());
    fields.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  if (fields.size() < 20) return std::nullopt;
  const auto threads = number(fields[17]), started = number(fields[19]);
  if (fields[0].size() != 1 || !threads || !started) return std::nullopt;
  return ProcessStat{fields[0][0], *threads, *started};
}

ProcessName this_process() {
  const auto stat = parse_stat(read("/proc/self/stat"));
  return {stat ? this_machine() : std::string(), ::getpid(), stat ? stat->started : 0};
}

bool is_gone(const ProcessName& process) {
  if (process.pid <= 0 || !is_of_this_machine(process)) return false;
  if (::kill(static_cast<pid_t>(process.pid), 0) != 0 && errno == ESRCH) return true;
  // It is there, or another one by its number. Where /proc hides it (hidepid) nobody can tell.
  const auto stat = parse_stat(read("/proc/" + std::to_string(process.pid) + "/stat"));
  if (!stat) return false;
  const bool ended = (stat->state == 'Z' && stat->threads <= 1) || stat->state == 'X';
  return ended || stat->started != process.started;
}

bool is_of_this_machine(const ProcessName& process) {
  const auto machine = this_machine();
  return !machine.empty() && process.machine == machine;
}

std::string machine_name() {
  char name[256] = {};
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "?";
}

}  // namespace orderbridge::platform
