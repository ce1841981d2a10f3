// SPDX-License-Identifier: MIT
// Foreign code that ends the process, by exit() or by a crash, must not look like success: the exit code is
// 4 (internal error), or that of the crash's signal, and one line on stderr says what happened and in which
// call. What it cannot see is exec() and SIGKILL.
#pragma once

namespace orderbridge::platform {

/// From here on an exit is foreign. Call once, in main, before any foreign code is loaded.
void guard_exit();
/// Again after foreign code was loaded: its clean-up at exit comes after our look then.
void renew_exit_guard();
/// Right before main returns: the exit that follows is ours.
void exit_is_ours() noexcept;
/// Ends the process without clean-up, as ours; also for signal handlers. What was printed must be flushed.
[[noreturn]] void end_process(int code) noexcept;
/// What `code` becomes where foreign code ends the process without clean-up; says so.
int judged_exit(int code) noexcept;

/// Names what this thread does in foreign code. The text must outlive the mark; marks nest.
class ForeignCall {
 public:
  explicit ForeignCall(const char* what) noexcept;
  ~ForeignCall();
  ForeignCall(const ForeignCall&) = delete;
  ForeignCall& operator=(const ForeignCall&) = delete;

 private:
  const char* before_;
};

}  // namespace orderbridge::platform
