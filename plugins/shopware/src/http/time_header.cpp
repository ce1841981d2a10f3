// SPDX-License-Identifier: MIT
// See time_header.hpp.
#include "time_header.hpp"

#include <Poco/DateTime.h>
#include <Poco/DateTimeFormat.h>
#include <Poco/DateTimeParser.h>

#include <algorithm>

#include "../mapper/numbers.hpp"

namespace orderbridge::shopware5 {

std::optional<std::int64_t> seconds_ahead(const std::string& date) {
  Poco::DateTime at;
  int zone = 0;
  if (!Poco::DateTimeParser::tryParse(Poco::DateTimeFormat::HTTP_FORMAT, date, at, zone)) return std::nullopt;
  return (at.timestamp() - Poco::Timestamp()) / Poco::Timestamp::resolution();
}

std::int64_t retry_after_ms(const std::string& header) {
  constexpr std::int64_t kDay = 86'400;
  auto seconds = parse_integer(header);
  if (!seconds) seconds = seconds_ahead(header);
  return std::clamp<std::int64_t>(seconds.value_or(0), 0, kDay) * 1000;
}

}  // namespace orderbridge::shopware5
