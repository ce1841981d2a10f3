// SPDX-License-Identifier: MIT
// The "?" of statements: which are bound and which become text.
#include "sqlserver/markers.hpp"
#include "script.hpp"

using namespace tds;
using orderbridge::jtlwawi::sqlserver::iso_time_text;
using orderbridge::jtlwawi::sqlserver::with_values;

TEST_CASE("Question marks in texts, names and comments are no markers") {
  const std::vector<Value> one{Value::null()};
  const std::string texts = "'a?''?' \"b?\" [c?]]?] -- d?\n/* e? 'f */";
  CHECK(with_values(texts + "?", one) == texts + "NULL");
  CHECK(with_values("?'open", one) == "NULL'open");
  CHECK(with_values("a-b/c?", one) == "a-b/cNULL");
}

TEST_CASE("Only NULL and times change") {
  const std::vector<Value> values{Value::of(std::int64_t{1}), Value::null(), Value::of("x"),
                                  Value::decimal("1"), Value::time(0)};
  CHECK(with_values("?,?,?,?,?", values) == "?,NULL,?,?,CAST(? AS DATETIME2(6))");
}

TEST_CASE("As many markers as values, or it is refused") {
  const std::vector<Value> one{Value::null()};
  CHECK_THROWS_AS(with_values("?,?", one), SqlError);
  CHECK_THROWS_AS(with_values("'?'", one), SqlError);
  CHECK_NOTHROW(with_values("", {}));
}

TEST_CASE("Times as texts, before 1970 too") {
  CHECK(iso_time_text(0) == "1970-01-01T00:00:00.000000");
  CHECK(iso_time_text(-1) == "1969-12-31T23:59:59.999999");
  CHECK(iso_time_text(1795727339000123) == "2026-11-26T21:08:59.000123");
}
