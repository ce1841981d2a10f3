// SPDX-License-Identifier: MIT
#include "platform/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

extern char** environ;

namespace orderbridge::platform {

namespace {

constexpr int kAnswerFd = 3;
constexpr std::size_t kLongestAnswer = 8 * 1024 * 1024;

struct Pipe {
  int read_end = -1, write_end = -1;
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read_end = ends[0];
    write_end = ends[1];
    return true;
  }
  void close_write() {
    if (write_end >= 0) ::close(write_end);
    write_end = -1;
  }
  ~Pipe() {
    close_write();
    if (read_end >= 0) ::close(read_end);
  }
};

/// Reads until the child closes its end. False when the time is up.
bool read_all(int fd, std::string& text, std::chrono::steady_clock::time_point deadline) {
  std::array<char, 16384> buffer;
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now());
    if (left.count() <= 0) return false;
    pollfd poll_fd{fd, POLLIN, 0};
    const int ready = ::poll(&poll_fd, 1, static_cast<int>(left.count()));
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return false;
    const auto got = ::read(fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return true;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > kLongestAnswer) return false;
  }
}

/// Waits for the end of a child that has closed its answer; kills it when the time is up.
bool wait_for(pid_t child, int& status, std::chrono::steady_clock::time_point deadline) {
  for (;;) {
    const pid_t ended = ::waitpid(child, &status, WNOHANG);
    if (ended == child || (ended < 0 && errno != EINTR)) return true;
    if (std::chrono::steady_clock::now() >= deadline) break;
    ::usleep(2000);
  }
  ::kill(child, SIGKILL);
  ::waitpid(child, &status, 0);
  return false;
}

std::string start(const std::string& program, const std::vector<std::string>& arguments, const Pipe& answer,
                  pid_t& child) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, answer.write_end, kAnswerFd);
  std::vector<char*> words{const_cast<char*>(program.c_str())};
  for (const auto& argument : arguments) words.push_back(const_cast<char*>(argument.c_str()));
  words.push_back(nullptr);
  const int error = ::posix_spawn(&child, program.c_str(), &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error == 0 ? "" : std::strerror(error);
}

}  // namespace

ChildAnswer ask_child(const std::string& program, const std::vector<std::string>& arguments,
                      std::chrono::milliseconds limit) {
  ChildAnswer result;
  Pipe answer;
  pid_t child = -1;
  result.not_started = answer.open() ? start(program, arguments, answer, child) : std::strerror(errno);
  if (!result.not_started.empty()) return result;
  answer.close_write();
  const auto deadline = std::chrono::steady_clock::now() + limit;
  int status = 0;
  const bool answered = read_all(answer.read_end, result.text, deadline);
  result.in_time =
      wait_for(child, status, answered ? deadline : std::chrono::steady_clock::now()) && answered;
  if (WIFEXITED(status)) result.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) {
    result.signal = WTERMSIG(status);
    result.signal_text = ::strsignal(result.signal);
  }
  return result;
}

void answer_parent(const std::string& text, int code) {
  for (std::size_t at = 0; at < text.size();) {
    const auto wrote = ::write(kAnswerFd, text.data() + at, text.size() - at);
    if (wrote <= 0) ::_exit(2);
    at += static_cast<std::size_t>(wrote);
  }
  ::_exit(code);
}

}  // namespace orderbridge::platform
