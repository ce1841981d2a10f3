// SPDX-License-Identifier: MIT
// orderbridge action, as people and scripts meet it: keys, parameters, the question before, the record after.
#include <pty.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "bookshop.hpp"

using Catch::Matchers::Contains;
using e2e::Bookshop;
using nlohmann::json;

namespace {

std::string wrong(const Bookshop& shop, const std::vector<std::string>& words) {
  const auto ended = shop.host(words);
  INFO(ended.out << ended.err);
  CHECK(ended.exit_code == 2);
  CHECK(ended.out.empty());
  CHECK(shop.calls().empty());
  return ended.err;
}

struct Talked {
  int exit_code = -1;
  std::string screen;
};

/// Runs the host on a terminal of its own and types the answer once it asks.
Talked on_terminal(const Bookshop& shop, const std::vector<std::string>& words, const std::string& answer) {
  auto command = shop.command(words);
  int terminal = -1;
  const auto child = ::forkpty(&terminal, nullptr, nullptr, nullptr);
  REQUIRE(child >= 0);
  if (child == 0) {
    std::vector<char*> arguments;
    for (auto& word : command) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(arguments[0], arguments.data());
    ::_exit(99);
  }
  Talked talked;
  std::array<char, 1024> buffer;
  bool answered = false;
  for (ssize_t got; (got = ::read(terminal, buffer.data(), buffer.size())) > 0;) {
    talked.screen.append(buffer.data(), static_cast<std::size_t>(got));
    if (answered || talked.screen.find("] ") == std::string::npos) continue;
    answered = true;
    REQUIRE(::write(terminal, answer.data(), answer.size()) == static_cast<ssize_t>(answer.size()));
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  ::close(terminal);
  if (WIFEXITED(status)) talked.exit_code = WEXITSTATUS(status);
  return talked;
}

const std::string kNightly =
    "<actions><action id='nightly' connection='shop' run='restock' schedule='every day at 05:00'>"
    "<parameter name='copies' value='7'/></action></actions>\n";

}  // namespace

TEST_CASE("each row has its outcome, and the exit code says whether all went well") {
  Bookshop shop;
  const auto good = shop.host({"action", "shop", "print", "B-1", "B-4"});
  INFO(good.out << good.err);
  CHECK(good.exit_code == 0);
  CHECK_THAT(good.out, Contains("B-1  done  P1") && Contains("OK (run 1)"));
  const auto mixed = shop.host({"action", "shop", "print", "B-1", "B-2", "B-3", "nope"});
  CHECK(mixed.exit_code == 1);
  CHECK_THAT(mixed.out, Contains("left") && Contains("printed already") && Contains("rejected") &&
                            Contains("no such book") && Contains("B-3   no answer") &&
                            Contains("WARNING (run 2)"));
  CHECK_THAT(mixed.err, Contains("nothing of 1 of 4 rows"));
  CHECK(shop.host({"action", "shop", "print", "B-2"}).exit_code == 1);  // left, though a person named it
  shop.language = "de";
  CHECK_THAT(shop.host({"action", "shop", "print", "B-1"}).out, Contains("erledigt"));
}

TEST_CASE("parameters: checked, defaults filled in, lists in order, files beside the caller") {
  const Bookshop shop;
  const auto done = shop.host({"action", "shop", "reprice", "B-1", "--set", "price=5.00", "--set", "labels=a",
                               "--set", "labels=b = c", "--set", "list=/lists/x.csv", "--yes"});
  INFO(done.out << done.err);
  CHECK(done.exit_code == 0);
  CHECK(shop.calls() == "reprice B-1 price=5.00 reason=sale list=/lists/x.csv label=a label=b = c\n");
}

TEST_CASE("wrong words: exit code 2, nothing is called") {
  const Bookshop shop;
  CHECK_THAT(wrong(shop, {"action", "shop"}), Contains("ACTION"));
  CHECK_THAT(wrong(shop, {"action", "shop", "prnt"}),
             Contains("has no action 'prnt'; did you mean 'print'?"));
  CHECK_THAT(wrong(shop, {"action", "shop", "reprice", "B-1", "--yes"}),
             Contains("needs the parameter 'price'; The new price"));
  CHECK_THAT(
      wrong(shop, {"action", "shop", "reprice", "B-1", "--set", "price=5", "--set", "reasn=sale", "--yes"}),
      Contains("no parameter 'reasn'; did you mean 'reason'?"));
  CHECK_THAT(
      wrong(shop, {"action", "shop", "reprice", "B-1", "--set", "price=5,00,1", "--set", "from=1.2.26"}),
      Contains("--set price=5,00,1 is not a decimal number") && Contains("--set from=1.2.26"));
  CHECK_THAT(wrong(shop, {"action", "shop", "reprice", "--set", "price=5000"}), Contains("out of range"));
  CHECK_THAT(wrong(shop, {"action", "shop", "reprice", "--set", "price=5", "--set", "price=6"}),
             Contains("'price' is given twice"));
  CHECK_THAT(wrong(shop, {"action", "shop", "restock", "--set", "copies"}), Contains("--set NAME=VALUE"));
  CHECK_THAT(wrong(shop, {"action", "shop", "reprice", "B-1", "B-2", "--set", "price=5", "--yes"}),
             Contains("one row at a time"));
  CHECK_THAT(wrong(shop, {"action", "shop", "restock", "B-1"}), Contains("works on no rows"));
  CHECK_THAT(wrong(shop, {"action", "shop", "reprice", "B-1", "--set", "price=5"}), Contains("--yes"));
}

TEST_CASE("an action that changes something asks on a terminal") {
  const Bookshop shop;
  const std::vector<std::string> words{"action", "shop", "reprice", "B-1", "--set", "price=5"};
  const auto no = on_terminal(shop, words, "\n");
  INFO(no.screen);
  CHECK(no.exit_code == 130);
  CHECK_THAT(no.screen, Contains("Change the price in 'shop', B-1? [y/N]") && Contains("nothing was done"));
  CHECK(shop.calls().empty());
  const auto yes = on_terminal(shop, words, "y\n");
  INFO(yes.screen);
  CHECK(yes.exit_code == 0);
  CHECK_THAT(shop.calls(), Contains("reprice B-1 price=5"));
}

TEST_CASE("JSON of an action") {
  const Bookshop shop;
  const auto ended = shop.host({"action", "shop", "print", "B-1", "B-3", "nope", "--json"});
  CHECK(ended.exit_code == 1);
  const auto answer = json::parse(ended.out);
  CHECK(answer.at("outcome") == "WARNING");
  CHECK(answer.at("run") == 1);
  CHECK(answer.at("failure").is_null());
  CHECK(answer.at("results") ==
        json::array({{{"key", "B-1"}, {"outcome", "written"}, {"remoteId", "P1"}, {"text", ""}},
                     {{"key", "nope"}, {"outcome", "rejected"}, {"remoteId", ""}, {"text", "no such book"}},
                     {{"key", "B-3"},
                      {"outcome", "unanswered"},
                      {"remoteId", ""},
                      {"text", "the connector reported nothing"}}}));
}

TEST_CASE("a run by hand is recorded, under the configured action where there is one") {
  Bookshop shop;
  shop.actions = kNightly;
  CHECK(shop.host({"action", "shop", "restock"}).exit_code == 0);
  CHECK(shop.calls() == "restock copies=5\n");  // a person's words, not those of the schedule
  CHECK(shop.host({"action", "shop", "print", "B-1", "nope"}).exit_code == 1);
  const auto runs = shop.host({"runs"}).out;
  CHECK_THAT(runs, Contains("nightly") && Contains("shop/print") && Contains("by hand"));
  CHECK_THAT(shop.host({"run", "show", "2"}).out, Contains("no such book"));
  CHECK_THAT(shop.host({"status"}).out, Contains("nightly: IDLE"));
}

TEST_CASE("a failure by hand does not halt the schedule") {
  Bookshop shop;
  shop.actions = kNightly;
  shop.options = "fail='bad-auth'";
  const auto failed = shop.host({"action", "shop", "restock"});
  CHECK(failed.exit_code == 3);
  CHECK_THAT(failed.err, Contains("connection 'shop'") && Contains("wants it to fail"));
  CHECK_THAT(shop.host({"status"}).out, !Contains("resume nightly"));
}

TEST_CASE("neither keys nor people get into the journal or the log") {
  const Bookshop shop;
  const auto viewed = shop.host({"--log-level", "debug", "view", "shop", "books", "-f", "buyer=Ada"});
  CHECK_THAT(viewed.out, Contains("Ada Reader"));
  const auto acted =
      shop.host({"--log-level", "debug", "action", "shop", "print", "B-17", "Ada Reader", "--json"});
  CHECK_THAT(acted.out, Contains("Ada Reader"));
  CHECK_THAT(viewed.err + acted.err, !Contains("Ada"));
  const auto kept = shop.read("journal.db") + shop.read("journal.db-wal");
  CHECK_THAT(kept, Contains("no such book"));
  CHECK_THAT(kept, !Contains("Ada") && !Contains("B-17"));
}
