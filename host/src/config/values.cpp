// SPDX-License-Identifier: MIT
#include "config/values.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <chrono>
#include <filesystem>

#include "base/language.hpp"
#include "base/suggest.hpp"
#include "orderbridge/connector_abi.h"
#include "orderbridge/decimal.hpp"
#include "schedule/schedule.hpp"

namespace orderbridge::config {

namespace {

using Problem = std::optional<ValueProblem>;

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};
constexpr std::array<Unit, 5> kUnits{{{"d", 86400000}, {"h", 3600000}, {"m", 60000}, {"s", 1000}, {"ms", 1}}};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
std::size_t digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
}

// "a whole number from 1 to 64"
std::string range_text(const ValueRule& rule, const std::string& what, std::string (*show)(std::int64_t)) {
  if (rule.min && rule.max)
    return tr("{} from {} to {}", "{} von {} bis {}", what, show(*rule.min), show(*rule.max));
  if (rule.min) return tr("{}, at least {}", "{}, mindestens {}", what, show(*rule.min));
  if (rule.max) return tr("{}, at most {}", "{}, höchstens {}", what, show(*rule.max));
  return what;
}

template <class Number, class Limit>
bool in_range(const ValueRule& rule, const Number& number, Limit limit) {
  return (!rule.min || number >= limit(*rule.min)) && (!rule.max || number <= limit(*rule.max));
}

ValueProblem out_of_range(const std::string& fix) {
  return {tr("is out of range", "liegt außerhalb des Bereichs"), fix};
}

Problem check_int(const ValueRule& rule, const std::string& value) {
  const auto fix = range_text(
      rule, tr("a whole number", "eine ganze Zahl"), +[](std::int64_t n) { return std::to_string(n); });
  const auto plain = std::string_view(value).substr(value.starts_with('-') ? 1 : 0);
  if (plain.empty() || plain.size() > 18 || digits(plain) != plain.size())
    return ValueProblem{tr("is not a whole number", "ist keine ganze Zahl"), fix};
  std::int64_t number = 0;
  std::from_chars(value.data(), value.data() + value.size(), number);
  if (!in_range(rule, number, [](std::int64_t n) { return n; })) return out_of_range(fix);
  return std::nullopt;
}

// Up to 12 digits before and 6 after the point: as much as any option needs, and nothing overflows.
Problem check_decimal(const ValueRule& rule, const std::string& value) {
  const auto fix = range_text(
      rule,
      tr("a decimal number such as 1.5 (point, no thousands separator)",
         "eine Dezimalzahl wie 1.5 (Punkt, keine Tausendertrennung)"),
      +[](std::int64_t n) { return std::to_string(n); });
  auto rest = std::string_view(value).substr(value.starts_with('-') ? 1 : 0);
  const auto whole = digits(rest);
  rest.remove_prefix(whole);
  const auto fraction = rest.starts_with('.') ? digits(rest.substr(1)) : 0;
  const bool good = whole >= 1 && whole <= 12 &&
                    (rest.empty() || (fraction >= 1 && fraction <= 6 && fraction + 1 == rest.size()));
  if (!good) return ValueProblem{tr("is not a decimal number", "ist keine Dezimalzahl"), fix};
  if (!in_range(rule, *Decimal::parse(value), [](std::int64_t n) { return Decimal(n, 0); }))
    return out_of_range(fix);
  return std::nullopt;
}

Problem check_duration(const ValueRule& rule, std::string& value) {
  const auto fix = range_text(
      rule, tr("a duration (500ms, 30s, 5m, 2h, 1d)", "eine Dauer (500ms, 30s, 5m, 2h, 1d)"), &duration_text);
  const auto milliseconds = parse_duration(value);
  if (!milliseconds) return ValueProblem{tr("is not a duration", "ist keine Dauer"), fix};
  if (!in_range(rule, *milliseconds, [](std::int64_t n) { return n; })) return out_of_range(fix);
  value = std::to_string(*milliseconds);
  return std::nullopt;
}

// scheme://host..., no blanks. Whether anything answers there is not a question of notation.
Problem check_url(const std::string& value) {
  const auto colon = value.find("://");
  bool good = colon != std::string::npos && colon > 0 && std::isalpha(static_cast<unsigned char>(value[0]));
  for (std::size_t i = 0; good && i < colon; ++i)
    good = std::isalnum(static_cast<unsigned char>(value[i])) ||
           std::string_view("+.-").find(value[i]) != std::string_view::npos;
  good = good && value.size() > colon + 3 && value[colon + 3] != '/' &&
         std::none_of(value.begin(), value.end(), is_blank);
  if (good) return std::nullopt;
  return ValueProblem{tr("is not a URL", "ist keine URL"),
                      tr("write it in full, e.g. https://shop.example/",
                         "vollständig schreiben, z. B. https://shop.example/")};
}

Problem check_date(const std::string& value) {
  const auto number = [&](std::size_t at, std::size_t size) {
    int n = 0;
    std::from_chars(value.data() + at, value.data() + at + size, n);
    return n;
  };
  bool good = value.size() == 10 && value[4] == '-' && value[7] == '-' && digits(value) == 4 &&
              digits(std::string_view(value).substr(5)) == 2 &&
              digits(std::string_view(value).substr(8)) == 2;
  if (good) {
    const std::chrono::year_month_day date{std::chrono::year(number(0, 4)),
                                           std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                           std::chrono::day(static_cast<unsigned>(number(8, 2)))};
    good = date.ok() && number(0, 4) > 0;
  }
  if (good) return std::nullopt;
  return ValueProblem{tr("is not a date", "ist kein Datum"),
                      tr("year-month-day, e.g. 2026-01-31", "Jahr-Monat-Tag, z. B. 2026-01-31")};
}

