// SPDX-License-Identifier: MIT
#include "amounts.hpp"

#include <chrono>
#include <cstdio>

namespace orderbridge::jtlwawi {
namespace {

constexpr int kFractionDigits = 13;
constexpr std::size_t kWholeDigits = 12;

std::string format_time(ob_time time, char separator, const char* zone) {
  using namespace std::chrono;
  if (time == OB_NO_TIME) return {};
  const auto seconds_since = floor<seconds>(microseconds(time));
  const auto day = floor<days>(seconds_since);
  const year_month_day date{sys_days(day)};
  const hh_mm_ss clock{seconds_since - day};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u%c%02d:%02d:%02d%s", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), separator,
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), zone);
  return text;
}

}  // namespace

Decimal required(const ob_decimal& value, Fitter& fitter, const Field& field) {
  if (const auto number = Decimal::from_abi(value)) return *number;
  const std::string path = field.path();
  throw OrderRejected(
      "missing-value",
      fitter.say(path + " is missing; the order cannot be staged without it",
                 path + " fehlt; ohne diesen Wert kann die Bestellung nicht abgelegt werden"));
}

std::string amount_text(const Decimal& value, Fitter& fitter, const Field& field) {
  Decimal number = value.normalized();
  if (number.scale() > kFractionDigits) {
    const std::string path = field.path();
    fitter.warn("rounded", path,
                fitter.say(path + " was rounded to 13 decimal places",
                           path + " wurde auf 13 Nachkommastellen gerundet"));
    number = number.rounded(kFractionDigits).normalized();
  }
  std::string text = number.to_string();
  const std::size_t sign = text.front() == '-' ? 1 : 0;
  if (std::min(text.find('.'), text.size()) - sign > kWholeDigits) {
    const std::string path = field.path();
    throw OrderRejected("out-of-range", fitter.say(path + " has more than 12 digits before the point",
                                                   path + " hat mehr als 12 Stellen vor dem Komma"));
  }
  return text;
}

std::string optional_amount(const ob_decimal& value, Fitter& fitter, const Field& field) {
  const auto number = Decimal::from_abi(value);
  return number ? amount_text(*number, fitter, field) : std::string();
}

Decimal net_price(const Decimal& price, const Decimal& rate_percent, bool gross_basis) {
  if (!gross_basis || rate_percent.is_zero()) return price;
  const Decimal hundred_plus = (Decimal(100, 0) + rate_percent).normalized();
  const Decimal divisor(hundred_plus.unscaled(), hundred_plus.scale() + 2);  // 119 % is 1.19
  try {
    return Decimal::divide(price.normalized(), divisor, 10);
  } catch (const DecimalError&) {
    return Decimal::divide(price.normalized(), divisor, 6);  // beyond 900 million at 10 digits
  }
}

std::string iso_time(ob_time time) {
  return format_time(time, 'T', "Z");
}
std::string plain_time(ob_time time) {
  return format_time(time, ' ', "");
}

}  // namespace orderbridge::jtlwawi
