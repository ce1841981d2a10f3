// SPDX-License-Identifier: MIT
// Every command through connectors that leave out all that the table lets them leave out (fetch_keys, lookup,
// check, interrupt, extension): none crashes, each does it another way or says clearly why not.
#include <catch2/catch.hpp>

#include "support/world.hpp"

using Catch::Contains;
using host_test::Arguments;
using host_test::Ended;
using host_test::run_host;
using host_test::Setup;
using host_test::World;
using orderbridge::journal::Fate;

namespace {

Setup bare() {
  Setup setup;
  setup.source = "bare_source";
  setup.source_options = "";
  setup.sink = "bare_sink";
  setup.sink_options = "file='erp.txt'";
  return setup;
}

Ended command(World& world, const Arguments& words) {
  return run_host(world.arguments(words));
}

struct Expected {
  Arguments words;
  int code;
  std::string text;  // on either stream
};

}  // namespace

TEST_CASE("every command, with connectors that have nothing they may leave out") {
  World world(bare());
  world.setup.sink_children = "<reject><item>3</item></reject>";
  REQUIRE(command(world, {"run"}).code == 1);  // 3 is rejected, 4 incomplete
  const std::vector<Expected> all{
      {{"run"}, 1, "2 orders need attention"},
      {{"status"}, 1, "dead letters"},
      {{"runs"}, 0, "import"},
      {{"run", "show", "1"}, 0, "5 listed"},
      {{"explain", "1"}, 0, "staged as 1"},
      {{"explain", "3"}, 0, "rejected"},
      {{"explain", "4"}, 0, "incomplete"},
      {{"explain", "nope"}, 1, "No pipeline has ever seen"},
      {{"dead-letters", "list"}, 0, "as the test wants it"},
      {{"dead-letters", "show", "1"}, 0, "<order"},
      {{"dead-letters", "retry", "1"}, 1, "1: open"},
      {{"plan", "import"}, 1, "Nothing was written"},
      {{"import", "1", "--dry-run"}, 0, "Nothing was written"},
      {{"import", "1"}, 0, "were there already"},
      {{"import", "3"}, 1, "as the test wants it"},
      {{"import", "99"}, 2, "cannot be asked for single orders"},
      {{"rewind", "import", "--from", "1", "--dry-run"}, 1, "Nothing was written"},
      {{"rewind", "import", "--from", "1", "--yes"}, 1, "listed"},
      {{"rewind", "import", "--from", "1", "--any-state", "--yes"},
       3,
       "only the orders that its options select"},
      {{"verify", "import"}, 3, "cannot look orders up"},
      {{"verify", "import", "--restage"}, 3, "cannot look orders up"},
      {{"tell", "shop"}, 2, "<onWritten>"},
      {{"view", "shop"}, 0, ""},
      {{"view", "shop", "orders"}, 2, "has no view"},
      {{"action", "erp", "take-over"}, 2, "has no action"},
      {{"validate"}, 0, "correct"},
      {{"check"}, 0, "opened"},
      {{"tap", "import", "-n", "1"}, 0, "<id>1</id>"},
      {{"connectors"}, 0, "bare-source"},
      {{"describe", "bare-source"}, 0, "late"},
      {{"schema"}, 0, "bare-source"},
      {{"pause", "import"}, 0, ""},
      {{"resume", "import"}, 0, ""},
  };
  for (const auto& expected : all) {
    const auto ended = command(world, expected.words);
    std::string words;
    for (const auto& word : expected.words) words += word + " ";
    INFO(words << "\n" << ended.out << ended.err);
    CHECK(ended.signal == 0);
    CHECK(ended.code == expected.code);
    CHECK_THAT(ended.out + ended.err, Contains(expected.text));
  }
  CHECK(world.folder().read("erp.txt") == "1\n2\n5\n");  // whatever was called: each order once
}

TEST_CASE("a source that cannot be asked by key: what it lists is found, what it does not keeps its fate") {
  World world(bare());
  world.setup.sink_children = "<reject><item>5</item></reject>";
  command(world, {"run"});
  REQUIRE(world.fate("5") == Fate::kRejected);
  world.setup.source_options = "late='false'";
  const auto gone = command(world, {"dead-letters", "retry", "1"});
  INFO(gone.out << gone.err);
  CHECK(gone.code != 0);
  CHECK_THAT(gone.out, Contains("does not list it"));
  CHECK(world.fate("5") == Fate::kRejected);
  world.setup.source_options = "";
  world.setup.sink_children = "";
  const auto retried = command(world, {"dead-letters", "retry", "1"});
  INFO(retried.out << retried.err);
  CHECK(retried.code == 0);
  CHECK(world.fate("5") == Fate::kWritten);
  CHECK_THAT(retried.out, Contains("1  listed"));  // of five only the one that was asked for
}
