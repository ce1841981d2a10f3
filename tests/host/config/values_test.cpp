// SPDX-License-Identifier: MIT
// Value types at their edges.
#include "config/values.hpp"

#include <catch2/catch.hpp>

#include "base/suggest.hpp"
#include "config/references.hpp"

using namespace orderbridge;
using namespace orderbridge::config;

namespace {

bool good(ValueType type, const std::string& value) {
  ValueRule rule;
  rule.type = type;
  rule.choices = {"a", "b"};
  std::string normal;
  return !check_value(rule, value, normal);
}

}  // namespace

TEST_CASE("whole numbers") {
  for (const auto* v : {"0", "-5", " 12 ", "007", "999999999999999999"}) CHECK(good(ValueType::kInt, v));
  for (const auto* v : {"", "-", "+5", "1.0", "1e3", "9999999999999999999", "0x10", "1 2"})
    CHECK_FALSE(good(ValueType::kInt, v));
}

TEST_CASE("decimals, durations, dates, URLs, ids, booleans, choices") {
  for (const auto* v : {"1", "-1.5", "0.000001", "123456789012.5"}) CHECK(good(ValueType::kDecimal, v));
  for (const auto* v : {"", ".5", "1.", "1,5", "1e3", "1.1234567", "1234567890123"})
    CHECK_FALSE(good(ValueType::kDecimal, v));
  for (const auto* v : {"500ms", "30s", "5m", "2h", "1d", "0s", " 1d "}) CHECK(good(ValueType::kDuration, v));
  for (const auto* v : {"", "30", "s", "1.5h", "5 m", "1w", "-1s", "1234567890s"})
    CHECK_FALSE(good(ValueType::kDuration, v));
  for (const auto* v : {"2026-01-31", "2024-02-29", "0001-01-01"}) CHECK(good(ValueType::kDate, v));
  for (const auto* v :
       {"", "2026-02-29", "2026-13-01", "0000-01-01", "26-01-31", "31.01.2026", "2026-1-1", "2026-01-01Z"})
    CHECK_FALSE(good(ValueType::kDate, v));
  for (const auto* v : {"https://a", "http://a/b?c=d#e", "smtp+tls://h:25"}) CHECK(good(ValueType::kUrl, v));
  for (const auto* v : {"", "a", "://a", "https:/a", "https:///a", "https://", "https://a b", "1http://a"})
    CHECK_FALSE(good(ValueType::kUrl, v));
  for (const auto* v : {"a", "A-b_9"}) CHECK(good(ValueType::kId, v));
  for (const auto* v : {"", "9a", "a b", "a.b", "ä"}) CHECK_FALSE(good(ValueType::kId, v));
  for (const auto* v : {"true", "false", " true "}) CHECK(good(ValueType::kBool, v));
  for (const auto* v : {"", "1", "yes", "True"}) CHECK_FALSE(good(ValueType::kBool, v));
  CHECK(good(ValueType::kChoice, "a"));
  CHECK_FALSE(good(ValueType::kChoice, "A"));
}

TEST_CASE("durations in text and back") {
  for (const auto* v : {"1ms", "1500ms", "90s", "5m", "2h", "1d"})
    CHECK(duration_text(*parse_duration(v)) == v);
  CHECK(duration_text(0) == "0s");
}

TEST_CASE("references split into parts") {
  const auto parts = [](const std::string& text) {
    std::string out;
    const auto r = parse_references(text);
    for (const auto& p : r.parts) out += std::string(1, "LEF"[static_cast<int>(p.kind)]) + ":" + p.text + "|";
    return out + (r.malformed.empty() ? "" : "!" + r.malformed);
  };
  CHECK(parts("a") == "L:a|");
  CHECK(parts("${env:A}") == "E:A|");
  CHECK(parts("x${env:A}y${file:b/c d.txt}") == "L:x|E:A|L:y|F:b/c d.txt|");
  CHECK(parts("$${env:A}") == "L:${env:A}|");
  CHECK(parts("$$${env:A}") == "L:$${env:A}|");
  CHECK(parts("$ $$ $") == "L:$ $$ $|");
  CHECK(parts("${x}") == "!${x}");
  CHECK(parts("a${env:A") == "!${env:A");
}

TEST_CASE("the nearest name") {
  const std::vector<std::string> names = {"api-key", "page-size", "url"};
  CHECK(nearest("api_key", names) == "api-key");
  CHECK(nearest("API-KEY", names) == "api-key");
  CHECK(nearest("pagesize", names) == "page-size");
  CHECK(nearest("rul", names) == "url");
  CHECK(nearest("something", names).empty());
  CHECK(nearest("", names).empty());
  CHECK(did_you_mean("something", names) == "allowed: api-key, page-size, url");
}
