// SPDX-License-Identifier: MIT
// Numbers that stay text, names of methods, comparing secrets.
#include <catch2/catch.hpp>

#include "rpc/constant_time.hpp"
#include "rpc/error.hpp"
#include "rpc/method.hpp"
#include "rpc/token_gate.hpp"
#include "rpc/value.hpp"

using namespace orderbridge::jtlconnector;

namespace {

std::optional<std::string> decimal(const std::string& json) {
  const auto value = parse_json(json);
  REQUIRE(value);
  return canonical_decimal(*value);
}

}  // namespace

TEST_CASE("JSON is written as it was read, numbers to the digit") {
  for (const std::string text :
       {R"({"a":16.798300,"b":[1,-2,1e5,1.0E-5,0.10000000000000000000001],"c":null,"d":true,"e":{},"f":[]})",
        R"("ä😀\n\"\\")", "[18446744073709551615,-9223372036854775808,123456789012345678901234567890]",
        R"({"x":1,"x":2})", "0.0", "\"\""}) {
    const auto value = parse_json(text);
    REQUIRE(value);
    CHECK(to_json(*value) == text);
  }
  CHECK(parse_json(R"({"x":1,"x":2})")->find("x")->text == "2");
}

TEST_CASE("what is no JSON, or too much of it") {
  for (const std::string text :
       {"", "{", "[1,]", "nul", "\"\xc3\"", "01", "1 2", "{\"a\":1e999}", "\"\\ud800\""})
    CHECK_FALSE(parse_json(text));
  CHECK(parse_json(std::string(32, '[') + std::string(32, ']')));
  CHECK_FALSE(parse_json(std::string(33, '[') + std::string(33, ']')));
  CHECK_FALSE(parse_json(std::string(5'000'000, '[')));
  std::string many = "[0";
  for (int i = 0; i < 600'000; ++i) many += ",0";
  CHECK_FALSE(parse_json(many + "]"));
}

TEST_CASE("quantities are exact decimals, without the noise of doubles") {
  CHECK(decimal("1.0") == "1");
  CHECK(decimal("2.50") == "2.5");
  CHECK(decimal("2.5e0") == "2.5");
  CHECK(decimal("-0.125") == "-0.125");
  CHECK(decimal("0") == "0");
  CHECK(decimal("\"3.75\"") == "3.75");
  CHECK(decimal("0.1234567890123") == "0.1234567890123");
  CHECK(decimal("0.30000000000000004") == "0.3");
  CHECK(decimal("0.1000000000000000055511151231257827021181583404541015625") == "0.1");
  CHECK(decimal("9007199254740993") == "9007199254740993");  // no double holds it
  for (const std::string bad :
       {"null", "true", "\"x\"", "\"\"", "[]", "1e300", "123456789012345678901234567890"})
    CHECK_FALSE(decimal(bad));
}

TEST_CASE("whole numbers") {
  CHECK(whole_number(*parse_json("4711")) == 4711);
  CHECK(whole_number(*parse_json("\"4711\"")) == 4711);
  for (const std::string bad : {"1.0", "\"\"", "\"1x\"", "null", "99999999999999999999", "[1]"})
    CHECK_FALSE(whole_number(*parse_json(bad)));
}

TEST_CASE("names of methods") {
  CHECK(read_method("core.linker.clear").controller == "Connector");
  CHECK(read_method("product_stock_level.push").controller == "ProductStockLevel");
  CHECK(read_method("CustomerOrder.statistic").action == Action::kStatistic);
  CHECK_THROWS_AS(read_method("customer..pull"), RpcError);
  CHECK(pascal_case("customerOrder") == "CustomerOrder");
}

TEST_CASE("secrets are equal in all or not at all") {
  CHECK(equal_secrets("abc", "abc"));
  CHECK(equal_secrets("", ""));
  for (const std::string wrong : {"", "ab", "abcd", "abcabc", "abd", "xbc", "ABC"})
    CHECK_FALSE(equal_secrets("abc", wrong));
  CHECK_FALSE(equal_secrets("", "a"));
}

TEST_CASE("blame is kept for so many clients only, and never for the right token") {
  Moment now(std::chrono::hours(1));
  TokenGate gate("right", [&] { return now; });
  for (int i = 0; i < 5000; ++i)
    CHECK(gate.try_token(std::to_string(i), "wrong") == TokenGate::Verdict::kWrong);
  CHECK(gate.try_token("new", "right") == TokenGate::Verdict::kRight);
  CHECK(gate.refused() == 5000);
  for (int i = 0; i < 10; ++i) gate.try_token("bad", "wrong");
  for (int i = 0; i < 2000; ++i) gate.try_token("flood" + std::to_string(i), "wrong");
  CHECK(gate.try_token("bad", "right") == TokenGate::Verdict::kTooMany);  // a flood does not wash blame away
}
