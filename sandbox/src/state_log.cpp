// SPDX-License-Identifier: MIT
// See state_log.hpp.
#include "state_log.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace orderbridge::sandbox {

StateLog::StateLog(const std::string& file)
    : file_(file), handle_(::open(file.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) {
  if (handle_ < 0) throw std::runtime_error("cannot use the state file " + file);
}

StateLog::~StateLog() {
  ::close(handle_);
}

std::vector<LoggedPut> StateLog::read() const {
  std::ifstream in(file_);
  std::vector<LoggedPut> puts;
  for (std::string line; std::getline(in, line) && !in.eof();) {  // the last line without its end is torn
    std::istringstream fields(line);
    LoggedPut put;
    std::string id;
    if (!std::getline(fields, put.time, '\t') || !std::getline(fields, id, '\t') ||
        !std::getline(fields, put.user, '\t') || !std::getline(fields, put.body))
      continue;
    put.id = std::strtoll(id.c_str(), nullptr, 10);
    puts.push_back(std::move(put));
  }
  return puts;
}

void StateLog::add(const LoggedPut& put) {
  auto body = put.body;  // JSON: line breaks and tabs in it are only layout
  for (auto& c : body)
    if (c == '\n' || c == '\t' || c == '\r') c = ' ';
  const auto line = put.time + '\t' + std::to_string(put.id) + '\t' + put.user + '\t' + body + '\n';
  if (::write(handle_, line.data(), line.size()) != static_cast<ssize_t>(line.size()))
    throw std::runtime_error("cannot write the state file " + file_);
}

}  // namespace orderbridge::sandbox
