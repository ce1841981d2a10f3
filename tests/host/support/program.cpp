// SPDX-License-Identifier: MIT
#include "support/program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

extern char** environ;

namespace host_test {

namespace {

/// The test's environment without its language.
std::vector<std::string> plain_environment() {
  std::vector<std::string> all{"LC_ALL=C"};
  for (char** entry = environ; *entry; ++entry) {
    const std::string text = *entry;
    if (!text.starts_with("LC_") && !text.starts_with("LANG")) all.push_back(text);
  }
  return all;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (auto& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

}  // namespace

Program::Program(const Arguments& arguments, const std::string& program) {
  std::vector<std::string> words{program}, variables = plain_environment();
  words.insert(words.end(), arguments.begin(), arguments.end());
  const auto out = folder_.file("out"), err = folder_.file("err");
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, out.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, err.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addchdir_np(&actions, folder_.path().c_str());
  const int error = ::posix_spawn(&child_, program.c_str(), &actions, nullptr, pointers(words).data(),
                                  pointers(variables).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) throw std::runtime_error("cannot start " + program);
}

Program::~Program() {
  if (ended_) return;
  ::kill(child_, SIGKILL);
  reap(0);
}

bool Program::reap(int options) {
  if (!ended_) ended_ = ::waitpid(child_, &status_, options) == child_;
  return ended_;
}

void Program::send(int signal) const {
  if (!ended_) ::kill(child_, signal);
}

bool Program::is_running() {
  return !reap(WNOHANG);
}

Ended Program::wait() {
  reap(0);
  Ended ended;
  if (WIFEXITED(status_)) ended.code = WEXITSTATUS(status_);
  if (WIFSIGNALED(status_)) ended.signal = WTERMSIG(status_);
  ended.out = folder_.read("out");
  ended.err = folder_.read("err");
  return ended;
}

}  // namespace host_test
