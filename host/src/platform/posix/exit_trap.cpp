// SPDX-License-Identifier: MIT
// _exit() and _Exit() of this program, in place of libc's also for the libraries that it loads: a connector
// that calls them must not end it with code 0. Not in sanitizer builds, which have their own.
#include <sys/syscall.h>
#include <unistd.h>

#include <cstdlib>

#include "platform/exit_guard.hpp"

extern "C" {

// NOLINTBEGIN(bugprone-reserved-identifier): these names are the point
__attribute__((visibility("default"))) void _exit(int code) {
  for (;;) ::syscall(SYS_exit_group, orderbridge::platform::judged_exit(code));
}

__attribute__((visibility("default"))) void _Exit(int code) noexcept {
  ::_exit(code);
}
// NOLINTEND(bugprone-reserved-identifier)
}
