// SPDX-License-Identifier: MIT
// What becomes of errors: by number, wherever they are in the results; connections that end or hang.
#include "script.hpp"

using namespace tds;

TEST_CASE("Errors have the server's number, and outside of a transaction the session goes on") {
  Script script;
  const auto session = script.open();
  const std::vector<Value> values{Value::of("x")};
  for (const int number : {2601, 2627, 1205, 1222, 229, 207, 208, 515, 8152, 547, 50001}) {
    INFO(number);
    script.reply([=](const Request&) { return failure(number); });
    const auto error = error_of([&] { session->query("INSERT INTO t VALUES(?)", values); });
    CHECK(error.number == number);
    CHECK(error.is_duplicate_key() == (number == 2601 || number == 2627));
    CHECK(error.is_deadlock() == (number == 1205));
    CHECK(error.is_lock_timeout() == (number == 1222));
    CHECK_FALSE(error.is_connection_lost());
    CHECK(error_of([&] { session->change("DELETE FROM t"); }).number == number);
    CHECK_FALSE(session->broken());
  }
  script.reply([](const Request&) { return cell("nvarchar(9)", "still"); });
  CHECK(session->query("SELECT 1") == Rows{{"still"}});
}

TEST_CASE("An error behind the first result, or behind rows, is seen") {  // pitfall 20
  Script script([](const Request&) {
    auto answer = cell("nvarchar(20)", "1");
    answer.failure = Failure{547, "later", 16, 1, false};
    return answer;
  });
  const auto session = script.open();
  CHECK(error_of([&] { session->query("SELECT 1; INSERT t VALUES(1)"); }).number == 547);
  const std::vector<Value> values{Value::of("x")};
  CHECK(error_of([&] { session->query("SELECT ?; INSERT t VALUES(1)", values); }).number == 547);
}

TEST_CASE("One row of many that fails is never swallowed: each row is a statement") {  // pitfall 11
  Script script([](const Request& r) {
    return r.params.at(0).text == "5" ? failure(2627) : cell("nvarchar(20)", "1");
  });
  const auto session = script.open();
  int stored = 0, refused = 0;
  for (std::int64_t i = 0; i < 10; ++i) {
    const std::vector<Value> values{Value::of(i)};
    try {
      stored += static_cast<int>(session->change("INSERT INTO t VALUES(?)", values));
    } catch (const SqlError& e) {
      refused += e.is_duplicate_key();
    }
  }
  CHECK(stored == 9);
  CHECK(refused == 1);
}

TEST_CASE("Errors one after another do not kill a session") {  // pitfall 1
  Script script([](const Request&) { return failure(2627); });
  const auto session = script.open();
  for (int i = 0; i < 5; ++i) CHECK(error_of([&] { session->query("SELECT N'Łódź'"); }).number == 2627);
  CHECK_FALSE(session->broken());
}

TEST_CASE("A connection that is gone is said to be, and never used again") {  // pitfall 21
  Script script([](const Request&) {
    Answer answer;
    answer.drop_connection = true;
    return answer;
  });
  const auto session = script.open();
  const auto error = error_of([&] { session->query("SELECT 1"); });
  CHECK(error.is_connection_lost());
  CHECK(error.number == 0);
  CHECK(session->broken());
  script.reply([](const Request&) { return cell("nvarchar(20)", "1"); });
  CHECK(error_of([&] { session->query("SELECT 1"); }).is_connection_lost());
  CHECK(script.open()->query("SELECT 1").size() == 1);  // a new one works
}

TEST_CASE("A statement that hangs ends in time, and so does its session") {  // pitfall 21
  Settings settings;
  settings.deaf = GENERATE(false, true);
  Script script(
      [](const Request&) {
        Answer answer;
        answer.hang = true;
        return answer;
      },
      settings);
  OdbcLimits limits;
  limits.statement_seconds = 1;
  const auto session = script.open(limits);
  const auto error = error_of([&] { session->query("SELECT 1"); });
  CHECK(error.state == "HYT00");
  CHECK(error.is_connection_lost());
  CHECK(session->broken());
}

TEST_CASE("A commit that hangs ends in time, too") {
  Settings settings;
  settings.deaf = GENERATE(false, true);
  Script script(
      [](const Request& r) {
        auto answer = cell("nvarchar(20)", "1");
        answer.hang = r.kind == Request::Kind::kCommit;
        return answer;
      },
      settings);
  OdbcLimits limits;
  limits.statement_seconds = 1;
  const auto session = script.open(limits);
  session->begin();
  session->change("INSERT INTO t VALUES(1)");
  CHECK(error_of([&] { session->commit(); }).is_connection_lost());
  CHECK(session->broken());
}
