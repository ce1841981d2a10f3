// SPDX-License-Identifier: MIT
// How a batch is cut into transactions on SQL Server, and what an order costs in round trips. The server is
// JTL's tables in SQLite; what a number of SQL Server's means stands in Microsoft's "Database Engine events
// and errors".
#include <algorithm>
#include <catch2/catch.hpp>
#include <deque>
#include <utility>

#include "sqlserver/batch_writer.hpp"
#include "sqlserver_bench.hpp"

using namespace ob_test;
using orderbridge::to_abi;
namespace sqlserver = orderbridge::jtlwawi::sqlserver;

namespace {

using Counts = std::vector<std::size_t>;

struct Orders {
  std::deque<orderbridge::OrderBuilder> builders;
  std::vector<const ob_record*> records;

  /// `customers`: so many of them, again and again; 0: each order has its own.
  Orders(int first, int count, int customers = 0) {
    for (int id = first; id < first + count; ++id) {
      auto& builder = builders.emplace_back();
      auto& order = fill_order(builder, id);
      order.ordered_at += id * 60'000'000LL;
      if (customers > 0) order.customer_id = builder.keep(std::to_string(7000 + id % customers));
      records.push_back(&builder.finish());
    }
  }
};

}  // namespace

TEST_CASE_METHOD(OnSqlite, "an order costs few round trips, and no transaction holds more than 200 orders") {
  std::size_t trips = 0, commits = 0;
  db.before = [&](const tds::Request& request) {
    ++trips;
    commits += request.kind == tds::Request::Kind::kCommit;
    return std::optional<tds::Answer>();
  };
  const int customers = GENERATE(0, 40);  // 40: each comes back again and again
  const Orders orders(1, 1000, customers);
  REQUIRE(wawi->write(orders.records) == OB_OK);
  for (const auto& r : wawi->reported) REQUIRE(r.outcome == OB_WRITTEN);
  CHECK(count("dbo.tinetbestellung") == "1000");
  CHECK(count("dbo.tinetbestellpos") == "3000");
  CHECK(count("dbo.tinetkunde") == (customers == 0 ? "1000" : "40"));
  CHECK(commits >= 5);
  CAPTURE(trips);
  CHECK(trips <= (customers == 0 ? 1000 : 3000));  // it was 36,000
}

