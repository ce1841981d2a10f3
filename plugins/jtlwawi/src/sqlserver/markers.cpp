// SPDX-License-Identifier: MIT
#include "markers.hpp"

#include <chrono>
#include <cstdio>

namespace orderbridge::jtlwawi::sqlserver {

namespace {

/// One behind the literal, name or comment that begins at `at`; `at` itself where none does.
std::size_t behind_text(std::string_view sql, std::size_t at) {
  const auto end_of = [&](std::string_view mark) {
    const auto found = sql.find(mark, at + 2);
    return found == std::string_view::npos ? sql.size() : found + mark.size();
  };
  if (sql.substr(at, 2) == "--") return end_of("\n");
  if (sql.substr(at, 2) == "/*") return end_of("*/");
  if (sql[at] != '\'' && sql[at] != '"' && sql[at] != '[') return at;
  const char close = sql[at] == '[' ? ']' : sql[at];
  for (++at; at < sql.size(); ++at) {
    if (sql[at] != close) continue;
    if (at + 1 == sql.size() || sql[at + 1] != close) return at + 1;
    ++at;  // doubled: part of the text
  }
  return sql.size();
}

std::string_view text_of(Value::Kind kind) {
  switch (kind) {
    case Value::Kind::kNull:
      return "NULL";
    case Value::Kind::kTime:
      return "CAST(? AS DATETIME2(6))";
    default:
      return "?";
  }
}

}  // namespace

std::string with_values(std::string_view sql, std::span<const Value> values) {
  std::string out;
  out.reserve(sql.size() + 16);
  std::size_t next = 0;
  for (std::size_t at = 0; at < sql.size();) {
    if (const auto end = behind_text(sql, at); end != at) {
      out += sql.substr(at, end - at);
      at = end;
      continue;
    }
    const char c = sql[at++];
    if (c != '?') {
      out += c;
    } else {
      if (next == values.size()) throw SqlError(0, "07002", "a statement has more markers than values");
      out += text_of(values[next++].kind);
    }
  }
  if (next != values.size()) throw SqlError(0, "07002", "a statement has fewer markers than values");
  return out;
}

std::string iso_time_text(std::int64_t micros) {
  using namespace std::chrono;
  const sys_time<microseconds> at{microseconds(micros)};
  const auto day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss clock{at - day};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%06d", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
  return text;
}

}  // namespace orderbridge::jtlwawi::sqlserver
