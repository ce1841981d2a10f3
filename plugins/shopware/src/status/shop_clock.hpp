// SPDX-License-Identifier: MIT
// ShopClock: what the shop's clock shows at an instant. Shopware keeps a date of payment as local time and
// drops the offset of what it is sent: midnight of New Year in UTC would be written a day, a month and a year
// too early or late. Immutable; any thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "orderbridge/time_zone.hpp"

namespace orderbridge::shopware5 {

/// The shop's offset at an instant, as the shop itself printed it.
struct ClockSample {
  ob_time at = OB_NO_TIME;
  int offset = 0;  // seconds
};
/// Of "2026-10-22T04:44:02+0200"; nullopt for what is no time or has no offset.
std::optional<ClockSample> clock_sample(std::string_view time);

class ShopClock {
 public:
  /// `zone`: as the option names it.
  explicit ShopClock(std::optional<TimeZone> zone)
      : is_told_(zone.has_value()), zone_(zone ? std::move(zone) : TimeZone::find("Europe/Berlin")) {}

  /// "2027-01-01 00:30:00", without an offset, so that the shop takes it as its own. Empty for OB_NO_TIME. By
  /// the option time-zone; without it by Europe/Berlin, which is Shopware's default, unless a sample
  /// contradicts; then by the sample that is nearest in time.
  std::string text(ob_time instant, const std::vector<ClockSample>& samples) const;

 private:
  int offset_at(ob_time instant, const std::vector<ClockSample>& samples) const;

  bool is_told_;
  std::optional<TimeZone> zone_;
};

}  // namespace orderbridge::shopware5
