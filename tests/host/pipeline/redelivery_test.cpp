// SPDX-License-Identifier: MIT
// What each status of a call means, how long the host waits, and that a call is repeated as that says.
#include "pipeline/redelivery.hpp"

#include <catch2/catch.hpp>

using namespace orderbridge;
using namespace orderbridge::pipeline;

namespace {

config::RedeliveryPolicy policy(int most = 8) {
  config::RedeliveryPolicy p;
  p.maximum_redeliveries = most;
  return p;  // 2 s, doubled, at most 5 min
}

Next next_of(ob_status status, int attempt = 1, int most = 8) {
  return after_call(status, attempt, 0, policy(most), 0.5).next;
}

connectors::Outcome outcome(ob_status status, std::int64_t retry_after_ms = 0) {
  connectors::Outcome o;
  o.status = status;
  o.retry_after_ms = retry_after_ms;
  o.findings.push_back({OB_FINDING_INFO, "call", ""});
  return o;
}

/// Calls that answer one after the other; what was done, as letters: c call, o reopen.
struct Script {
  std::vector<ob_status> calls, reopenings;
  std::string done;
  connectors::Outcome run(std::int64_t budget_ms = 1000, int most = 8) {
    auto p = policy(most);
    p.redelivery_delay_ms = 0;
    Waiting waiting(budget_ms, std::make_shared<connectors::StopSignal>());
    std::size_t call = 0, reopen = 0;
    Attempts attempts;
    attempts.call = [&](int&) {
      done += 'c';
      return outcome(calls.at(call++));
    };
    attempts.reopen = [&] {
      done += 'o';
      return outcome(reopenings.at(reopen++));
    };
    attempts.goes_on = [] { return true; };
    return redelivered(attempts, p, waiting);
  }
};

}  // namespace

TEST_CASE("each status has one meaning") {
  CHECK(next_of(OB_OK) == Next::kGoOn);
  CHECK(next_of(OB_RETRY) == Next::kAgain);
  CHECK(next_of(OB_CANCELLED) == Next::kAgain);
  CHECK(next_of(OB_NOT_CONNECTED) == Next::kReopen);
  CHECK(next_of(OB_INTERNAL) == Next::kReopen);
  CHECK(next_of(OB_INTERNAL, 3) == Next::kGiveUp);  // a bug does not go away by itself
  CHECK(next_of(OB_REJECTED) == Next::kGiveUp);
  CHECK(next_of(OB_UNSUPPORTED) == Next::kGiveUp);
  CHECK(next_of(OB_BAD_AUTH) == Next::kHalt);
  CHECK(next_of(OB_BAD_CONFIG) == Next::kHalt);
  CHECK(next_of(4711) == Next::kGiveUp);  // of a newer connector
}

TEST_CASE("maximumRedeliveries counts attempts after the first") {
  CHECK(next_of(OB_RETRY, 8) == Next::kAgain);
  CHECK(next_of(OB_RETRY, 9) == Next::kGiveUp);
  CHECK(next_of(OB_RETRY, 1, 0) == Next::kGiveUp);
  CHECK_FALSE(is_exhausted(8, policy()));
  CHECK(is_exhausted(9, policy()));
}

TEST_CASE("the back-off doubles up to its cap, spreads, and never undercuts what the other side asked for") {
  const auto at = [](int attempt, double jitter = 0.5, std::int64_t asked = 0) {
    return back_off_ms(attempt, asked, policy(), jitter);
  };
  CHECK(at(1) == 2000);
  CHECK(at(2) == 4000);
  CHECK(at(5) == 32000);
  CHECK(at(30) == 300000);
  CHECK(at(1000000) == 300000);
  CHECK(at(1, 0) == 1500);
  CHECK(at(1, 1) == 2500);
  CHECK(at(1, 0.5, 7000) == 7000);
  CHECK(at(1, 0.5, 1000) == 2000);
  CHECK(at(1, 0.5, 3600000) == 3600000);  // longer than the cap: it was asked for
  CHECK(at(1, 0.5, -5) == 2000);
  auto slow = policy();
  slow.back_off_multiplier = "1.5";
  CHECK(back_off_ms(3, 0, slow, 0.5) == 4500);
}

TEST_CASE("a call is made again until it works, with its findings kept") {
  Script script{{OB_RETRY, OB_RETRY, OB_OK}, {}, ""};
  const auto last = script.run();
  CHECK(last.ok());
  CHECK(script.done == "ccc");
  CHECK(last.findings.size() == 3);
}

TEST_CASE("a lost connection is opened anew first, as often as it takes") {
  Script script{{OB_NOT_CONNECTED, OB_OK}, {OB_RETRY, OB_NOT_CONNECTED, OB_OK}, ""};
  CHECK(script.run().ok());
  CHECK(script.done ==
        "cooo"
        "c");
}

TEST_CASE("what can never work is not tried again, and patience has an end") {
  for (const auto status : {OB_BAD_AUTH, OB_BAD_CONFIG, OB_REJECTED, OB_UNSUPPORTED}) {
    Script script{{status}, {}, ""};
    CHECK(script.run().status == status);
    CHECK(script.done == "c");
  }
  Script tired{std::vector<ob_status>(10, OB_RETRY), {}, ""};
  CHECK(tired.run(1000, 3).status == OB_RETRY);
  CHECK(tired.done == "cccc");
  Script wrong_key_later{{OB_RETRY, OB_BAD_AUTH}, {}, ""};
  CHECK(wrong_key_later.run().status == OB_BAD_AUTH);
}

TEST_CASE("waits add up to the budget, and end when the run stops") {
  const auto stop = std::make_shared<connectors::StopSignal>();
  Waiting waiting(10, stop);
  CHECK(waiting.wait(0));
  CHECK_FALSE(waiting.wait(11));
  CHECK(waiting.wait(6));
  CHECK_FALSE(waiting.allows(5));
  CHECK(waiting.wait(4));
  CHECK(waiting.wait(0));
  stop->request();
  CHECK_FALSE(Waiting(100000, stop).wait(100000));
}
