// SPDX-License-Identifier: MIT
// Values as people in Germany type them at the command line: "19,90" and "30.11.2026". They become what files
// and connectors hold ("19.90", "2026-11-30"); any other text stays as it is, for whoever checks it. Files
// are not read so: there is one form in them. Any thread.
#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace orderbridge {

inline bool is_digits(std::string_view text) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// "19,90" is 19.90; "1.234,56" is left alone, for it may mean either.
inline std::string decimal_of(std::string_view text) {
  const auto comma = text.find(',');
  if (comma == std::string_view::npos) return std::string(text);
  const auto whole = text.substr(text.starts_with('-') ? 1 : 0, comma - (text.starts_with('-') ? 1 : 0));
  if (!is_digits(whole) || !is_digits(text.substr(comma + 1))) return std::string(text);
  return std::string(text.substr(0, comma)) + "." + std::string(text.substr(comma + 1));
}

/// "30.11.2026" and "1.3.2026" are days of that year.
inline std::string date_of(std::string_view text) {
  const auto first = text.find('.'), second = text.find('.', first + 1);
  if (first == std::string_view::npos || second == std::string_view::npos) return std::string(text);
  const auto day = text.substr(0, first), month = text.substr(first + 1, second - first - 1),
             year = text.substr(second + 1);
  const bool is_date = is_digits(day) && day.size() <= 2 && is_digits(month) && month.size() <= 2 &&
                       is_digits(year) && year.size() == 4;
  return is_date ? fmt::format("{}-{:0>2}-{:0>2}", year, month, day) : std::string(text);
}

}  // namespace orderbridge
