// SPDX-License-Identifier: MIT
// See numbers.hpp.
#include "numbers.hpp"

#include <algorithm>
#include <chrono>

#include "orderbridge/utc_offset.hpp"

namespace orderbridge::shopware5 {

std::string_view trimmed(std::string_view text) noexcept {
  constexpr std::string_view kBlank = " \t\r\n";
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

namespace {

// A double carries at most 17 significant digits, and beyond 15 they are noise. Cuts the mantissa so that
// numbers with noise far behind the point ("1.0000000000000001e-5") still fit a Decimal.
std::string without_noise(std::string_view token) {
  constexpr int kSignificant = 15;
  const auto exponent_at = token.find_first_of("eE");
  const auto mantissa = token.substr(0, exponent_at);
  std::string cut;
  int digits = 0;
  bool fraction = false;
  for (const char c : mantissa) {
    if (c == '.') {
      fraction = true;
    } else if (c >= '0' && c <= '9') {
      if (digits > 0 || c != '0') ++digits;
      if (digits > kSignificant) {
        if (fraction) continue;
        cut += '0';
        continue;
      }
    }
    cut += c;
  }
  if (!cut.empty() && cut.back() == '.') cut.pop_back();
  if (exponent_at != std::string_view::npos) cut += token.substr(exponent_at);
  return cut;
}

/// True for numbers below any money: their exponent is under -19.
bool vanishes(std::string_view token) noexcept {
  const auto at = token.find_first_of("eE");
  if (at == std::string_view::npos || at + 1 >= token.size() || token[at + 1] != '-') return false;
  const auto exponent = parse_integer(token.substr(at + 1));
  return !exponent || *exponent < -19;
}

bool number_at(std::string_view text, std::size_t at, std::size_t count, int& value) noexcept {
  if (at + count > text.size()) return false;
  value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    value = value * 10 + (text[i] - '0');
  }
  return true;
}

/// What follows the seconds and their fraction: "+0200", "+02:00", "Z" or nothing.
std::string_view offset_part(std::string_view text) noexcept {
  auto rest = text.substr(std::min(text.size(), std::size_t{19}));
  if (rest.empty() || rest[0] != '.') return rest;
  const auto end = rest.find_first_not_of("0123456789", 1);
  return end == std::string_view::npos ? std::string_view() : rest.substr(end);
}

/// Seconds east of UTC; none = UTC.
std::optional<int> offset_of(std::string_view time) noexcept {
  const auto text = offset_part(time);
  return text.empty() ? 0 : parse_utc_offset(text);
}

std::optional<std::chrono::sys_days> parse_date(std::string_view text) noexcept {
  int year = 0, month = 0, day = 0;
  if (!number_at(text, 0, 4, year) || !number_at(text, 5, 2, month) || !number_at(text, 8, 2, day))
    return std::nullopt;
  if (text[4] != '-' || text[7] != '-' || year <= 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::sys_days(date);
}

}  // namespace

std::optional<Decimal> parse_number(std::string_view token, int scale) {
  token = trimmed(token);
  std::optional<Decimal> number;
  try {
    number = Decimal::parse(token);
  } catch (const DecimalError&) {
    if (vanishes(token)) return Decimal();
    number = Decimal::parse(without_noise(token));
  }
  if (number && number->scale() > scale) number = number->rounded(scale);
  return number ? std::optional(number->normalized()) : std::nullopt;
}

std::optional<std::int64_t> parse_integer(std::string_view token) noexcept {
  token = trimmed(token);
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (token.empty() || error != std::errc() || end != token.data() + token.size()) return std::nullopt;
  return value;
}

ob_time parse_time(std::string_view text) noexcept {
  text = trimmed(text);
  const auto date = parse_date(text);
  if (!date) return OB_NO_TIME;
  std::int64_t seconds = date->time_since_epoch().count() * std::int64_t{86400};
  if (text.size() > 10) {
    int hour = 0, minute = 0, second = 0;
    if ((text[10] != 'T' && text[10] != ' ') || !number_at(text, 11, 2, hour) ||
        !number_at(text, 14, 2, minute) || !number_at(text, 17, 2, second) || hour > 23 || minute > 59 ||
        second > 60)
      return OB_NO_TIME;
    const auto offset = offset_of(text);
    if (!offset) return OB_NO_TIME;
    seconds += hour * 3600 + minute * 60 + second - *offset;
  }
  return seconds * 1'000'000;
}

std::string time_offset(std::string_view text) {
  if (parse_time(text) == OB_NO_TIME) return {};
  return utc_offset_text(offset_of(trimmed(text)).value_or(0));
}

bool has_offset(std::string_view text) noexcept {
  return !offset_part(trimmed(text)).empty();
}

std::string_view date_part(std::string_view text) noexcept {
  text = trimmed(text);
  return parse_date(text) ? text.substr(0, 10) : std::string_view();
}

}  // namespace orderbridge::shopware5
