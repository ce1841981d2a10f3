// SPDX-License-Identifier: MIT
#include "platform/exit_guard.hpp"

#include <signal.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.hpp"
#include "base/language.hpp"

namespace orderbridge::platform {

namespace {

std::atomic<bool> armed{false};
std::atomic<pid_t> guarded{0};  // a child that was forked off is none of ours
thread_local const char* foreign_call = nullptr;

bool is_foreign() noexcept {
  return armed && ::getpid() == guarded;
}

/// Only what a signal handler may do.
void say(const char* text) noexcept {
  [[maybe_unused]] const auto written = ::write(STDERR_FILENO, text, std::strlen(text));
}

void say_what_happened(const char* en, const char* de, const char* how = "") noexcept {
  const bool german = language() == Language::kGerman;
  say("orderbridge: ");
  say(german ? de : en);
  if (*how) say(" ("), say(how), say(")");
  say(", in ");
  say(foreign_call ? foreign_call
      : german     ? "einem Thread eines Konnektors oder einer Bibliothek"
                   : "a thread of a connector or of a library");
  say(german ? "; das ist ein Fehler darin. Der nächste Lauf klärt, was unterwegs war\n"
             : "; that is a fault in it. The next run settles what was under way\n");
}

void on_exit() {
  if (!is_foreign()) return;
  end_process(judged_exit(0));
}

const char* signal_name(int signal) noexcept {
  switch (signal) {
    case SIGSEGV:
      return "SIGSEGV";
    case SIGBUS:
      return "SIGBUS";
    case SIGFPE:
      return "SIGFPE";
    case SIGILL:
      return "SIGILL";
    default:
      return "SIGABRT";
  }
}

/// Says it, and lets the signal do what it does: this handler is gone by now.
void on_crash(int signal) {
  ::raise(signal);  // comes when the handler has returned
  if (!is_foreign()) return;
  say_what_happened("the program crashed", "das Programm stürzte ab", signal_name(signal));
}

constexpr std::array kCrashes{SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};

}  // namespace

void guard_exit() {
  guarded = ::getpid();
  armed = true;
  renew_exit_guard();
  for (const int signal : kCrashes) {
    struct sigaction before {};
    ::sigaction(signal, nullptr, &before);
    if (before.sa_handler != SIG_DFL) continue;  // a sanitizer's, which says more
    struct sigaction action {};
    action.sa_handler = on_crash;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    ::sigaction(signal, &action, nullptr);
  }
}

void renew_exit_guard() {
  if (!armed) return;
  std::atexit(on_exit);
  std::at_quick_exit(on_exit);
}

void exit_is_ours() noexcept {
  armed = false;
}

void end_process(int code) noexcept {
  armed = false;
  ::_exit(code);
}

int judged_exit(int code) noexcept {
  if (!is_foreign()) return code;
  say_what_happened("the process was ended by foreign code", "fremder Code beendete den Prozess");
  return static_cast<int>(Exit::kInternal);
}

ForeignCall::ForeignCall(const char* what) noexcept : before_(std::exchange(foreign_call, what)) {}

ForeignCall::~ForeignCall() {
  foreign_call = before_;
}

}  // namespace orderbridge::platform
