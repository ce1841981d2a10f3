// SPDX-License-Identifier: MIT
// Transactions through unixODBC and FreeTDS: what is begun, committed and rolled back, seen by the server.
#include "script.hpp"

using namespace tds;
using Catch::Contains;
using Catch::EndsWith;
using Catch::StartsWith;

namespace {

Answer done(const Request&) {
  return cell("nvarchar(20)", "1");
}

/// The first n times that `part` is asked, this failure.
Handler failing(const std::string& part, int number, bool aborts, int times) {
  return [=, left = times](const Request& r) mutable {
    if (r.sql.find(part) == std::string::npos || left == 0) return cell("nvarchar(20)", "1");
    --left;
    return failure(number, aborts);
  };
}

}  // namespace

TEST_CASE("Begin, commit, and what follows is outside") {  // pitfalls 14, 16
  Script script(done);
  const auto session = script.open();
  session->change("INSERT INTO t VALUES(0)");
  session->begin();
  session->change("INSERT INTO t VALUES(1)");
  session->query("SELECT 1");
  session->commit();
  const auto so_far = script.course();
  CHECK_THAT(so_far, StartsWith("iBisC"));
  // FreeTDS begins anew after a commit; that one is ended before the next statement, empty.
  session->change("INSERT INTO t VALUES(2)");
  CHECK_THAT(script.course(), StartsWith("iBisCBR") && EndsWith("Ri"));
  session->begin();
  session->change("INSERT INTO t VALUES(3)");
  session->commit();
  CHECK_FALSE(session->broken());
  CHECK_THAT(script.course(), StartsWith("iBisCBRiBiC"));
}

TEST_CASE("A session begins outside of any transaction, whatever the last one left") {  // pitfall 18
  Script script(done);
  auto session = script.open();
  session->begin();
  session->change("INSERT INTO t VALUES(1)");
  session = script.open();
  session->change("UPDATE t SET a=1");
  CHECK_THAT(script.course(), StartsWith("BiR") && EndsWith("u") && !Contains("Bu"));
}

TEST_CASE("What was not committed is rolled back, by a word or by closing") {  // pitfall 15
  Script script(done);
  {
    const auto session = script.open();
    session->begin();
    session->change("INSERT INTO t VALUES(1)");
  }
  CHECK_THAT(script.course(), StartsWith("BiR") && !Contains("C"));
  const auto session = script.open();
  session->begin();
  session->change("UPDATE t SET a=1");
  session->rollback();
  CHECK_FALSE(session->broken());
  session->change("DELETE FROM t");
  CHECK_THAT(script.course(), Contains("BuR") && EndsWith("Rd") && !Contains("C"));
}

TEST_CASE(
    "A transaction that the server took away: nothing of it is committed piece by piece") {  // pitfall 17
  Script script(failing("second", 1205, true, 1));
  {
    const auto session = script.open();
    session->begin();
    session->change("INSERT INTO t VALUES('first')");
    CHECK(error_of([&] { session->change("INSERT INTO t VALUES('second')"); }).is_deadlock());
    CHECK(session->broken());
    // Whoever goes on all the same reaches nobody.
    CHECK_THROWS_AS(session->change("INSERT INTO t VALUES('third')"), SqlError);
    CHECK_THROWS_AS(session->commit(), SqlError);
    session->rollback();
    CHECK(session->broken());
    CHECK_THROWS_AS(session->begin(), SqlError);
  }
  CHECK(script.asked("third").empty());
  CHECK_THAT(script.course(), !Contains("C"));
}

TEST_CASE("Any error inside a transaction ends the session, also one that left the transaction standing") {
  Script script(failing("second", 2627, false, 1));
  {
    const auto session = script.open();
    session->begin();
    session->change("INSERT INTO t VALUES('first')");
    CHECK(error_of([&] { session->change("INSERT INTO t VALUES('second')"); }).is_duplicate_key());
    CHECK(session->broken());
  }
  CHECK_THAT(script.course(), StartsWith("BiiR") && !Contains("C"));
}

TEST_CASE("A commit that fails or is not answered is told, and the session is over") {
  Script script;
  for (const bool drops : {false, true}) {
    script.reply([=](const Request& r) {
      auto answer = cell("nvarchar(20)", "1");
      if (r.kind != Request::Kind::kCommit) return answer;
      answer = failure(3971);
      answer.drop_connection = drops;
      return answer;
    });
    const auto session = script.open();
    session->begin();
    session->change("INSERT INTO t VALUES(1)");
    CHECK(error_of([&] { session->commit(); }).number == (drops ? 0 : 3971));
    CHECK(session->broken());
  }
}

TEST_CASE("Begin within a transaction and commit without one are refused; rollback without one is nothing") {
  Script script(done);
  const auto session = script.open();
  CHECK(error_of([&] { session->commit(); }).state == "25000");
  session->rollback();
  session->begin();
  CHECK(error_of([&] { session->begin(); }).state == "25001");
  session->change("INSERT INTO t VALUES(1)");
  session->commit();
  CHECK_FALSE(session->broken());
  CHECK_THAT(script.course(), StartsWith("BiC"));
}

TEST_CASE("A begin that is refused is told, and nothing is open") {
  Script script([](const Request& r) {
    return r.kind == Request::Kind::kBegin ? failure(3950) : cell("nvarchar(20)", "1");
  });
  {
    const auto session = script.open();
    CHECK(error_of([&] { session->begin(); }).number == 3950);
  }
  CHECK(script.course() == "B");
}

TEST_CASE("The connection ends inside a transaction") {
  Script script([](const Request& r) {
    auto answer = cell("nvarchar(20)", "1");
    answer.drop_connection = r.sql.find("second") != std::string::npos;
    return answer;
  });
  const auto session = script.open();
  session->begin();
  session->change("INSERT INTO t VALUES('first')");
  CHECK(error_of([&] { session->change("INSERT INTO t VALUES('second')"); }).is_connection_lost());
  session->rollback();
  CHECK(session->broken());
}
