// SPDX-License-Identifier: MIT
#include "jtl/times.hpp"

#include <chrono>
#include <cstdio>

namespace orderbridge::jtl {
namespace {

constexpr ob_time kSecond = 1'000'000;

std::string text_of(ClockTime time, const char* format) {
  using namespace std::chrono;
  if (!time.is_known()) return {};
  const auto seconds_since = floor<seconds>(microseconds(time.micros));
  const auto date_since = floor<days>(seconds_since);
  const year_month_day date{sys_days(date_since)};
  const hh_mm_ss clock{seconds_since - date_since};
  char text[64];
  std::snprintf(text, sizeof text, format, static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                static_cast<int>(clock.minutes().count()), static_cast<int>(clock.seconds().count()));
  return text;
}

ob_time plus(ob_time time, int seconds) {  // whatever a foreign record says: no overflow
  return static_cast<ob_time>(static_cast<std::uint64_t>(time) +
                              static_cast<std::uint64_t>(seconds * kSecond));
}

std::int64_t seconds_of(ob_time time) {
  using namespace std::chrono;
  return floor<seconds>(microseconds(time)).count();
}

TimeZone zone_of(const Connection& connection, const Host& host) {
  const auto name = connection.text_or("time-zone", "Europe/Berlin");
  if (auto zone = TimeZone::find(name)) return std::move(*zone);
  throw bad_config(
      "time-zone",
      host.say("option time-zone: this system knows no time zone \"" + name +
                   "\"; write its name as in Europe/Berlin, and see that package tzdata is installed",
               "Option time-zone: dieses System kennt keine Zeitzone \"" + name +
                   "\"; der Name lautet wie in Europe/Berlin, und das Paket tzdata muss installiert "
                   "sein"));
}

}  // namespace

std::string iso_time(ClockTime time) {
  return text_of(time, "%04d-%02u-%02uT%02d:%02d:%02d");
}
std::string plain_time(ClockTime time) {
  return text_of(time, "%04d-%02u-%02u %02d:%02d:%02d");
}
std::string day(ClockTime time) {
  return plain_time(time).substr(0, 10);
}
std::string utc_time(ob_time time) {
  return iso_time({time});
}

ClockTime clock_time_of(const std::string& text) {
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
  char between = 0;
  if (std::sscanf(text.c_str(), "%4d-%2d-%2d%c%2d:%2d:%2d", &year, &month, &day, &between, &hour, &minute,
                  &second) < 3)
    return {};
  using namespace std::chrono;
  const auto date = std::chrono::year(year) / month / day;
  if (!date.ok()) return {};
  const auto time = sys_days(date) + hours(hour) + minutes(minute) + seconds(second);
  return {duration_cast<microseconds>(time.time_since_epoch()).count()};
}

LocalClock::LocalClock(const Connection& connection, const Host& host) : zone_(zone_of(connection, host)) {}

ClockTime LocalClock::show(ob_time instant, ob_str sent_offset) const {
  if (instant == OB_NO_TIME) return {};
  if (parse_utc_offset(view(sent_offset))) return {clock_time(instant, sent_offset)};
  return {plus(instant, zone_.offset_at(seconds_of(instant)))};
}

ClockTime LocalClock::now() const {
  using namespace std::chrono;
  return show(duration_cast<microseconds>(system_clock::now().time_since_epoch()).count());
}

ob_time LocalClock::instant(ClockTime time) const {
  if (!time.is_known()) return OB_NO_TIME;
  const auto seconds = seconds_of(time.micros);
  return zone_.instant_of(seconds) * kSecond + (time.micros - seconds * kSecond);
}

std::string LocalClock::offset_at(ob_time instant) const {
  return utc_offset_text(zone_.offset_at(seconds_of(instant)));
}

std::string LocalClock::iso_with_offset(ob_time instant, ob_str sent_offset) const {
  if (instant == OB_NO_TIME) return {};
  const auto sent = parse_utc_offset(view(sent_offset));
  return iso_time(show(instant, sent_offset)) + (sent ? utc_offset_text(*sent) : offset_at(instant));
}

std::string LocalClock::with_offset(ClockTime time) const {
  return time.is_known() ? plain_time(time) + " " + offset_at(instant(time)) : std::string();
}

ClockTime ordered_at(const ob_order& order, const LocalClock& clock) {
  return clock.show(order.ordered_at, ordered_at_offset(order));
}
ClockTime paid_at(const ob_order& order, const LocalClock& clock) {
  return clock.show(order.paid_at, paid_at_offset(order));
}

}  // namespace orderbridge::jtl
