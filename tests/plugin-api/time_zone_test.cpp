// SPDX-License-Identifier: MIT
// The witness is glibc, which reads the same database by code of its own.
#include "orderbridge/time_zone.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>

using namespace orderbridge;

namespace {

/// glibc's zone for the time of a scope; one thread.
class GlibcZone {
 public:
  explicit GlibcZone(const std::string& name) {
    setenv("TZ", name.c_str(), 1);
    tzset();
  }
  ~GlibcZone() {
    unsetenv("TZ");
    tzset();
  }
  GlibcZone(const GlibcZone&) = delete;
  GlibcZone& operator=(const GlibcZone&) = delete;
  static int offset_at(std::int64_t instant) {
    const std::time_t time = instant;
    std::tm parts{};
    localtime_r(&time, &parts);
    return static_cast<int>(parts.tm_gmtoff);
  }
};

class Folder {
 public:
  Folder() {
    std::filesystem::create_directories(path_);
    setenv("TZDIR", path_.c_str(), 1);
  }
  ~Folder() {
    unsetenv("TZDIR");
    std::filesystem::remove_all(path_);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  void put(const std::string& name, const std::string& bytes) const {
    std::ofstream(path_ / name, std::ios::binary) << bytes;
  }

 private:
  std::filesystem::path path_ =
      std::filesystem::temp_directory_path() / ("ob-zones-" + std::to_string(::getpid()));
};

std::int64_t utc(int y, unsigned m, unsigned d, int hour, int minute = 0) {
  using namespace std::chrono;
  return duration_cast<seconds>(
             (sys_days(year(y) / month(m) / day(d)) + hours(hour) + minutes(minute)).time_since_epoch())
      .count();
}

constexpr const char* kZones[] = {"Europe/Berlin",     "Europe/London",       "America/New_York",
                                  "Asia/Kolkata",      "Australia/Lord_Howe", "America/St_Johns",
                                  "Pacific/Auckland",  "Africa/Casablanca",   "Europe/Dublin",
                                  "America/Sao_Paulo", "Pacific/Apia",        "UTC"};

}  // namespace

TEST_CASE("offsets are those of glibc, past and future") {
  const auto* const name = GENERATE(from_range(std::begin(kZones), std::end(kZones)));
  CAPTURE(name);
  const auto zone = TimeZone::find(name);
  REQUIRE(zone);
  CHECK(zone->name() == name);
  const GlibcZone glibc(name);
  int different = 0;
  std::int64_t first = 0;
  for (auto t = utc(1950, 1, 1, 0); t < utc(2090, 1, 1, 0); t += 3 * 3600 + 1799)
    if (zone->offset_at(t) != GlibcZone::offset_at(t) && different++ == 0) first = t;
  for (const int year : {2025, 2026, 2027, 2037, 2038, 2060})  // each change to the second
    for (auto t = utc(year, 1, 1, 0); t < utc(year + 1, 1, 1, 0); t += 1800)
      for (const auto at : {t - 1, t})
        if (zone->offset_at(at) != GlibcZone::offset_at(at) && different++ == 0) first = at;
  CAPTURE(first);
  CHECK(different == 0);
}

TEST_CASE("a clock time is an instant: twice it is the second, never it is as before the change") {
  const auto berlin = TimeZone::find("Europe/Berlin").value();
  CHECK(berlin.instant_of(utc(2026, 3, 1, 0, 30)) == utc(2026, 2, 28, 23, 30));
  CHECK(berlin.instant_of(utc(2026, 7, 1, 0, 30)) == utc(2026, 6, 30, 22, 30));
  CHECK(berlin.instant_of(utc(2026, 10, 25, 1, 59)) == utc(2026, 10, 24, 23, 59));
  CHECK(berlin.instant_of(utc(2026, 10, 25, 2, 30)) == utc(2026, 10, 25, 1, 30));  // +01:00, as PHP
  CHECK(berlin.instant_of(utc(2026, 10, 25, 3, 0)) == utc(2026, 10, 25, 2, 0));
  CHECK(berlin.instant_of(utc(2026, 3, 29, 1, 59)) == utc(2026, 3, 29, 0, 59));
  CHECK(berlin.instant_of(utc(2026, 3, 29, 2, 30)) == utc(2026, 3, 29, 1, 30));  // shown as 03:30
  CHECK(berlin.instant_of(utc(2026, 3, 29, 3, 0)) == utc(2026, 3, 29, 1, 0));
  const auto new_york = TimeZone::find("America/New_York").value();
  CHECK(new_york.instant_of(utc(2026, 11, 1, 1, 30)) == utc(2026, 11, 1, 6, 30));
  CHECK(new_york.instant_of(utc(2027, 1, 1, 0, 30)) == utc(2027, 1, 1, 5, 30));
}

TEST_CASE("every instant that clocks show once comes back") {
  std::mt19937_64 random(20261201);
  for (const auto* name : kZones) {
    const auto zone = TimeZone::find(name).value();
    for (int i = 0; i < 2000; ++i) {
      const auto t = utc(2000, 1, 1, 0) + static_cast<std::int64_t>(random() % (60ULL * 365 * 86400));
      const auto back = zone.instant_of(t + zone.offset_at(t));
      if (back == t) continue;
      INFO(name << " " << t);  // only in an hour that comes twice
      CHECK(back > t);
      CHECK(back + zone.offset_at(back) == t + zone.offset_at(t));
    }
  }
}

TEST_CASE("what is no zone is found by no name") {
  for (const auto* name :
       {"", "Europa/Berlin", "europe", "/etc/passwd", "../../../etc/passwd", "Europe/../../passwd",
        "Europe/Berlin ", "CET-1CEST,M3.5.0,M10.5.0/3", "zone.tab", "Europe"})
    CHECK_FALSE(TimeZone::find(name));
}

TEST_CASE("without a database the zones that most use are known, and no others") {
  const auto with = TimeZone::find("Europe/Berlin").value();
  const Folder empty;
  const auto without = TimeZone::find("Europe/Berlin");
  REQUIRE(without);
  for (auto t = utc(1997, 1, 1, 0); t < utc(2060, 1, 1, 0); t += 4 * 3600 - 1)
    if (without->offset_at(t) != with.offset_at(t)) FAIL("at " << t);
  CHECK(TimeZone::find("UTC")->offset_at(0) == 0);
  CHECK_FALSE(TimeZone::find("Europe/London"));
}

TEST_CASE("a broken file is no zone") {
  std::ifstream in("/usr/share/zoneinfo/Europe/Berlin", std::ios::binary);
  const std::string good((std::istreambuf_iterator<char>(in)), {});
  REQUIRE(good.size() > 300);
  const Folder folder;
  folder.put("Whole", good);
  CHECK(TimeZone::find("Whole"));
  for (std::size_t size = 1; size < good.size() - 40; size += 13) {
    folder.put("Cut", good.substr(0, size));
    CHECK_FALSE(TimeZone::find("Cut"));
  }
  std::mt19937 random(1);
  for (int i = 0; i < 300; ++i) {  // whatever stands there: no crash, no read beyond the end
    auto bad = good;
    for (int k = 0; k < 4; ++k) bad[random() % bad.size()] = static_cast<char>(random());
    folder.put("Bad", bad);
    if (const auto zone = TimeZone::find("Bad")) zone->instant_of(utc(2026, 3, 1, 0));
  }
}

TEST_CASE("rules are read whole or not at all") {
  CHECK(PosixTimeZone::parse("<+0530>-5:30")->offset_at(0) == 19800);
  CHECK(PosixTimeZone::parse("EST5EDT,M3.2.0,M11.1.0")->offset_at(utc(2026, 7, 1, 0)) == -14400);
  CHECK(PosixTimeZone::parse("<-03>3<-02>,M3.5.0/-2,M10.5.0/-1")->offset_at(utc(2026, 7, 1, 0)) == -7200);
  CHECK(PosixTimeZone::parse("AAA0BBB,J60,J300")->offset_at(utc(2028, 3, 1, 2)) == 3600);
  CHECK(PosixTimeZone::parse("AAA0BBB,J60,J300")->offset_at(utc(2028, 3, 1, 1)) == 0);
  for (const auto* bad :
       {"", "C", "CET", "CET-", "CET-1CEST", "CET-1CEST,M3.5.0", "CET-1CEST,M13.5.0,M10.5.0",
        "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x", "<CET-1", "CET-1CEST,M3.5.7,M10.5.0"})
    CHECK_FALSE(PosixTimeZone::parse(bad));
}
