// SPDX-License-Identifier: MIT
// Instants, and what clocks showed at them: midnight of a month and a year, and both changes of the clock in
// three zones. Witness: Python's zoneinfo over the IANA database, none of our code; 02:30 on 2026-10-25 with
// +01:00 is also what a genuine Shopware 5.7.19 was recorded to send (order 138).
#pragma once
#include <orderbridge/connector_abi.h>
#include <string>

namespace ob_test {

struct ShopTime {
  const char* zone;
  ob_time instant;
  const char* offset;
  const char* shown;

  std::string day() const { return std::string(shown).substr(0, 10); }
  std::string iso() const { return day() + "T" + std::string(shown).substr(11); }
};

inline constexpr ShopTime kShopTimes[] = {
    {"Europe/Berlin", 1772321400000000, "+01:00", "2026-03-01 00:30:00"},
    {"Europe/Berlin", 1774745999000000, "+01:00", "2026-03-29 01:59:59"},
    {"Europe/Berlin", 1774746000000000, "+02:00", "2026-03-29 03:00:00"},
    {"Europe/Berlin", 1782856799000000, "+02:00", "2026-06-30 23:59:59"},
    {"Europe/Berlin", 1792888200000000, "+02:00", "2026-10-25 02:30:00"},
    {"Europe/Berlin", 1792891800000000, "+01:00", "2026-10-25 02:30:00"},
    {"Europe/Berlin", 1793055600000000, "+01:00", "2026-10-27 00:00:00"},
    {"Europe/Berlin", 1798759800000000, "+01:00", "2027-01-01 00:30:00"},
    {"Europe/London", 1774745999000000, "+00:00", "2026-03-29 00:59:59"},
    {"Europe/London", 1774746000000000, "+01:00", "2026-03-29 02:00:00"},
    {"Europe/London", 1782862200000000, "+01:00", "2026-07-01 00:30:00"},
    {"Europe/London", 1792888200000000, "+01:00", "2026-10-25 01:30:00"},
    {"Europe/London", 1792891800000000, "+00:00", "2026-10-25 01:30:00"},
    {"America/New_York", 1772953199000000, "-05:00", "2026-03-08 01:59:59"},
    {"America/New_York", 1772953200000000, "-04:00", "2026-03-08 03:00:00"},
    {"America/New_York", 1793511000000000, "-04:00", "2026-11-01 01:30:00"},
    {"America/New_York", 1793514600000000, "-05:00", "2026-11-01 01:30:00"},
    {"America/New_York", 1798777800000000, "-05:00", "2026-12-31 23:30:00"},
    {"Asia/Kolkata", 1798743600000000, "+05:30", "2027-01-01 00:30:00"},
};

/// What a time of the ERP, which says no offset, is read as: of two instants the later.
inline const ShopTime& as_read(const ShopTime& time) {
  for (const auto& other : kShopTimes)
    if (std::string(other.zone) == time.zone && std::string(other.shown) == time.shown &&
        other.instant > time.instant)
      return other;
  return time;
}

}  // namespace ob_test
