// SPDX-License-Identifier: MIT
#include "steps.hpp"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "undo_log.hpp"

namespace crash {

namespace {

struct Plan {
  long at;  // 0: nowhere
  bool after;
  int list;  // -1: none
};
Plan plan{0, false, -1};
long steps = 0;
pthread_once_t once = PTHREAD_ONCE_INIT;

void read_plan() {
  if (const char* at = getenv("OB_CRASH_AT")) {
    char* rest = nullptr;
    plan.at = strtol(at, &rest, 10);
    plan.after = strcmp(rest, ":after") == 0;
    if (plan.at < 1 || (!plan.after && strcmp(rest, ":before") != 0))
      broken("OB_CRASH_AT is N:before or N:after");
  }
  if (const char* list = getenv("OB_CRASH_COUNT"))
    plan.list = static_cast<int>(
        syscall(SYS_openat, AT_FDCWD, list, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
}

[[noreturn]] void die() {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

}  // namespace

Step::Step(const char* kind, const char* subject) {
  pthread_once(&once, read_plan);
  number_ = __atomic_add_fetch(&steps, 1, __ATOMIC_SEQ_CST);
  if (plan.list >= 0) {
    char line[256];
    const int length = snprintf(line, sizeof line, "%s %s\n", kind, subject);
    if (syscall(SYS_write, plan.list, line, length) != length) broken("cannot write OB_CRASH_COUNT");
  }
  if (number_ == plan.at && !plan.after) die();
}

void Step::done() const {
  if (number_ == plan.at && plan.after) die();
}

}  // namespace crash
