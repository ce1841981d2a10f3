// SPDX-License-Identifier: MIT
// UTC offsets as records carry them ("+02:00"), and the clock time that they make of an instant. Pure; any
// thread.
#pragma once
#include <cstdio>
#include <optional>

#include "text.hpp"

namespace orderbridge {

/// Seconds to add to UTC for "+02:00", "-0500", "+05:30" or "Z". nullopt: no such text, also where it is
/// absent.
inline std::optional<int> parse_utc_offset(std::string_view text) noexcept {
  if (text == "Z") return 0;
  const bool colon = text.size() == 6 && text[3] == ':';
  if ((text.size() != 5 && !colon) || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const std::size_t minutes_at = colon ? 4 : 3;
  for (const std::size_t at : {std::size_t{1}, std::size_t{2}, minutes_at, minutes_at + 1})
    if (text[at] < '0' || text[at] > '9') return std::nullopt;
  const int hours = (text[1] - '0') * 10 + (text[2] - '0');
  const int minutes = (text[minutes_at] - '0') * 10 + (text[minutes_at + 1] - '0');
  if (hours > 18 || minutes > 59) return std::nullopt;
  const int seconds = (hours * 60 + minutes) * 60;
  return text[0] == '-' ? -seconds : seconds;
}

/// "+02:00". Whole minutes: what is below is dropped.
inline std::string utc_offset_text(int seconds) {
  const int minutes = (seconds < 0 ? -seconds : seconds) / 60;
  char text[16];
  std::snprintf(text, sizeof text, "%c%02d:%02d", seconds < 0 ? '-' : '+', minutes / 60 % 100, minutes % 60);
  return text;
}

/// What a clock with this offset shows at the instant, counted as if it were UTC. OB_NO_TIME stays, and an
/// offset that is absent or none counts as UTC.
inline ob_time clock_time(ob_time instant, ob_str offset) noexcept {
  if (instant == OB_NO_TIME) return OB_NO_TIME;
  const auto micros = parse_utc_offset(view(offset)).value_or(0) * ob_time{1000000};
  return static_cast<ob_time>(static_cast<std::uint64_t>(instant) + static_cast<std::uint64_t>(micros));
}

/// The offsets that a record of version 1.0 does not have.
inline ob_str ordered_at_offset(const ob_order& order) noexcept {
  return OB_RECORD_HAS(&order, ordered_at_offset) ? order.ordered_at_offset : ob_str{};
}
inline ob_str paid_at_offset(const ob_order& order) noexcept {
  return OB_RECORD_HAS(&order, paid_at_offset) ? order.paid_at_offset : ob_str{};
}
inline ob_str paid_at_offset(const ob_status_update& update) noexcept {
  return OB_RECORD_HAS(&update, paid_at_offset) ? update.paid_at_offset : ob_str{};
}
inline ob_str delivered_at_offset(const ob_delivery& delivery) noexcept {
  return OB_HAS(&delivery, delivered_at_offset) ? delivery.delivered_at_offset : ob_str{};
}

}  // namespace orderbridge
