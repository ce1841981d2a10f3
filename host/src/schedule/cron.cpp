// SPDX-License-Identifier: MIT
#include "schedule/cron.hpp"

#include <algorithm>
#include <charconv>

#include "base/language.hpp"

namespace orderbridge::schedule {

struct CronParser::Field {
  const char *en, *de;
  int min, max;
  std::vector<std::string_view> names;  // for min, min + 1, ...
};

namespace {

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at <= text.size();) {
    const auto end = std::min(text.find(separator, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return (x | 0x20) == (y | 0x20); });
}

}  // namespace

bool CronParser::fail(const Field& field, std::string_view text) {
  reason_ = tr("'{}' is no {} ({} to {}, lists 1,2, ranges 1-5, steps */10)",
               "'{}' ist als {} nicht möglich ({} bis {}, Listen 1,2, Bereiche 1-5, Schritte */10)",
               text.substr(0, 20), tr(field.en, field.de), field.min, field.max);
  return false;
}

bool CronParser::read_number(const Field& field, std::string_view text, int& out) {
  for (std::size_t i = 0; i < field.names.size(); ++i)
    if (equal_ignoring_case(text, field.names[i])) {
      out = field.min + static_cast<int>(i);
      return true;
    }
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  return error == std::errc() && end == text.data() + text.size() && out >= field.min && out <= field.max;
}

template <std::size_t N>
bool CronParser::read_part(const Field& field, std::string_view part, std::bitset<N>& out) {
  int step = 1;
  const auto slash = part.find('/');
  auto range = part.substr(0, slash);
  if (slash != std::string_view::npos) {
    const Field steps{field.en, field.de, 1, field.max, {}};
    if (!read_number(steps, part.substr(slash + 1), step)) return fail(field, part);
  }
  int first = field.min, last = field.max;
  if (range != "*") {
    const auto dash = range.find('-');
    if (!read_number(field, range.substr(0, dash), first)) return fail(field, part);
    last = slash == std::string_view::npos ? first : field.max;  // "10/20" runs to the end, as cron has it
    if (dash != std::string_view::npos && !read_number(field, range.substr(dash + 1), last))
      return fail(field, part);
    if (last < first) return fail(field, part);
  }
  for (int i = first; i <= last; i += step) out.set(static_cast<std::size_t>(i) % N);
  return true;
}

template <std::size_t N>
bool CronParser::read(const Field& field, std::string_view text, std::bitset<N>& out) {
  const auto parts = split(text, ',');
  return std::all_of(parts.begin(), parts.end(),
                     [&](std::string_view part) { return read_part(field, part, out); });
}

// "30 2 31 2 *" is well-formed but never comes.
bool CronParser::can_happen(const Schedule& schedule) {
  if (schedule.any_day_ || !schedule.any_weekday_) return true;
  constexpr int kLongest[] = {0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month)
    for (int day = 1; day <= kLongest[month]; ++day)
      if (schedule.months_[static_cast<std::size_t>(month)] && schedule.days_[static_cast<std::size_t>(day)])
        return true;
  return false;
}

std::optional<Schedule> CronParser::parse(const std::vector<std::string_view>& fields) {
  const Field minute{"minute", "Minute", 0, 59, {}}, hour{"hour", "Stunde", 0, 23, {}},
      day{"day of the month", "Tag des Monats", 1, 31, {}},
      month{"month",
            "Monat",
            1,
            12,
            {"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"}},
      weekday{"day of the week", "Wochentag", 0, 7, {"sun", "mon", "tue", "wed", "thu", "fri", "sat"}};
  Schedule s;
  if (!read(minute, fields[0], s.minutes_) || !read(hour, fields[1], s.hours_) ||
      !read(day, fields[2], s.days_) || !read(month, fields[3], s.months_) ||
      !read(weekday, fields[4], s.weekdays_))
    return std::nullopt;
  s.any_hour_ = fields[1].front() == '*';
  s.any_day_ = fields[2].front() == '*';
  s.any_weekday_ = fields[4].front() == '*';
  if (!can_happen(s)) {
    reason_ = tr("such a day never comes", "einen solchen Tag gibt es nie");
    return std::nullopt;
  }
  return s;
}

}  // namespace orderbridge::schedule