TEST_CASE_METHOD(OnSqlite, "what an order costs does not grow with what is staged") {
  std::vector<std::string> asked;
  db.before = [&](const tds::Request& request) {
    asked.push_back(request.sql);
    return std::optional<tds::Answer>();
  };
  const auto asks_for = [&](const std::string& part) {
    return std::count_if(asked.begin(), asked.end(),
                         [&](const auto& sql) { return sql.find(part) != sql.npos; });
  };
  REQUIRE(wawi->write(Orders(1, 1).records) == OB_OK);  // the key space is known from here on
  asked.clear();
  REQUIRE(wawi->write(Orders(200'001, 50).records) == OB_OK);
  const auto empty = asked.size();

  db.run(
      "WITH RECURSIVE n(i) AS (SELECT 1000 UNION ALL SELECT i+1 FROM n WHERE i<101000) "
      "INSERT INTO dbo.tinetbestellung(kInetBestellung,kShop,kKunde,cInetBestNr,fGutschein) "
      "SELECT i,1,i,'S'||i,'0' FROM n");
  db.run(
      "INSERT INTO dbo.tInetBestellungAttribute(kInetBestellung,kShop,cName,cValue) "
      "SELECT kInetBestellung,1,'orderbridge.id',kInetBestellung FROM dbo.tinetbestellung "
      "WHERE kInetBestellung<200000 AND kInetBestellung>=1000");
  asked.clear();
  REQUIRE(wawi->write(Orders(300'001, 50).records) == OB_OK);
  for (const auto& r : wawi->reported) REQUIRE(r.outcome == OB_WRITTEN);
  CHECK(asked.size() == empty);
  // The keys answer: attributes, which need not have an index, are not looked through for a new order.
  CHECK(asks_for("FROM dbo.tInetBestellungAttribute") == 0);
  CHECK(asks_for("cInetBestNr IN") == 1);  // of all at once

  asked.clear();
  REQUIRE(wawi->write(Orders(300'001, 50).records) == OB_OK);
  for (const auto& r : wawi->reported) REQUIRE(r.outcome == OB_DUPLICATE);
  CHECK(asks_for("cInetBestNr IN") == 0);
  CHECK(asked.size() < 10);
}

TEST_CASE_METHOD(OnSqlite, "two orders of a customer in one batch: the newer one says what he looks like") {
  const bool newer_first = GENERATE(false, true);
  Orders orders(1, 2, 1);
  orders.builders[0].billing().city = to_abi(newer_first ? "Bonn" : "Ulm");
  orders.builders[1].billing().city = to_abi(newer_first ? "Ulm" : "Bonn");
  if (newer_first) orders.builders[0].order().ordered_at += 3'600'000'000LL;
  orders.records.clear();
  for (auto& b : orders.builders) orders.records.push_back(&b.finish());
  REQUIRE(wawi->write(orders.records) == OB_OK);
  CHECK(db.rows("SELECT cStadt FROM dbo.tinetkunde") == std::vector<std::string>{"Bonn"});
  CHECK(count("dbo.tInetKundeShop") == "1");
  CHECK(count("dbo.tinetbestellung") == "2");
}

TEST_CASE_METHOD(OnSqlite, "a customer whose first order is refused is entered by his next one") {
  Orders orders(1, 3);
  for (auto& b : orders.builders) b.order().customer_id = to_abi("a-customer");
  orders.builders[0].order().price_basis = 0;
  orders.records.clear();
  for (auto& b : orders.builders) orders.records.push_back(&b.finish());
  REQUIRE(wawi->write(orders.records) == OB_OK);
  CHECK(wawi->reported[0].outcome == OB_WRITE_REJECTED);
  CHECK(wawi->reported[1].outcome == OB_WRITTEN);
  CHECK(count("dbo.tinetkunde") == "1");
  CHECK(count("dbo.tInetKundenAttribute") == "1");
}

TEST_CASE_METHOD(OnSqlite,
                 "one order of two hundred that the database refuses costs no other, and little time") {
  db.run(
      "CREATE TRIGGER dbo.a_rule BEFORE INSERT ON tinetbestellpos WHEN NEW.kInetBestellung=77 "
      "BEGIN SELECT RAISE(ABORT,'a rule'); END");
  std::size_t begins = 0;
  db.before = [&](const tds::Request& request) {
    begins += request.kind == tds::Request::Kind::kBegin;
    return std::optional<tds::Answer>();
  };
  const Orders orders(1, 200);
  REQUIRE(wawi->write(orders.records) == OB_OK);
  for (std::size_t i = 0; i < 200; ++i)
    REQUIRE(wawi->reported[i].outcome == (i == 76 ? OB_WRITE_REJECTED : OB_WRITTEN));
  CHECK(wawi->reported[76].code == "refused-by-database");
  CHECK(count("dbo.tinetbestellung") == "199");
  CHECK(begins < 25);  // halved each time, not one by one
}

TEST_CASE_METHOD(OnSqlite, "what is committed of a batch that breaks off stays, and is reported") {
  std::size_t commits = 0;
  db.before = [&](const tds::Request& request) -> std::optional<tds::Answer> {
    const bool second = request.kind == tds::Request::Kind::kBegin && commits == 1;
    commits += request.kind == tds::Request::Kind::kCommit;
    return second ? std::optional(failure(6005)) : std::nullopt;
  };
  const Orders orders(1, 250);
  CHECK(wawi->write(orders.records) == OB_RETRY);
  CHECK_THAT(wawi->failure, Catch::Matchers::Contains("starts, stops or is being recovered"));
  const auto there = std::stoul(count("dbo.tinetbestellung"));  // on a slow machine time is up earlier
  CHECK(there >= 50);
  CHECK(there <= 200);
  for (std::size_t i = 0; i < 250; ++i)
    REQUIRE(wawi->reported[i].outcome == (i < there ? OB_WRITTEN : OB_WRITE_RETRY));
  db.before = nullptr;
  CHECK(wawi->write(orders.records) == OB_OK);
  CHECK(count("dbo.tinetbestellung") == "250");
}

namespace {

/// Each order takes 300 ms of a clock that the test turns.
class Slow final : public sqlserver::BatchWriter {
 public:
  Slow(sqlserver::Sessions& sessions, const orderbridge::Host& host)
      : BatchWriter(sessions, host, "slow", std::chrono::seconds(1), [this] { return now_; }) {}
  Counts transactions;

 private:
  std::size_t decide(const orderbridge::Call&, sqlserver::Session&, std::span<Fate* const> fates) override {
    std::size_t done = 0;
    do {
      now_ += std::chrono::milliseconds(300);
      ++done;
    } while (done < fates.size() && !out_of_time());
    transactions.push_back(done);
    return done;
  }
  std::chrono::steady_clock::time_point now_{};
};

/// A host that hears how often something is reported.
struct Listener {
  std::size_t reported = 0;
  ob_host host_table{};
  ob_call call_table{};
  ob_results results_table{};

  Listener() {
    host_table.size = sizeof host_table;
    call_table.size = sizeof call_table;
    call_table.cancelled = [](void*) -> std::int32_t { return 0; };
    results_table.size = sizeof results_table;
    results_table.ctx = this;
    results_table.report = [](void* ctx, std::size_t, const ob_result*) {
      ++static_cast<Listener*>(ctx)->reported;
    };
  }
};

}  // namespace

TEST_CASE("a transaction takes no further order once it has lasted for a second") {
  tds::FakeServer server([](const tds::Request& request) {
    tds::Answer answer;
    if (request.kind == tds::Request::Kind::kStatement) answer.results = {{{{""}}, {{"0"}}}};
    return answer;
  });
  sqlserver::Sessions sessions(server.factory());
  Listener listener;
  const orderbridge::Host host(&listener.host_table);
  Slow slow(sessions, host);
  const Orders orders(1, 10);
  ob_batch batch{};
  batch.size = sizeof batch;
  batch.kind = OB_KIND_ORDER;
  batch.records = orders.records.data();
  batch.count = orders.records.size();
  slow.write(orderbridge::Call(&listener.call_table), batch, orderbridge::Results(&listener.results_table));
  CHECK(slow.transactions == Counts{4, 4, 2});
  CHECK(listener.reported == 10);
}

TEST_CASE(
    "a server that starts, stops, recovers or is full is passing trouble, whatever SQLSTATE it comes with") {
  for (const int number :
       {596,  904,  921,  922,  923,   924,   927,   942,   945,   952,   976,   978,   983,  3989,
        5123, 6005, 6006, 9001, 17142, 17148, 17187, 17188, 18401, 18451, 40197, 40501, 40613})
    for (const char* state : {"28000", "42000", "HY000", "08S01", "08001"}) {
      INFO(number << " " << state);
      const sqlserver::SqlError error(number, state, "");
      CHECK(sqlserver::trouble_of(error) == sqlserver::Trouble::kAway);
      CHECK_FALSE(sqlserver::again_at_once(error));  // it takes minutes, not attempts
    }
  for (const int number : {1101, 1105, 9002})
    CHECK(sqlserver::trouble_of({number, "42000", ""}) == sqlserver::Trouble::kPassing);
  CHECK(sqlserver::trouble_of({18456, "28000", ""}) == sqlserver::Trouble::kLogin);
}
