// SPDX-License-Identifier: MIT
// Every command that the program offers is one that works: over orders in every fate, each offered command
// line is run as it stands, and what it promises happens. A mistyped order makes none.
#include <catch2/catch.hpp>
#include <sstream>

#include "support/world.hpp"

using Catch::Contains;
using host_test::Arguments;
using host_test::Ended;
using host_test::run_host;
using host_test::World;
using orderbridge::journal::Fate;

namespace {

Ended command(World& world, const Arguments& words) {
  return run_host(world.arguments(words));
}

/// Orders 1 to 10, one for each fate.
void spoil(World& world) {
  world.setup.steps = "<filter test=\"order/id != '2'\"/>";
  world.script("not-selected 3\nnot-ready 4\nfail-retry 5\nfail-final 6\ngone 8\n");
  world.faults("reject 7\nreject 9\nretry 10\n");
  REQUIRE(command(world, {"run"}).code == 1);
  orderbridge::journal::LetterFilter filter;
  filter.order = "9";
  const auto letters = world.journal()->letters(filter);
  REQUIRE(letters.size() == 1);
  REQUIRE(command(world, {"dead-letters", "drop", std::to_string(letters[0].id)}).code == 0);
}

/// What made the orders fail is mended; what a rule or the shop's state keeps out is not.
void mend(World& world) {
  world.script("order 3 other\nnot-ready 4\ngone 8\n");
  world.faults("");
}

/// "orderbridge import 9 --pipeline import   take it up again" as words.
std::vector<Arguments> offered(const std::string& text) {
  std::vector<Arguments> all;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto start = line.find("orderbridge ");
    if (start == std::string::npos || line.find("   ", start) == std::string::npos) continue;
    std::istringstream words(line.substr(start + 12, line.find("   ", start) - start - 12));
    Arguments one;
    for (std::string word; words >> word;) one.push_back(word);
    all.push_back(one);
  }
  return all;
}

/// Runs the command and checks what it promised of this order.
void keeps_its_promise(World& world, const Arguments& words, const std::string& order) {
  const auto ended = command(world, words);
  INFO(ended.out << ended.err);
  CHECK(ended.signal == 0);
  const auto what = words[0] == "dead-letters" ? words[1] : words[0];
  if (what == "run") {
    CHECK(ended.code <= 1);  // of the others some still need attention
    CHECK(world.fate(order) == Fate::kWritten);
    return;
  }
  CHECK(ended.code == 0);
  if (what == "import" || what == "retry") CHECK(world.fate(order) == Fate::kWritten);
  if (what == "drop") CHECK(world.fate(order) == Fate::kSuperseded);
  if (what == "verify") CHECK_THAT(ended.out, Contains("are there"));
  if (what == "show") CHECK_THAT(ended.out, Contains("Dead letter"));
  if (what == "edit") CHECK_THAT(ended.out, Contains("holds personal data"));
}

const std::map<std::string, Fate> kFates{
    {"1", Fate::kWritten},    {"2", Fate::kFiltered}, {"3", Fate::kNotSelected}, {"4", Fate::kNotReady},
    {"5", Fate::kFailed},     {"6", Fate::kRejected}, {"7", Fate::kRejected},    {"8", Fate::kGone},
    {"9", Fate::kSuperseded}, {"10", Fate::kFailed}};

}  // namespace

TEST_CASE("each command that explain offers does what it says, in every fate") {
  std::size_t ran = 0;
  std::map<std::string, std::size_t> kinds;
  for (const auto& [order, fate] : kFates) {
    World first;
    spoil(first);
    REQUIRE(first.fate(order) == fate);
    const auto story = command(first, {"explain", order});
    INFO("order " << order << "\n" << story.out);
    CHECK(story.code == 0);
    for (const auto& words : offered(story.out)) {
      World world;
      spoil(world);
      mend(world);
      keeps_its_promise(world, words, order);
      ++kinds[words[0] == "dead-letters" ? words[1] : words[0]];
      ++ran;
    }
    // What no command can help is not offered one.
    const bool helpless = fate == Fate::kFiltered || fate == Fate::kNotReady || fate == Fate::kGone;
    CHECK(offered(story.out).empty() == helpless);
  }
  CHECK(ran >= 11);
  for (const auto* kind : {"import", "retry", "show", "edit", "drop", "verify", "run"}) {
    INFO(kind);
    CHECK(kinds[kind] > 0);
  }
}

