// SPDX-License-Identifier: MIT
// Numbers, amounts, times, NULL, results and counts through unixODBC and FreeTDS.
#include <algorithm>
#include <limits>

#include "script.hpp"

using namespace tds;
using Catch::Contains;
using Catch::StartsWith;

TEST_CASE("NULL stands in the statement, is never bound, and comes back as NULL") {  // pitfalls 7, 10
  Script script([](const Request&) {
    Answer answer;
    answer.results.push_back({{{"a", "nvarchar(10)"},
                               {"b", "int"},
                               {"c", "nvarchar(10)"},
                               {"d", "nvarchar(max)"},
                               {"e", "bigint"}},
                              {{std::nullopt, std::nullopt, "", std::nullopt, "0"}}});
    return answer;
  });
  const std::vector<Value> values{Value::null(), Value::of(std::int64_t{7}), Value::null()};
  const auto rows = script.open()->query("SELECT ?, ?, 'a?b', [c?d], ?", values);
  CHECK(rows == Rows{{std::nullopt, std::nullopt, "", std::nullopt, "0"}});
  const auto asked = script.asked("SELECT");
  REQUIRE(asked.size() == 1);
  CHECK_THAT(asked[0].sql, StartsWith("SELECT NULL, ") && Contains("'a?b', [c?d], NULL"));
  REQUIRE(asked[0].params.size() == 1);
  CHECK(asked[0].params[0].type == "bigint");
  CHECK(asked[0].params[0].text == "7");
}

TEST_CASE("Amounts travel as texts and keep 13 decimals") {  // pitfall 8
  Script script([](const Request& r) { return cell("nvarchar(40)", r.params.at(0).text); });
  const auto session = script.open();
  for (const char* amount : {"123456789012.1234567890123", "-0.0000000000001", "999999999999999999.99"}) {
    const std::vector<Value> values{Value::decimal(amount)};
    CHECK(session->query("SELECT CAST(CAST(? AS DECIMAL(38,13)) AS NVARCHAR(40))", values) == Rows{{amount}});
    CHECK(script.asked("DECIMAL").back().params.at(0).type == "nvarchar");
  }
}

TEST_CASE("A DECIMAL that a statement forgot to cast keeps its digits all the same") {  // pitfall 8
  Script script([](const Request&) { return cell("decimal(25,13)", "123456789012.1234567890123"); });
  CHECK(script.open()->query("SELECT f") == Rows{{"123456789012.1234567890123"}});
}

TEST_CASE("Whole numbers of all sizes") {
  Script script([](const Request& r) { return cell("bigint", r.params.at(0).text); });
  const auto session = script.open();
  using Limits = std::numeric_limits<std::int64_t>;
  for (const auto number :
       {std::int64_t{0}, std::int64_t{-1}, std::int64_t{2147483648}, Limits::max(), Limits::min()}) {
    const std::vector<Value> values{Value::of(number)};
    CHECK(session->query("SELECT ?", values) == Rows{{std::to_string(number)}});
  }
}

TEST_CASE("A time is bound as text in a CAST to DATETIME2") {  // pitfall 6
  Script script([](const Request& r) { return cell("nvarchar(40)", r.params.at(0).text); });
  const std::vector<Value> values{Value::time(1795727339000123)};
  CHECK(script.open()->query("SELECT ?", values) == Rows{{"2026-11-26T21:08:59.000123"}});
  CHECK_THAT(script.asked("SELECT").at(0).sql, Contains("CAST(@P1 AS DATETIME2(6))"));
}

TEST_CASE("A GUID is a text of 36 letters both ways") {  // pitfall 9
  Script script([](const Request& r) { return cell("varchar(36)", r.params.at(0).text); });
  const std::string guid = "6F9619FF-8B86-D011-B42D-00CF4FC964FF";
  const std::vector<Value> values{Value::of(std::string_view(guid))};
  CHECK(script.open()->query("SELECT CAST(CAST(? AS UNIQUEIDENTIFIER) AS CHAR(36))", values) == Rows{{guid}});
  CHECK(script.asked("SELECT").at(0).params.at(0).type == "nvarchar");
}

