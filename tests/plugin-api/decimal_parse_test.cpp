// SPDX-License-Identifier: MIT
// Decimal from text and back: exact, or an error; never a nearby value.
#include <catch2/catch.hpp>
#include <orderbridge/decimal.hpp>
#include <tuple>

using orderbridge::Decimal;
using orderbridge::DecimalError;

TEST_CASE("a number is parsed exactly") {
  const auto [text, unscaled, scale] = GENERATE(table<const char*, std::int64_t, int>({
      {"0", 0, 0},
      {"-0", 0, 0},
      {"0.00", 0, 0},
      {"000", 0, 0},
      {"7", 7, 0},
      {"+7", 7, 0},
      {"-7", -7, 0},
      {"007", 7, 0},
      {"100", 100, 0},
      {"19.99", 1999, 2},
      {"-19.99", -1999, 2},
      {"19.90", 199, 1},  // trailing zeros of the fraction go
      {"19.00", 19, 0},
      {"1.050", 105, 2},  // zeros inside stay
      {"100.001", 100001, 3},
      {".5", 5, 1},  // as SQL Server's drivers print
      {"-.50", -5, 1},
      {"0.000000000000000001", 1, 18},
      {"9223372036854775807", INT64_MAX, 0},
      {"-9223372036854775808", INT64_MIN, 0},
      {"9.223372036854775807", INT64_MAX, 18},
      {"-9.223372036854775808", INT64_MIN, 18},
      {"00000000000000000000000000000000000001", 1, 0},
      {"1.0000000000000000000000000000000000", 1, 0},
  }));
  CAPTURE(text);
  const auto d = Decimal::parse(text);
  REQUIRE(d);
  CHECK(d->unscaled() == unscaled);
  CHECK(d->scale() == scale);
}

TEST_CASE("exponents shift the point, nothing else") {
  const auto [text, unscaled, scale] = GENERATE(table<const char*, std::int64_t, int>({
      {"1e0", 1, 0},
      {"1e2", 100, 0},
      {"1E2", 100, 0},
      {"1e+2", 100, 0},
      {"1e-2", 1, 2},
      {"-1.5e-3", -15, 4},
      {"1.5e1", 15, 0},
      {"1.25e1", 125, 1},
      {"100e-2", 1, 0},
      {"1e18", 1000000000000000000, 0},
      {"1e-18", 1, 18},
      {"1.0E-7", 1, 7},
      {"1e007", 10000000, 0},
      {"0e99999999999999999999", 0, 0},
      {"0.0e-999", 0, 0},
      {"100000000000000000000000000e-20", 1000000, 0},
      {"0.00000000000000000000000001e26", 1, 0},
  }));
  CAPTURE(text);
  const auto d = Decimal::parse(text);
  REQUIRE(d);
  CHECK(d->unscaled() == unscaled);
  CHECK(d->scale() == scale);
}

TEST_CASE("the noise of PHP's floats is kept, not rounded away") {
  CHECK(Decimal::parse("0.30000000000000004") == Decimal(30000000000000004, 17));
  CHECK(Decimal::parse("19.990000000000002") == Decimal(19990000000000002, 15));
  CHECK(Decimal::parse("19.989999999999998") < Decimal(1999, 2));
  CHECK(Decimal::parse("19.989999999999998")->rounded(2) == Decimal(1999, 2));
}

TEST_CASE("what is no number is told apart from what does not fit") {
  const auto* text = GENERATE("", "-", "+", ".", "-.", "1.", "1.e2", "1..2", "1.2.3", " 1", "1 ", "1\n",
                              "1,5", "1e", "1e+", "1e-", "1e+-2", "1e--2", "1e2.5", "e5", "--1", "+-1",
                              "0x10", "NAN", "INF", "inf", "null", "12x", "1_000",
                              "\xC2\xA0"
                              "1",
                              "\xD9\xA1");
  CAPTURE(text);
  CHECK(Decimal::parse(text) == std::nullopt);
}

TEST_CASE("an embedded zero byte ends no number") {
  CHECK(Decimal::parse(std::string_view("1\0", 2)) == std::nullopt);
  CHECK(Decimal::parse(std::string_view()) == std::nullopt);
}

TEST_CASE("a number that does not fit without loss is an error") {
  const auto* text =
      GENERATE("9223372036854775808", "-9223372036854775809", "9223372036854775807.5", "1e19", "-1e19",
               "1e400", "1e99999999999999999999", "1e-19", "1e-99999999999999999999", "0.0000000000000000001",
               "9.2233720368547758071", "123456789012345678901234567890", "5.6843418860808015E-14");
  CAPTURE(text);
  CHECK_THROWS_AS(Decimal::parse(text), DecimalError);
}

TEST_CASE("malformed wins over too large, and the error quotes only the beginning") {
  CHECK(Decimal::parse("99999999999999999999x") == std::nullopt);
  try {
    Decimal::parse(std::string(5000, '9'));
    FAIL("5000 digits fit");
  } catch (const DecimalError& e) {
    CHECK(std::string(e.what()).size() < 100);
  }
}

TEST_CASE("as many digits are printed as the scale says") {
  CHECK(Decimal().to_string() == "0");
  CHECK(Decimal(0, 2).to_string() == "0.00");
  CHECK(Decimal(1990, 2).to_string() == "19.90");
  CHECK(Decimal(-5, 2).to_string() == "-0.05");
  CHECK(Decimal(5, 0).to_string() == "5");
  CHECK(Decimal(1, 18).to_string() == "0.000000000000000001");
  CHECK(Decimal(INT64_MAX, 18).to_string() == "9.223372036854775807");
  CHECK(Decimal(INT64_MIN, 0).to_string() == "-9223372036854775808");
  CHECK(Decimal(INT64_MIN, 18).to_string() == "-9.223372036854775808");
}

TEST_CASE("the canonical form has no trailing zeros in the fraction") {
  CHECK(Decimal(1990, 2).normalized().to_string() == "19.9");
  CHECK(Decimal(1900, 2).normalized().to_string() == "19");
  CHECK(Decimal(1900, 0).normalized().to_string() == "1900");
  CHECK(Decimal(0, 18).normalized().to_string() == "0");
  CHECK(Decimal(-100, 18).normalized().to_string() == "-0.0000000000000001");
}

TEST_CASE("a decimal crosses the boundary and comes back") {
  const auto abi = Decimal(-1999, 2).to_abi();
  CHECK(abi.unscaled == -1999);
  CHECK(abi.scale == 2);
  CHECK(abi.present == 1);
  CHECK(Decimal::from_abi(abi) == Decimal(-1999, 2));
  CHECK(Decimal::from_abi({0, 0, 0}) == std::nullopt);
  CHECK(Decimal::from_abi({1, 19, 1}) == std::nullopt);
  CHECK(Decimal::from_abi({1, -1, 1}) == std::nullopt);
  CHECK(Decimal::from_abi({0, 0, 1}) == Decimal());  // zero is a price
  CHECK_THROWS_AS(Decimal(1, 19), DecimalError);
  CHECK_THROWS_AS(Decimal(1, -1), DecimalError);
}
