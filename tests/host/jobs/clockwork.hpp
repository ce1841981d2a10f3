// SPDX-License-Identifier: MIT
// The real Serve loop on a real journal, with a clock that the test turns. Between two looks of the loop the
// clock goes on by a step; runs that were begun have ended before it does, so what is seen depends on nothing
// but the clock.
#pragma once
#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "jobs/serve.hpp"
#include "journal/sqlite_journal.hpp"
#include "support/folder.hpp"

namespace jobs_test {

using namespace orderbridge;

constexpr Micros kSecond = 1000000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;

inline Micros utc(const char* text) {
  const auto time = parse_utc(text);
  REQUIRE(time);
  return *time;
}

/// The process's time zone for a while.
class Zone {
 public:
  explicit Zone(const char* name) {
    if (const char* tz = std::getenv("TZ")) before_ = tz;
    set(name);
  }
  ~Zone() {
    before_.empty() ? ::unsetenv("TZ") : ::setenv("TZ", before_.c_str(), 1);
    ::tzset();
  }
  Zone(const Zone&) = delete;
  Zone& operator=(const Zone&) = delete;
  static void set(const char* name) {
    ::setenv("TZ", name, 1);
    ::tzset();
  }

 private:
  std::string before_;
};
// Without the system's zone database: Central European Time by its rule.
constexpr char kBerlin[] = "CET-1CEST,M3.5.0,M10.5.0/3";

inline schedule::Schedule parsed(const std::string& text) {
  std::string reason;
  const auto schedule = schedule::Schedule::parse(text, reason);
  INFO(text << ": " << reason);
  REQUIRE(schedule);
  return *schedule;
}

/// A journal with one job, and serves that come and go on it.
class Clockwork {
 public:
  explicit Clockwork(std::string schedule, Micros start) : schedule_(std::move(schedule)), clock_(start) {}

  Micros clock() const { return clock_; }
  /// When runs began by the clock, and the planned times that they stand for; taken away.
  std::vector<std::string> ran() { return taken(began_); }
  std::vector<std::string> planned() { return taken(planned_); }
  journal::Journal& journal() { return *journal_; }
  journal::Job job() { return journal_->job("import"); }
  void set_schedule(const std::string& schedule) { schedule_ = schedule; }
  /// What each run does to the job when it ends.
  std::function<void(journal::Job&)> after;

  /// No serve lives meanwhile.
  void down(Micros time) { clock_ += time; }
  /// The clock is put to another time while serve runs; at the next look.
  void put(Micros time) { clock_ = time; }

  /// A new serve lives until the clock has gone on by `time`.
  void serve(Micros time, Micros step = 10 * kSecond) {
    serve_with({{time, [] {}}}, step);
  }
  /// One serve that lives through all parts: a time to go on, then something that happens.
  using Part = std::pair<Micros, std::function<void()>>;
  void serve_with(const std::vector<Part>& parts, Micros step = 10 * kSecond) {
    const auto stop = std::make_shared<connectors::StopSignal>();
    jobs::ServeClock clock;
    std::size_t part = 0;
    Micros left = parts.front().first;
    clock.now = [this] { return clock_; };
    clock.sleep = [&](std::chrono::milliseconds) {
      while (!journal_->leases().empty()) std::this_thread::yield();  // runs end before time goes on
      if (left <= 0) {
        parts[part].second();
        if (++part == parts.size()) return stop->request();
        left = parts[part].first;
        return;  // what happened is seen before the clock goes on
      }
      const auto by = std::min(step, left);
      clock_ += by, left -= by;
    };
    std::vector<jobs::JobSpec> specs{
        {"import", parsed(schedule_), schedule_, {"shop"}, [this](const auto& turn) {
           run(turn);
           return jobs::Ended{};
         }}};
    jobs::Serve(*journal_, std::move(specs), stop, {}, clock).run();
  }

 private:
  void run(const jobs::Turn& turn) {
    {
      std::lock_guard lock(mutex_);
      began_.push_back(format_utc(clock_));
      planned_.push_back(format_utc(turn.planned));
    }
    if (after) journal_->change_job("import", after);
    journal_->release(turn.lease.fence);
  }
  static std::vector<std::string> taken(std::vector<std::string>& from) { return std::exchange(from, {}); }

  host_test::Folder folder_;
  std::unique_ptr<journal::Journal> journal_ = journal::open_sqlite_journal(folder_.file("journal.db"));
  std::string schedule_;
  Micros clock_;
  std::mutex mutex_;
  std::vector<std::string> began_, planned_;
};

}  // namespace jobs_test
