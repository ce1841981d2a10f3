// SPDX-License-Identifier: MIT
// Decimal arithmetic at chosen points: scales, ties, signs, and both ends of int64.
#include <catch2/catch.hpp>
#include <orderbridge/decimal.hpp>
#include <tuple>

using orderbridge::Decimal;
using orderbridge::DecimalError;
using orderbridge::Rounding;

namespace {

const Decimal kMost(INT64_MAX, 0), kLeast(INT64_MIN, 0), kOne(1, 0), kMinusOne(-1, 0);

// Same digits, not only the same value.
void check_same(const Decimal& a, const Decimal& b) {
  CHECK(a.to_string() == b.to_string());
}

}  // namespace

TEST_CASE("decimals compare by value") {
  CHECK(Decimal(15, 1) == Decimal(150, 2));
  CHECK(Decimal(0, 0) == Decimal(0, 18));
  CHECK(Decimal(15, 1) < Decimal(151, 2));
  CHECK(Decimal(-15, 1) > Decimal(-151, 2));
  CHECK(Decimal(INT64_MAX, 0) > Decimal(INT64_MAX, 18));
  CHECK(Decimal(INT64_MIN, 0) < Decimal(INT64_MIN, 18));
  CHECK(Decimal(INT64_MIN, 0) < Decimal(INT64_MAX, 18));
  CHECK(Decimal(-1, 18) < Decimal(0, 0));
  CHECK(Decimal(-1, 18).is_negative());
  CHECK_FALSE(Decimal(0, 5).is_negative());
  CHECK(Decimal(0, 5).is_zero());
}

TEST_CASE("a sum has the larger scale") {
  check_same(Decimal(1, 0) + Decimal(5, 2), Decimal(105, 2));
  check_same(Decimal(1999, 2) + Decimal(1, 3), Decimal(19991, 3));
  check_same(Decimal(1999, 2) - Decimal(1999, 2), Decimal(0, 2));
  check_same(Decimal(1, 1) - Decimal(3, 1), Decimal(-2, 1));
  check_same(-Decimal(5, 2), Decimal(-5, 2));
  check_same(Decimal(9, 18) + Decimal(1, 18), Decimal(10, 18));
}

TEST_CASE("sums reach both ends of int64 and not one further") {
  check_same(Decimal(INT64_MAX - 1, 0) + kOne, kMost);
  check_same(Decimal(INT64_MIN + 1, 0) - kOne, kLeast);
  check_same(kMost + kLeast, kMinusOne);
  check_same(kMinusOne - kLeast, kMost);
  check_same(kLeast - kLeast, Decimal());
  check_same(-Decimal(INT64_MIN + 1, 0), kMost);
  check_same(-kMost, Decimal(INT64_MIN + 1, 0));
  CHECK_THROWS_AS(kMost + kOne, DecimalError);
  CHECK_THROWS_AS(kLeast - kOne, DecimalError);
  CHECK_THROWS_AS(kLeast + kMinusOne, DecimalError);
  CHECK_THROWS_AS(-kLeast, DecimalError);
  CHECK_THROWS_AS(Decimal() - kLeast, DecimalError);
  // The larger scale decides: the value would fit, its digits do not.
  CHECK_THROWS_AS(kMost + Decimal(0, 1), DecimalError);
}

TEST_CASE("rounding a tie") {
  const auto [unscaled, away, even, zero] =
      GENERATE(table<std::int64_t, std::int64_t, std::int64_t, std::int64_t>({
          {124, 12, 12, 12},
          {125, 13, 12, 12},
          {126, 13, 13, 12},
          {135, 14, 14, 13},
          {5, 1, 0, 0},
          {4, 0, 0, 0},
          {15, 2, 2, 1},
          {-124, -12, -12, -12},
          {-125, -13, -12, -12},
          {-126, -13, -13, -12},
          {-135, -14, -14, -13},
          {-5, -1, 0, 0},
          {-4, 0, 0, 0},
      }));
  CAPTURE(unscaled);
  const Decimal d(unscaled, 3);
  check_same(d.rounded(2, Rounding::kHalfAwayFromZero), Decimal(away, 2));
  check_same(d.rounded(2, Rounding::kHalfEven), Decimal(even, 2));
  check_same(d.rounded(2, Rounding::kTowardZero), Decimal(zero, 2));
  check_same(d.rounded(2), Decimal(away, 2));
}

TEST_CASE("just beside a tie, eighteen digits away") {
  check_same(Decimal(500000000000000001, 18).rounded(0, Rounding::kHalfEven), kOne);
  check_same(Decimal(500000000000000000, 18).rounded(0, Rounding::kHalfEven), Decimal());
  check_same(Decimal(499999999999999999, 18).rounded(0), Decimal());
  check_same(Decimal(-500000000000000001, 18).rounded(0, Rounding::kHalfEven), kMinusOne);
  check_same(Decimal(-499999999999999999, 18).rounded(0), Decimal());
}

TEST_CASE("rounding at the ends of int64") {
  check_same(kLeast.rounded(0), kLeast);
  check_same(kMost.rounded(0), kMost);
  check_same(Decimal(INT64_MIN, 18).rounded(0), Decimal(-9, 0));
  check_same(Decimal(INT64_MAX, 18).rounded(18), Decimal(INT64_MAX, 18));
  check_same(Decimal(922337203685477580, 0).rounded(1), Decimal(9223372036854775800, 1));
  CHECK_THROWS_AS(Decimal(922337203685477581, 0).rounded(1), DecimalError);
  CHECK_THROWS_AS(Decimal(-922337203685477581, 0).rounded(1), DecimalError);
  CHECK_THROWS_AS(kMost.rounded(18), DecimalError);
  CHECK_THROWS_AS(kLeast.rounded(1), DecimalError);
  CHECK_THROWS_AS(kOne.rounded(19), DecimalError);
  CHECK_THROWS_AS(kOne.rounded(-1), DecimalError);
}

