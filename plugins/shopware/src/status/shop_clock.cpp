// SPDX-License-Identifier: MIT
// See shop_clock.hpp.
#include "shop_clock.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>

#include "../mapper/numbers.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr ob_time kSecond = 1'000'000;

std::int64_t seconds_of(ob_time time) {
  using namespace std::chrono;
  return floor<seconds>(microseconds(time)).count();
}

}  // namespace

std::optional<ClockSample> clock_sample(std::string_view time) {
  const auto at = parse_time(time);
  if (at == OB_NO_TIME || !has_offset(time)) return std::nullopt;
  return ClockSample{at, parse_utc_offset(time_offset(time)).value_or(0)};
}

int ShopClock::offset_at(ob_time instant, const std::vector<ClockSample>& samples) const {
  const auto at = seconds_of(instant);
  const auto fits = [this](const ClockSample& s) { return zone_->offset_at(seconds_of(s.at)) == s.offset; };
  if (zone_ && (is_told_ || std::all_of(samples.begin(), samples.end(), fits))) return zone_->offset_at(at);
  if (samples.empty()) return 0;
  const auto distance = [&](const ClockSample& s) {
    return s.at < instant ? instant - s.at : s.at - instant;
  };
  return std::min_element(
             samples.begin(), samples.end(),
             [&](const ClockSample& a, const ClockSample& b) { return distance(a) < distance(b); })
      ->offset;
}

std::string ShopClock::text(ob_time instant, const std::vector<ClockSample>& samples) const {
  if (instant == OB_NO_TIME) return {};
  using namespace std::chrono;
  const auto clock = sys_seconds(seconds(seconds_of(instant + offset_at(instant, samples) * kSecond)));
  const auto date = floor<days>(clock);
  const year_month_day day(date);
  const hh_mm_ss time(clock - date);
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:%02d", static_cast<int>(day.year()),
                static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

}  // namespace orderbridge::shopware5