TEST_CASE("an import that stages nothing says why, and is no success") {
  World world;
  spoil(world);
  for (const auto& [order, reason] : std::map<std::string, std::string>{
           {"2", "filter"}, {"4", "as the test wants it"}, {"8", "as the test"}}) {
    for (int time = 0; time < 2; ++time) {  // the second time it is no news, and still no success
      const auto ended = command(world, {"import", order});
      INFO(order << "\n" << ended.out << ended.err);
      CHECK(ended.code == 1);
      CHECK_THAT(ended.out, Contains("Not staged, and why") && Contains(reason));
    }
    CHECK(command(world, {"import", order, "--dry-run"}).code != 4);
  }
  CHECK(world.times_staged() == std::map<std::string, int>{{"1", 1}});
}

TEST_CASE("a mistyped order makes no order, no story and no count") {
  World world;
  command(world, {"run"});
  const auto typo = command(world, {"import", "99999"});
  INFO(typo.out << typo.err);
  CHECK(typo.code == 2);
  CHECK_THAT(typo.out, Contains("order 99999") && Contains("Nothing was recorded") && Contains("0  listed"));
  CHECK_FALSE(world.row("99999"));
  CHECK(command(world, {"import", "99999", "--dry-run"}).code == 2);
  const auto story = command(world, {"explain", "99999"});
  CHECK(story.code == 1);
  const auto asks = story.out.find("orderbridge import 99999 --pipeline import --dry-run");
  CHECK(asks != std::string::npos);
  CHECK_THAT(command(world, {"status"}).out, Contains("10 staged") && !Contains("gone"));
}

TEST_CASE("the same unresolved orders give the same exit code each time") {
  World world;
  world.script("fail-final 4\nnot-ready 5\n");
  for (int time = 0; time < 3; ++time) {
    const auto ran = command(world, {"run"});
    INFO(ran.out);
    CHECK(ran.code == 1);
    CHECK_THAT(ran.out, Contains("WARNING") && Contains("2 orders need attention") &&
                            Contains("as the test wants it"));
    CHECK(command(world, {"plan", "import"}).code == 1);
  }
  world.script("");
  CHECK(command(world, {"run"}).code == 0);
  CHECK(command(world, {"plan", "import"}).code == 0);
}

TEST_CASE("a dry run of an order that is known and unchanged says so") {
  World world;
  command(world, {"run"});
  const auto dry = command(world, {"import", "1", "--dry-run"});
  INFO(dry.out);
  CHECK(dry.code == 0);
  CHECK_THAT(dry.out, Contains("0 new, 0 changed, 1 known and unchanged") && !Contains("is there already"));
  world.script("order 1 open version=2\n");
  CHECK_THAT(command(world, {"import", "1", "--dry-run"}).out, Contains("0 new, 1 changed, 0 known"));
}

TEST_CASE("rewind asks first, and without a terminal wants --yes") {
  World world;
  command(world, {"run"});
  world.script("order 1 open version=2\n");
  const auto asked = command(world, {"rewind", "import", "--from", "1"});
  CHECK(asked.code == 2);
  CHECK_THAT(asked.err, Contains("--yes") && Contains("Nothing was done"));
  CHECK(world.times_staged()["1"] == 1);
  const auto done = command(world, {"rewind", "import", "--from", "1", "--yes"});
  INFO(done.out << done.err);
  CHECK(done.code == 0);
  CHECK(world.times_staged()["1"] == 2);
}