TEST_CASE("No row is no row, not an old one") {  // pitfalls 10, 13
  Script script([](const Request&) {
    Answer answer;
    answer.results.push_back({{{"a", "nvarchar(10)"}}, {}});
    return answer;
  });
  CHECK(script.open()->query("SELECT a FROM t").empty());
}

TEST_CASE("300 rows are 300 rows") {  // pitfall 13
  Script script([](const Request&) {
    Answer answer;
    answer.results.push_back({{{"a", "int"}, {"b", "nvarchar(max)"}}, {}});
    for (int i = 0; i < 300; ++i)
      answer.results[0].rows.push_back({std::to_string(i), "ü" + std::to_string(i)});
    return answer;
  });
  const auto rows = script.open()->query("SELECT a, b FROM t");
  REQUIRE(rows.size() == 300);
  CHECK(rows[299] == Row{"299", "ü299"});
}

TEST_CASE("Changed rows are what the server counted, asked in the same batch") {  // pitfall 20
  Script script([](const Request& r) {
    auto answer = cell("nvarchar(20)", "3");
    answer.affected = r.params.empty() ? 0 : 1;
    return answer;
  });
  const auto session = script.open();
  const std::vector<Value> values{Value::of(std::int64_t{5})};
  CHECK(session->change("UPDATE t SET a=?", values) == 3);
  CHECK(session->change("UPDATE t SET a=1") == 3);
  REQUIRE(script.asked("UPDATE").size() == 2);
  CHECK_THAT(script.asked("UPDATE")[0].sql,
             StartsWith("SET NOCOUNT ON; UPDATE t SET a=@P1\n; SELECT ") && Contains("@@ROWCOUNT"));
}

TEST_CASE("A count that does not come back is an error, not 0") {
  Script script([](const Request&) { return Answer(); });
  const auto session = script.open();
  CHECK(error_of([&] { session->change("UPDATE t SET a=1"); }).number == 0);
  script.reply([](const Request&) { return cell("nvarchar(20)", "0"); });
  CHECK(session->change("UPDATE t SET a=1") == 0);
}

TEST_CASE("A statement without results, and results behind a mere count") {
  Script script([](const Request& r) {
    auto answer = r.sql.find("SELECT") == std::string::npos ? Answer() : cell("nvarchar(20)", "x");
    answer.affected = 2;
    return answer;
  });
  const auto session = script.open();
  CHECK(session->query("INSERT t VALUES(1)").empty());
  CHECK(session->query("INSERT t VALUES(1); SELECT x") == Rows{{"x"}});
}

TEST_CASE("The first result is given, those behind it are read to their end") {  // pitfall 19
  Script script([](const Request&) {
    auto answer = cell("nvarchar(20)", "first");
    answer.results.push_back({{{"a", "int"}, {"b", "int"}}, {{"1", "2"}, {"3", "4"}}});
    return answer;
  });
  const auto session = script.open();
  CHECK(session->query("SELECT a; SELECT b") == Rows{{"first"}});
  CHECK(session->query("SELECT a; SELECT b") == Rows{{"first"}});  // the connection is free again
  CHECK(script.server().attentions() == 0);  // which would end a transaction under XACT_ABORT
}

TEST_CASE("As many parameters as a server takes") {  // pitfall 21
  Script script([](const Request& r) { return cell("nvarchar(20)", std::to_string(r.params.size())); });
  const std::vector<Value> values(2100, Value::of(std::int64_t{1}));
  std::string sql = "SELECT ?";
  for (int i = 1; i < 2100; ++i) sql += ",?";
  CHECK(script.open()->query(sql, values) == Rows{{"2100"}});
}
