// SPDX-License-Identifier: MIT
// Queries: what comes of good views, and what is left of those that break the rules.
#include <catch2/catch.hpp>

#include "connectors/instance.hpp"
#include "connectors/probe.hpp"
#include "description/description_json.hpp"
#include "support/instances.hpp"

using namespace orderbridge;
using Catch::Contains;
using connectors::Outcome;
using connectors::Query;
using connectors::QueryResult;
using host_test::make;
using host_test::Options;
using host_test::Patience;
using std::chrono::milliseconds;

namespace {

Query books() {
  Query query;
  query.view = "books";
  return query;
}
Query detail(const std::string& key) {
  auto query = books();
  query.key = key;
  return query;
}

struct Asked {
  Outcome outcome;
  QueryResult result;

  std::vector<std::string> column(std::size_t i) const {
    std::vector<std::string> cells;
    for (const auto& row : result.rows) cells.push_back(row.at(i).value_or("(none)"));
    return cells;
  }
  /// The one thing that the connector did wrong.
  std::string bug() const {
    CHECK(outcome.ok());
    REQUIRE(outcome.findings.size() == 1);
    CHECK(outcome.findings[0].code == "connector-bug");
    CHECK(outcome.findings[0].level == OB_FINDING_ERROR);
    return outcome.findings[0].text;
  }
};

Asked ask(const std::string& name, const Options& options, const Query& query, Patience patience = {}) {
  auto made = make(name, options, patience);
  REQUIRE(made.instance);
  REQUIRE(made.instance->open().ok());
  Asked asked;
  asked.outcome = made.instance->query(query, asked.result);
  return asked;
}

using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("rows as they were asked for, and how many there are") {
  auto query = books();
  query.filters = {{"title", "VOLUME"}, {"number", "B-1"}};
  query.sort = "number";
  query.descending = true;
  query.offset = 1;
  query.limit = 3;
  const auto asked = ask("bookshop", {}, query);
  CHECK(asked.outcome.ok());
  CHECK(asked.outcome.findings.empty());
  CHECK(asked.column(0) == Cells{"B-18", "B-17", "B-16"});
  CHECK(asked.column(2) == Cells{"18.90", "17.90", "16.90"});
  CHECK(asked.result.total == 10);  // B-1, B-10 to B-19 without B-13
  CHECK_FALSE(asked.result.cut);
  CHECK(asked.result.rows[0].size() == 7);
}

TEST_CASE("a connector need not say how many there are") {
  const auto asked = ask("bookshop", {{"counts", "false"}}, books());
  CHECK(asked.result.rows.size() == 40);
  CHECK_FALSE(asked.result.total);
}

TEST_CASE("a detail: its row, then its sections") {
  const auto asked = ask("bookshop", {}, detail("B-7"));
  REQUIRE(asked.result.rows.size() == 1);
  CHECK(asked.result.rows[0][6] == "All about 7");
  REQUIRE(asked.result.sections.size() == 2);
  CHECK(asked.result.sections[0].title.de == "Verkäufe");
  CHECK(asked.result.sections[0].columns.at(1).id == "amount");
  CHECK(asked.result.sections[0].rows.size() == 2);
  CHECK(asked.result.sections[1].rows.empty());
  CHECK(ask("bookshop", {}, detail("B-99")).result.rows.empty());
}

TEST_CASE("a view that is none, a connector without views") {
  auto query = books();
  query.view = "bocks";
  CHECK(ask("bookshop", {}, query).outcome.status == OB_UNSUPPORTED);
  const auto asked = ask("memory_source", {{"script", ""}}, books());
  CHECK(asked.outcome.status == OB_UNSUPPORTED);
  CHECK_THAT(asked.outcome.text, Contains("no view 'books'"));
}

TEST_CASE("a failing query says why") {
  CHECK(ask("bookshop", {{"fail", "retry"}}, books()).outcome.status == OB_RETRY);
  const auto wrong = ask("bookshop", {{"fail", "bad-config"}}, books());
  CHECK(wrong.outcome.status == OB_BAD_CONFIG);
  CHECK(wrong.outcome.option == "file");
}

TEST_CASE("rows with other cells than columns are left out, and it is said") {
  for (const auto& [what, cells] : std::map<std::string, std::string>{{"few", "2 cells for 3"},
                                                                      {"many", "4 cells for 3"},
                                                                      {"none", "0 cells for 3"},
                                                                      {"null", "3 cells for 3"}}) {
    INFO(what);
    const auto asked = ask("wrong_cells", {{"what", what}}, books());
    CHECK(asked.column(0) == Cells{"1", "3"});
    CHECK_THAT(asked.bug(), Contains(cells));
  }
}

TEST_CASE("cells that are no text, steer terminals, or never end") {
  const auto cell = [](const char* what) {
    const auto asked = ask("wrong_cells", {{"what", what}}, books());
    CHECK(asked.outcome.findings.empty());
    REQUIRE(asked.result.rows.size() == 3);
    return asked.result.rows[1][1];
  };
  CHECK(cell("utf8") == "(text is not UTF-8)");
  CHECK(cell("control") == " [2Jred line  ");
  CHECK(cell("huge")->size() == 64 << 10);
  CHECK_FALSE(cell("absent"));
  const auto asked = ask("wrong_cells", {{"what", "absent"}}, books());
  CHECK(asked.result.rows[1][2] == "");  // empty is not absent
}

TEST_CASE("endless rows end at the limit that was asked for") {
  auto query = books();
  query.limit = 5;
  const auto asked = ask("endless_rows", {}, query);
  CHECK(asked.result.rows.size() == 5);
  CHECK(asked.result.cut);
  CHECK_FALSE(asked.outcome.abandoned);
  CHECK_THAT(asked.bug(), Contains("more than 5 rows"));
  CHECK(ask("endless_rows", {{"fails", "true"}}, query).outcome.ok());  // it was our wish
}

TEST_CASE("where all are asked for, endless rows end at what the host takes") {
  SECTION("in rows") {
    const auto asked = ask("endless_rows", {}, books());
    CHECK(asked.result.rows.size() == connectors::kMostRows);
    CHECK(asked.result.cut);
    CHECK(asked.outcome.findings.empty());  // nobody told it
  }
  SECTION("in bytes") {
    const auto asked = ask("endless_rows", {{"bytes", "60000"}}, books());
    CHECK(asked.result.rows.size() < 1200);
    CHECK_THAT(asked.bug(), Contains("64 MiB"));
  }
}

TEST_CASE("a deaf query is abandoned, and what came is kept") {
  auto made = make("endless_rows", {{"deaf", "true"}}, {milliseconds(60000), milliseconds(300)});
  REQUIRE(made.instance->open().ok());
  auto query = books();
  query.limit = 5;
  QueryResult result;
  const auto outcome = made.instance->query(query, result);
  CHECK(outcome.abandoned);
  CHECK_THAT(outcome.text, Contains("query") && Contains("restart"));
  CHECK(result.rows.size() == 5);
  CHECK(made.instance->query(query, result).status == OB_NOT_CONNECTED);
}

TEST_CASE("a stopped query is cancelled, and nobody is to blame") {
  auto made = make("endless_rows");
  REQUIRE(made.instance->open().ok());
  made.stop->request();
  QueryResult result;
  const auto outcome = made.instance->query(books(), result);
  CHECK(outcome.status == OB_CANCELLED);
  CHECK(outcome.text.empty());
}

TEST_CASE("rows that come after the call change nothing") {
  auto made = make("calls_too_late");
  REQUIRE(made.instance->open().ok());
  QueryResult result;
  CHECK(made.instance->query(books(), result).ok());
  made.instance->close();  // calls the sink of the query
  CHECK(result.rows.size() == 1);
  CHECK_FALSE(result.total);
}

TEST_CASE("details that are put together wrongly") {
  const auto asked = [](const char* what) { return ask("wrong_sections", {{"what", what}}, detail("1")); };
  SECTION("a second row") {
    CHECK_THAT(asked("second-row").bug(), Contains("more than one row for a detail"));
    CHECK(asked("second-row").column(0) == Cells{"1"});
  }
  SECTION("a section without columns or title: its rows are left out, the next one is good") {
    for (const auto* what : {"no-columns", "null-column", "no-title"}) {
      const auto broken = asked(what);
      INFO(what);
      CHECK_FALSE(broken.outcome.findings.empty());
      REQUIRE(broken.result.sections.size() == 1);
      REQUIRE(broken.result.sections[0].rows.size() == 1);
      CHECK(broken.result.sections[0].rows[0][0] == "3");
    }
  }
  SECTION("sections without end") {
    const auto many = asked("many");
    CHECK(many.result.sections.size() == 50);
    CHECK(many.result.cut);
    CHECK_THAT(many.bug(), Contains("more than 50 sections"));
  }
  SECTION("sections in a table") {
    CHECK_THAT(ask("wrong_sections", {}, books()).bug(), Contains("belongs to a detail"));
  }
  SECTION("a total that is less than what came") {
    const auto wrong = ask("wrong_sections", {{"what", "total"}}, books());
    CHECK_FALSE(wrong.result.total);
    REQUIRE(wrong.outcome.findings.size() == 2);
    CHECK_THAT(wrong.outcome.findings[1].text, Contains("speaks of 0 rows"));
  }
}

TEST_CASE("the description of views and actions comes with the probe, and through the cache") {
  const auto probed = connectors::probe(OB_HOST, host_test::library("bookshop"), std::chrono::seconds(60));
  REQUIRE(probed.good);
  for (const auto& info : {probed.info, description::library_from_json(description::to_json(probed.info))}) {
    const auto& shop = info.connectors.at(0);
    REQUIRE(shop.views.size() == 2);
    const auto* view = shop.view("books");
    REQUIRE(view);
    CHECK(view->title.de == "Bücher");
    CHECK(view->doc.en == "All books");
    REQUIRE(view->columns.size() == 7);
    CHECK(view->columns[0].key());
    CHECK(view->columns[2].type == OB_TYPE_DECIMAL);
    CHECK(view->columns[5].personal());
    CHECK(view->columns[6].detail_only());
    CHECK_FALSE(shop.view("shelves")->has_key());
    const auto* action = shop.action("reprice");
    REQUIRE(action);
    CHECK(action->changes());
    CHECK_FALSE(action->many());
    CHECK(action->view == "books");
    REQUIRE(action->parameters.size() == 5);
    CHECK(action->parameters[0].required());
    CHECK(action->parameters[1].choices == Cells{"sale", "mistake"});
    CHECK(action->parameters[2].type == OB_TYPE_LIST);
  }
}
