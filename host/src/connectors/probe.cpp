// SPDX-License-Identifier: MIT
#include "connectors/probe.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "base/language.hpp"
#include "connectors/description_json.hpp"
#include "connectors/library.hpp"
#include "orderbridge/text.hpp"

extern char** environ;

namespace orderbridge::connectors {

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

bool start(const std::string& program, const std::string& file, const Pipe& answer, pid_t& child) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, answer.write_end, kAnswerFd);
  const std::string flag = "--probe", language_flag = "--language";
  const std::string chosen = language() == Language::kGerman ? "de" : "en";
  std::array<char*, 6> arguments{const_cast<char*>(program.c_str()), const_cast<char*>(flag.c_str()),
                                 const_cast<char*>(file.c_str()),    const_cast<char*>(language_flag.c_str()),
                                 const_cast<char*>(chosen.c_str()),  nullptr};
  const int error = ::posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  errno = error;
  return error == 0;
}

ProbeResult bad(const std::string& reason) {
  return {false, {}, reason};
}

ProbeResult judge(const std::string& file, bool in_time, int status, const std::string& answer) {
  const std::string hint = tr("The library stays unused until the file changes.",
                              "Die Bibliothek bleibt ungenutzt, bis sich die Datei ändert.");
  if (!in_time)
    return bad(tr("{}: the library hangs while it is being loaded. {}",
                  "{}: Die Bibliothek hängt beim Laden. {}", file, hint));
  if (WIFSIGNALED(status))
    return bad(
        tr("{}: the library crashes while it is being loaded (signal {}, {}); the file may be cut off or "
           "built wrongly. "
           "Copy it again: first under another name, then rename. {}",
           "{}: Die Bibliothek stürzt beim Laden ab (Signal {}, {}); die Datei ist vielleicht abgeschnitten "
           "oder falsch "
           "gebaut. Neu kopieren: erst unter anderem Namen, dann umbenennen. {}",
           file, WTERMSIG(status), strsignal(WTERMSIG(status)), hint));
  if (answer.starts_with("!")) return bad(answer.substr(1));
  try {
    return {true, library_from_json(answer), {}};
  } catch (const std::exception&) {
    return bad(tr("{}: the library ends the process while it is being loaded (exit code {}). {}",
                  "{}: Die Bibliothek beendet beim Laden den Prozess (Exit-Code {}). {}", file,
                  WEXITSTATUS(status), hint));
  }
}

}  // namespace

ProbeResult probe(const std::string& program, const std::string& file, std::chrono::milliseconds limit) {
  Pipe answer;
  pid_t child = -1;
  if (!answer.open() || !start(program, file, answer, child))
    return bad(tr("{}: cannot start a probe process: {}", "{}: Der Prüfprozess lässt sich nicht starten: {}",
                  file, std::strerror(errno)));
  answer.close_write();
  const auto deadline = std::chrono::steady_clock::now() + limit;
  std::string text;
  int status = 0;
  const bool answered = read_all(answer.read_end, text, deadline);
  const bool in_time =
      wait_for(child, status, answered ? deadline : std::chrono::steady_clock::now()) && answered;
  return judge(file, in_time, status, text);
}

int probe_child(const std::string& file) {
  std::string text;
  int code = 0;
  try {
    text = to_json(load(file).info);
  } catch (const LoadError& e) {
    text = std::string("!") + e.what();
    code = 1;
  }
  for (std::size_t at = 0; at < text.size();) {
    const auto wrote = ::write(kAnswerFd, text.data() + at, text.size() - at);
    if (wrote <= 0) _exit(2);
    at += static_cast<std::size_t>(wrote);
  }
  _exit(code);  // not through exit(): the library's own clean-up is none of a probe's business
}

}  // namespace orderbridge::connectors
