// SPDX-License-Identifier: MIT
// Steps compiled from plain settings: what passes, what is refused and by which rule, and that amounts stay
// exact.
#include "steps/steps.hpp"

#include <catch2/catch.hpp>

#include "../../connectors/support/simple_order.hpp"
#include "base/error.hpp"
#include "orderbridge/decimal.hpp"
#include "records/copy.hpp"

using namespace orderbridge;
using config::Step;
using Kind = steps::Verdict::Kind;
using Catch::Contains;

namespace {

config::Place line(int number) {
  return {"shop.xml", number};
}
Step filter(const std::string& test, int at = 1) {
  Step step;
  step.kind = Step::Kind::kFilter;
  step.test = test;
  step.place = line(at);
  return step;
}
Step set_value(const std::string& field, const std::string& value) {
  Step step;
  step.kind = Step::Kind::kSet;
  step.field = field;
  step.value = value;
  step.has_value = true;
  step.place = line(7);
  return step;
}
Step set_from(const std::string& field, const std::string& from) {
  auto step = set_value(field, "");
  step.from = from;
  step.has_value = false;
  return step;
}
Step choice(std::vector<config::When> whens, config::Steps otherwise = {}) {
  Step step;
  step.kind = Step::Kind::kChoice;
  step.whens = std::move(whens);
  step.otherwise = std::move(otherwise);
  step.place = line(3);
  return step;
}
Step lookup(const std::string& field, Step::Missing missing, const std::string& fallback = {}) {
  Step step;
  step.kind = Step::Kind::kLookup;
  step.field = field;
  step.table = "methods";
  step.missing = missing;
  step.fallback = fallback;
  step.place = line(9);
  return step;
}

/// An order after the steps.
class Passed {
 public:
  explicit Passed(const config::Steps& all, const test_connectors::SimpleOrder& simple = {}) {
    config::Settings settings;
    settings.tables = {{"methods", {{"invoice", "Rechnung"}, {"", "nothing"}, {"open", "12"}}, line(1)}};
    steps::StepChain pipeline(all, settings);
    OrderBuilder builder;
    record_ = records::copy_record(test_connectors::build_order(builder, simple), arena_);
    verdict = pipeline.apply(*record_, arena_);
  }
  const ob_order& order() const { return reinterpret_cast<const ob_order&>(*record_); }
  steps::Verdict verdict;

 private:
  records::Arena arena_;
  ob_record* record_ = nullptr;
};

bool passes(const std::string& test) {
  return Passed({filter(test)}).verdict.kind == Kind::kPass;
}
std::string text(ob_decimal value) {
  return Decimal::from_abi(value).value().to_string();
}

}  // namespace

TEST_CASE("no steps, nothing to do") {
  const config::Settings settings;
  CHECK(steps::StepChain({}, settings).empty());
  CHECK_FALSE(steps::StepChain({filter("true()")}, settings).empty());
  CHECK(Passed({}).verdict.kind == Kind::kPass);
}

TEST_CASE("a filter keeps what its test is true for") {
  CHECK(passes("order/billing/country = 'DE'"));
  CHECK_FALSE(passes("order/billing/country = 'AT'"));
  CHECK(passes("order/total/gross > 40 and order/total/gross < 45"));
  CHECK(passes("count(order/lines/line[type = 'product']) = 2"));
  CHECK(passes("order/lines/line/sku = 'SKU-2'"));
  CHECK(passes("starts-with(order/customer/email, 'customer1@')"));
  CHECK_FALSE(passes("order/shipping"));
  CHECK(passes("not(order/shipping)"));
  CHECK_FALSE(passes("order/nowhere = 'x'"));
}

TEST_CASE("the verdict of a filter names the rule") {
  const Passed passed({filter("true()", 4), filter("false()", 5), filter("true()", 6)});
  CHECK(passed.verdict.kind == Kind::kFiltered);
  CHECK(passed.verdict.code == "filter");
  CHECK(passed.verdict.place.line == 5);
  CHECK(passed.verdict.place.file == "shop.xml");
  CHECK_THAT(passed.verdict.text, Contains("shop.xml") && Contains("5"));
}

TEST_CASE("what does not compile is an error at load, with the place") {
  const config::Settings settings;
  for (const auto* wrong : {"order/", "order[", "1 +", "'open", ""}) {
    INFO(wrong);
    CHECK_THROWS_AS(steps::StepChain({filter(wrong, 12)}, settings), UserError);
    CHECK_THROWS_WITH(steps::StepChain({filter(wrong, 12)}, settings), Contains("shop.xml:12"));
  }
  CHECK_THROWS_WITH(steps::StepChain({choice({{"order[", {}, line(5)}})}, settings), Contains("shop.xml:5"));
  CHECK_THROWS_WITH(steps::StepChain({lookup("payment/method", Step::Missing::kReject)}, settings),
                    Contains("methods") && Contains("shop.xml:9"));
}

TEST_CASE("what cannot be evaluated rejects the order, and the run goes on") {
  const Passed passed({filter("no-such-function(order)")});
  CHECK(passed.verdict.kind == Kind::kRejected);
  CHECK(passed.verdict.code == "xpath");
  CHECK_FALSE(passed.verdict.text.empty());
  CHECK(Passed({filter("$variable = 1")}).verdict.kind == Kind::kRejected);
}