TEST_CASE("a product is rounded once") {
  check_same(Decimal::multiply(Decimal(1999, 2), Decimal(3, 0), 2), Decimal(5997, 2));
  check_same(Decimal::multiply(Decimal(1999, 2), Decimal(119, 2), 2), Decimal(2379, 2));  // 23.7881
  // 0.4449 rounded to three digits first would become 0.45 and then 0.5
  check_same(Decimal::multiply(Decimal(4449, 4), kOne, 1), Decimal(4, 1));
  check_same(Decimal::multiply(Decimal(-25, 2), Decimal(5, 1), 2), Decimal(-13, 2));  // -0.125
  check_same(Decimal::multiply(Decimal(-25, 2), Decimal(5, 1), 2, Rounding::kHalfEven), Decimal(-12, 2));
  check_same(Decimal::multiply(Decimal(-25, 2), Decimal(-5, 1), 2, Rounding::kTowardZero), Decimal(12, 2));
  check_same(Decimal::multiply(kOne, kOne, 18), Decimal(1000000000000000000, 18));
}

TEST_CASE("products need 128 bits in between") {
  check_same(Decimal::multiply(Decimal(INT64_MAX, 18), Decimal(INT64_MAX, 18), 16),
             Decimal(850705917302346158, 16));
  check_same(Decimal::multiply(Decimal(INT64_MIN, 18), Decimal(INT64_MIN, 18), 0), Decimal(85, 0));
  check_same(Decimal::multiply(Decimal(INT64_MIN, 18), Decimal(INT64_MAX, 18), 0), Decimal(-85, 0));
  check_same(Decimal::multiply(kLeast, kOne, 0), kLeast);
  CHECK_THROWS_AS(Decimal::multiply(kLeast, kMinusOne, 0), DecimalError);
  CHECK_THROWS_AS(Decimal::multiply(kMost, kMost, 0), DecimalError);
  CHECK_THROWS_AS(Decimal::multiply(kLeast, kLeast, 18), DecimalError);
  CHECK_THROWS_AS(Decimal::multiply(kOne, kOne, 19), DecimalError);
  CHECK_THROWS_AS(Decimal::multiply(kOne, kOne, -1), DecimalError);
}

TEST_CASE("a quotient is rounded once") {
  check_same(Decimal::divide(kOne, Decimal(3, 0), 4), Decimal(3333, 4));
  check_same(Decimal::divide(Decimal(2, 0), Decimal(3, 0), 4), Decimal(6667, 4));
  check_same(Decimal::divide(Decimal(-2, 0), Decimal(3, 0), 4), Decimal(-6667, 4));
  check_same(Decimal::divide(Decimal(2, 0), Decimal(-3, 0), 4, Rounding::kTowardZero), Decimal(-6666, 4));
  check_same(Decimal::divide(kOne, Decimal(8, 0), 2), Decimal(13, 2));
  check_same(Decimal::divide(kOne, Decimal(8, 0), 2, Rounding::kHalfEven), Decimal(12, 2));
  check_same(Decimal::divide(Decimal(-3, 0), Decimal(8, 0), 2, Rounding::kHalfEven), Decimal(-38, 2));
  check_same(Decimal::divide(Decimal(2379, 2), Decimal(119, 2), 2), Decimal(1999, 2));
  check_same(Decimal::divide(Decimal(1, 18), Decimal(1, 0), 0), Decimal());
  check_same(Decimal::divide(Decimal(), Decimal(7, 3), 18), Decimal(0, 18));
}

TEST_CASE("quotients at the ends of int64 and between far scales") {
  check_same(Decimal::divide(kLeast, kOne, 0), kLeast);
  check_same(Decimal::divide(kLeast, kLeast, 0), kOne);
  check_same(Decimal::divide(kMost, kLeast, 0), kMinusOne);
  check_same(Decimal::divide(Decimal(INT64_MIN, 18), kLeast, 18), Decimal(1, 18));
  // 36 digits lie between numerator and result
  check_same(Decimal::divide(kOne, Decimal(INT64_MAX, 18), 18), Decimal(108420217248550443, 18));
  check_same(Decimal::divide(kMinusOne, Decimal(INT64_MIN, 18), 18), Decimal(108420217248550443, 18));
  check_same(Decimal::divide(Decimal(INT64_MAX, 18), kLeast, 0), Decimal());
  CHECK_THROWS_AS(Decimal::divide(kLeast, kMinusOne, 0), DecimalError);
  CHECK_THROWS_AS(Decimal::divide(kMost, Decimal(1, 1), 0), DecimalError);
  CHECK_THROWS_AS(Decimal::divide(kMost, Decimal(1, 18), 18), DecimalError);
  CHECK_THROWS_AS(Decimal::divide(kOne, Decimal(), 2), DecimalError);
  CHECK_THROWS_AS(Decimal::divide(Decimal(), Decimal(0, 5), 2), DecimalError);
  CHECK_THROWS_AS(Decimal::divide(kOne, kOne, 19), DecimalError);
  CHECK_THROWS_AS(Decimal::divide(kOne, kOne, -1), DecimalError);
}