Problem check_choice(const ValueRule& rule, const std::string& value) {
  if (std::find(rule.choices.begin(), rule.choices.end(), value) != rule.choices.end()) return std::nullopt;
  auto fix = tr("allowed: {}", "erlaubt: {}", joined(rule.choices));
  if (const auto best = nearest(value, rule.choices); !best.empty())
    fix += "; " + tr("did you mean '{}'?", "meinten Sie '{}'?", best);
  return ValueProblem{tr("is not allowed", "ist nicht erlaubt"), fix};
}

Problem check_id(const std::string& value) {
  const auto good = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-';
  };
  if (!value.empty() && std::isalpha(static_cast<unsigned char>(value[0])) &&
      std::all_of(value.begin(), value.end(), good))
    return std::nullopt;
  return ValueProblem{
      tr("is not an id", "ist keine Kennung"),
      tr("a letter, then letters, digits, '-' and '_'; no blanks, no umlauts",
         "ein Buchstabe, dann Buchstaben, Ziffern, '-' und '_'; keine Leerzeichen, keine Umlaute")};
}

Problem check_schedule(const std::string& value) {
  std::string reason;
  if (schedule::Schedule::parse(value, reason)) return std::nullopt;
  return ValueProblem{
      tr("is not a schedule: {}", "ist kein Zeitplan: {}", reason),
      tr("e.g. 'every 5 minutes', 'every day at 06:30', or five cron fields '*/10 8-18 * * 1-5'",
         "z. B. 'every 5 minutes', 'every day at 06:30' oder fünf Cron-Felder '*/10 8-18 * * 1-5'")};
}

}  // namespace

bool keeps_blanks(ValueType type) noexcept {
  return type == ValueType::kText || type == ValueType::kPath;
}

std::string collapsed(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (!is_blank(c))
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::optional<ValueProblem> check_value(const ValueRule& rule, std::string_view value, std::string& normal) {
  normal = keeps_blanks(rule.type) ? std::string(value) : collapsed(value);
  if (rule.not_empty && normal.empty())
    return ValueProblem{tr("is empty", "ist leer"), tr("give it a value", "einen Wert angeben")};
  switch (rule.type) {
    case ValueType::kText:
      return std::nullopt;
    case ValueType::kPath:
      return std::nullopt;
    case ValueType::kId:
      return check_id(normal);
    case ValueType::kInt:
      return check_int(rule, normal);
    case ValueType::kDecimal:
      return check_decimal(rule, normal);
    case ValueType::kDuration:
      return check_duration(rule, normal);
    case ValueType::kUrl:
      return check_url(normal);
    case ValueType::kDate:
      return check_date(normal);
    case ValueType::kChoice:
      return check_choice(rule, normal);
    case ValueType::kSchedule:
      return check_schedule(normal);
    case ValueType::kBool:
      break;
  }
  if (normal == "true" || normal == "false") return std::nullopt;
  return ValueProblem{tr("is neither true nor false", "ist weder true noch false"),
                      tr("write true or false", "true oder false schreiben")};
}

std::optional<std::int64_t> parse_duration(std::string_view text) {
  const auto count = digits(text);
  if (count == 0 || count > 9) return std::nullopt;
  std::int64_t number = 0;
  std::from_chars(text.data(), text.data() + count, number);
  for (const auto& unit : kUnits)
    if (text.substr(count) == unit.name) return number * unit.milliseconds;
  return std::nullopt;
}

std::string duration_text(std::int64_t milliseconds) {
  for (const auto& unit : kUnits)
    if (milliseconds != 0 && milliseconds % unit.milliseconds == 0)
      return std::to_string(milliseconds / unit.milliseconds) + std::string(unit.name);
  return "0s";
}

std::string absolute_path(const std::string& base_dir, const std::string& path) {
  return (std::filesystem::path(base_dir) / path).lexically_normal().string();
}

ValueRule rule_of(const description::OptionInfo& option) {
  ValueRule rule;
  switch (option.type) {
    case OB_TYPE_INT:
      rule.type = ValueType::kInt;
      break;
    case OB_TYPE_BOOL:
      rule.type = ValueType::kBool;
      break;
    case OB_TYPE_DECIMAL:
      rule.type = ValueType::kDecimal;
      break;
    case OB_TYPE_DURATION:
      rule.type = ValueType::kDuration;
      break;
    case OB_TYPE_URL:
      rule.type = ValueType::kUrl;
      break;
    case OB_TYPE_PATH:
      rule.type = ValueType::kPath;
      break;
    case OB_TYPE_CHOICE:
      rule.type = ValueType::kChoice;
      break;
    case OB_TYPE_DATE:
      rule.type = ValueType::kDate;
      break;
    default:
      rule.type = ValueType::kText;
      break;
  }
  rule.not_empty = option.required() || rule.type == ValueType::kPath;
  rule.references = true;
  rule.secret = option.secret();
  rule.choices = option.choices;
  rule.min = option.min;
  rule.max = option.max;
  return rule;
}

}  // namespace orderbridge::config