TEST_CASE("a choice takes the first branch that is true, and only that") {
  const auto number = [](const char* value) { return config::Steps{set_value("number", value)}; };
  const Passed first({choice({{"false()", number("one"), line(1)},
                              {"true()", number("two"), line(2)},
                              {"true()", number("three"), line(3)}},
                             number("otherwise"))});
  CHECK(view(first.order().number) == "two");
  CHECK(view(Passed({choice({{"false()", number("one"), line(1)}}, number("otherwise"))}).order().number) ==
        "otherwise");
  CHECK(view(Passed({choice({{"false()", number("one"), line(1)}})}).order().number) == "20001");
}

TEST_CASE("choices inside choices") {
  const auto inner = choice({{"order/currency = 'USD'", {set_value("number", "dollar")}, line(5)}},
                            {set_value("number", "euro"), filter("false()", 6)});
  const Passed passed(
      {choice({{"order/billing/country = 'DE'", {inner}, line(4)}}), set_value("state", "x")});
  CHECK(view(passed.order().number) == "euro");
  CHECK(passed.verdict.kind == Kind::kFiltered);
  CHECK(passed.verdict.place.line == 6);
  CHECK(view(passed.order().state) == "open");  // nothing after the refusal was done
}

TEST_CASE("set takes literals, copies and empties") {
  CHECK(view(Passed({set_value("payment/method", "prepaid")}).order().payment_method) == "prepaid");
  CHECK(view(Passed({set_value("billing/city", "Köln")}).order().billing->city) == "Köln");
  CHECK(view(Passed({set_value("order/language", "de")}).order().language) == "de");
  CHECK(view(Passed({set_from("comment/merchant", "customer/email")}).order().merchant_comment) ==
        "customer1@example.com");
  CHECK(view(Passed({set_value("number", "")}).order().number).empty());
  CHECK(Passed({set_value("customer/guest", "1")}).order().guest == 1);
}

TEST_CASE("a later test sees what an earlier step set") {
  CHECK(Passed({filter("order/number = '20001'"), set_value("number", "7"), filter("order/number = '7'")})
            .verdict.kind == Kind::kPass);
}

TEST_CASE("amounts that are set stay exact") {
  CHECK(text(Passed({set_value("total/gross", "0.1")}).order().total_gross) == "0.1");
  CHECK(text(Passed({set_value("total/gross", "12345678901234.56")}).order().total_gross) ==
        "12345678901234.56");
  const Passed copied({set_from("payment/paid-amount", "total/gross")});
  CHECK(text(copied.order().paid_amount) == "44.88");
  CHECK(copied.order().paid_amount.unscaled == copied.order().total_gross.unscaled);
}

TEST_CASE("a value that does not fit its field rejects the order and leaves the field") {
  for (const auto& step : {set_value("total/gross", "12,30"), set_value("total/gross", "many"),
                           set_value("total/gross", ""), set_value("total/gross", "99999999999999999999"),
                           set_value("customer/guest", "yes"), set_value("ordered-at", "2026-01-01")}) {
    const Passed passed({step});
    INFO(step.field << " = " << step.value);
    CHECK(passed.verdict.kind == Kind::kRejected);
    CHECK(passed.verdict.code == "set");
    CHECK(passed.verdict.place.line == 7);
    CHECK(text(passed.order().total_gross) == "44.88");
  }
}

TEST_CASE("set on an address that the order does not have") {
  const Passed passed({set_value("shipping/city", "Wien")});
  CHECK(passed.verdict.kind == Kind::kRejected);
  CHECK_THAT(passed.verdict.text, Contains("shipping/city"));
}

TEST_CASE("lookup replaces a value by its row") {
  CHECK(view(Passed({lookup("payment/method", Step::Missing::kReject)}).order().payment_method) ==
        "Rechnung");
  CHECK(view(Passed({lookup("language", Step::Missing::kReject)}).order().language) == "nothing");
}

TEST_CASE("lookup without a row: reject, keep or default") {
  test_connectors::SimpleOrder simple;
  simple.country = "CH";
  const Passed kept({lookup("billing/country", Step::Missing::kKeep)}, simple);
  CHECK(kept.verdict.kind == Kind::kPass);
  CHECK(view(kept.order().billing->country) == "CH");
  const Passed replaced({lookup("billing/country", Step::Missing::kUseDefault, "EU")}, simple);
  CHECK(view(replaced.order().billing->country) == "EU");
  const Passed refused({lookup("billing/country", Step::Missing::kReject)}, simple);
  CHECK(refused.verdict.kind == Kind::kRejected);
  CHECK(refused.verdict.place.line == 9);
  CHECK_THAT(refused.verdict.text, Contains("methods") && Contains("billing/country") && Contains("'CH'"));
}

TEST_CASE("a refusal never shows a personal value") {
  const Passed refused({lookup("customer/email", Step::Missing::kReject)});
  CHECK(refused.verdict.kind == Kind::kRejected);
  CHECK_THAT(refused.verdict.text, !Contains("example.com"));
  CHECK_THAT(Passed({lookup("billing/last-name", Step::Missing::kReject)}).verdict.text,
             !Contains("Customer 1"));
}
