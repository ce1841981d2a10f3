// SPDX-License-Identifier: MIT
// Actions through an instance: parameters arrive, outcomes come back, and what is none is left out.
#include <catch2/catch.hpp>

#include "connectors/instance.hpp"
#include "support/instances.hpp"

using namespace orderbridge;
using Catch::Contains;
using connectors::ActionResult;
using host_test::Folder;
using host_test::make;

namespace {

config::OptionValue value(const std::string& name, const std::string& text) {
  config::OptionValue v;
  v.name = name;
  v.value = text;
  return v;
}

}  // namespace

TEST_CASE("keys, values and lists reach the connector") {
  const Folder folder;
  auto made = make("bookshop", {{"file", folder.file("calls")}});
  REQUIRE(made.instance->open().ok());
  config::OptionValue labels;
  labels.name = "labels";
  labels.rows = {{{"item", "red"}}, {{"item", "very blue"}}};
  config::OptionValue absent;
  absent.name = "from";
  std::vector<ActionResult> results;
  CHECK(
      made.instance->run_action("reprice", {"B-1"}, {value("price", "5.00"), labels, absent}, results).ok());
  CHECK(folder.read("calls") == "reprice B-1 price=5.00 label=red label=very blue\n");
  REQUIRE(results.size() == 1);
  CHECK(results[0].key == "B-1");
  CHECK(results[0].outcome == OB_WRITTEN);
  CHECK(results[0].remote_id == "P1");
}

TEST_CASE("each target has its outcome") {
  const Folder folder;
  auto made = make("bookshop", {{"file", folder.file("calls")}});
  REQUIRE(made.instance->open().ok());
  std::vector<ActionResult> results;
  CHECK(made.instance->run_action("print", {"B-1", "B-2", "B-3", "x"}, {}, results).ok());
  REQUIRE(results.size() == 3);
  CHECK(results[1].outcome == OB_SKIPPED);
  CHECK(results[1].text == "printed already");
  CHECK(results[2].outcome == OB_WRITE_REJECTED);
}

TEST_CASE("an action that is none, a connector without actions") {
  std::vector<ActionResult> results;
  CHECK(make("bookshop").instance->run_action("prnt", {}, {}, results).status == OB_UNSUPPORTED);
  const auto outcome = make("memory_source", {{"script", ""}}).instance->run_action("print", {}, {}, results);
  CHECK(outcome.status == OB_UNSUPPORTED);
  CHECK_THAT(outcome.text, Contains("no action 'print'"));
}

TEST_CASE("outcomes that are none are left out and said, texts are made safe") {
  auto made = make("wrong_outcomes");
  REQUIRE(made.instance->open().ok());
  std::vector<ActionResult> results;
  const auto outcome = made.instance->run_action("print", {"1"}, {}, results);
  CHECK(outcome.ok());
  REQUIRE(outcome.findings.size() == 2);
  CHECK_THAT(outcome.findings[1].text, Contains("77"));
  REQUIRE(results.size() == 2);
  CHECK(results[0].key == "(text is not UTF-8)");
  CHECK(results[0].text == " [31m");
  CHECK(results[1].key.empty());
}

TEST_CASE("what was reported before a failure stands") {
  auto made = make("wrong_outcomes", {{"fails", "true"}});
  REQUIRE(made.instance->open().ok());
  std::vector<ActionResult> results;
  CHECK(made.instance->run_action("print", {"1"}, {}, results).status == OB_RETRY);
  CHECK(results.size() == 2);
}

TEST_CASE("an outcome that comes after the call changes nothing") {
  auto made = make("calls_too_late");
  REQUIRE(made.instance->open().ok());
  std::vector<ActionResult> results;
  CHECK(made.instance->run_action("print", {"1"}, {}, results).ok());
  made.instance->close();
  REQUIRE(results.size() == 1);
  CHECK(results[0].text == "in time");
}
