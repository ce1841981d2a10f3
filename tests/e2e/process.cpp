// SPDX-License-Identifier: MIT
#include "process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

extern char** environ;

namespace e2e {

namespace {

std::string read_all(int fd) {
  std::string text;
  std::array<char, 8192> buffer;
  for (ssize_t got; (got = ::read(fd, buffer.data(), buffer.size())) > 0;)
    text.append(buffer.data(), static_cast<std::size_t>(got));
  ::close(fd);
  return text;
}

}  // namespace

Child::Child(const std::vector<std::string>& words, const Environment& environment) {
  std::array<int, 2> out{}, err{};
  if (::pipe2(out.data(), O_CLOEXEC) != 0 || ::pipe2(err.data(), O_CLOEXEC) != 0)
    throw std::runtime_error("pipe");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out[1], 1);
  posix_spawn_file_actions_adddup2(&actions, err[1], 2);

  std::vector<std::string> variables;
  for (char** v = environ; *v; ++v) variables.emplace_back(*v);
  for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
  std::vector<char*> arguments, environment_pointers;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  for (auto& variable : variables) environment_pointers.push_back(variable.data());
  arguments.push_back(nullptr);
  environment_pointers.push_back(nullptr);

  const int error =
      ::posix_spawn(&pid_, arguments[0], &actions, nullptr, arguments.data(), environment_pointers.data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(out[1]);
  ::close(err[1]);
  if (error != 0) {
    ::close(out[0]);
    ::close(err[0]);
    pid_ = 0;
    throw std::runtime_error("cannot start " + words[0]);
  }
  out_ = std::thread([this, fd = out[0]] { finished_.out = read_all(fd); });
  err_ = std::thread([this, fd = err[0]] { finished_.err = read_all(fd); });
}

Child::~Child() {
  if (pid_ == 0) return;
  send(SIGKILL);
  wait();
}

void Child::send(int signal) const {
  if (pid_ != 0) ::kill(pid_, signal);
}

bool Child::ends_within(std::chrono::milliseconds limit) const {
  const int handle = static_cast<int>(::syscall(SYS_pidfd_open, pid_, 0));
  if (handle < 0) throw std::runtime_error("pidfd_open");
  pollfd ended{handle, POLLIN, 0};
  const int ready = ::poll(&ended, 1, static_cast<int>(limit.count()));
  ::close(handle);
  return ready > 0;
}

Finished Child::wait() {
  out_.join();
  err_.join();
  int status = 0;
  ::waitpid(pid_, &status, 0);
  pid_ = 0;
  finished_.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return std::move(finished_);
}

Finished run(const std::vector<std::string>& words, const Environment& environment) {
  return Child(words, environment).wait();
}

}  // namespace e2e
