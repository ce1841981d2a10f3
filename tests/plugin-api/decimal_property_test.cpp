// SPDX-License-Identifier: MIT
// Decimal against its own definition: every small operand, and random large ones from a fixed seed. The
// oracle is integer arithmetic in 128 bits: a rounded result r of n/d obeys |r*d - n| <= d/2, and a tie obeys
// its rule.
#include <catch2/catch.hpp>
#include <orderbridge/decimal.hpp>
#include <random>
#include <string>

using orderbridge::Decimal;
using orderbridge::DecimalError;
using orderbridge::Rounding;

namespace {

__extension__ using Wide = __int128;
constexpr Rounding kRoundings[] = {Rounding::kHalfAwayFromZero, Rounding::kHalfEven, Rounding::kTowardZero};

Wide ten_to(int n) {
  Wide p = 1;
  while (n-- > 0) p *= 10;
  return p;
}
Wide magnitude(Wide value) {
  return value < 0 ? -value : value;
}

// Is `result` the integer that n/d rounds to?
bool rounds_to(Wide n, Wide d, Wide result, Rounding rounding) {
  if (d < 0) n = -n, d = -d;
  const Wide off = magnitude(n - result * d), towards = magnitude(result) * d - magnitude(n);
  if (rounding == Rounding::kTowardZero) return off < d && towards <= 0;
  if (off * 2 != d) return off * 2 < d;
  return rounding == Rounding::kHalfAwayFromZero ? towards > 0 : result % 2 == 0;
}

// The edges of int64 come up often; everything else has a random number of digits.
Decimal random_decimal(std::mt19937_64& random) {
  static constexpr std::int64_t kEdges[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT64_MAX - 1, INT64_MIN + 1};
  const int scale = static_cast<int>(random() % 19);
  if (random() % 8 == 0) return Decimal(kEdges[random() % 7], scale);
  return Decimal(static_cast<std::int64_t>(random()) >> (random() % 63), scale);
}

}  // namespace

TEST_CASE("every small product and quotient is rounded as defined") {
  long wrong = 0, checked = 0;
  for (int a = -60; a <= 60; ++a)
    for (int b = -60; b <= 60; ++b)
      for (const int scale : {0, 1, 3})
        for (const auto rounding : kRoundings) {
          const Decimal x(a, 2), y(b, 1);
          const Wide shift = ten_to(3 - scale);
          wrong +=
              !rounds_to(Wide(a) * b, shift, Decimal::multiply(x, y, scale, rounding).unscaled(), rounding);
          if (b != 0)  // a/10^2 : b/10^1 at `scale` digits
            wrong += !rounds_to(Wide(a) * ten_to(scale), Wide(b) * 10,
                                Decimal::divide(x, y, scale, rounding).unscaled(), rounding);
          ++checked;
        }
  CHECK(wrong == 0);
  CHECK(checked == 121L * 121 * 9);
}

TEST_CASE("printing and parsing gives the same value for random decimals") {
  std::mt19937_64 random(20240229);
  for (int i = 0; i < 200000; ++i) {
    const auto d = random_decimal(random);
    const auto text = d.to_string();
    const auto back = Decimal::parse(text);
    if (!back || *back != d || back->normalized().to_string() != d.normalized().to_string()) FAIL(text);
  }
  SUCCEED("200000 decimals came back");
}

TEST_CASE("an exponent is the same as moving the point, for random decimals") {
  std::mt19937_64 random(20240301);
  for (int i = 0; i < 50000; ++i) {
    const auto d = random_decimal(random);
    const auto text = std::to_string(d.unscaled()) + "e-" + std::to_string(d.scale());
    const auto back = Decimal::parse(text);
    if (!back || *back != d) FAIL(text);
  }
  SUCCEED("50000 exponents agree");
}

TEST_CASE("addition and subtraction of random decimals are exact or an error") {
  std::mt19937_64 random(20240302);
  int exact = 0, refused = 0;
  for (int i = 0; i < 100000; ++i) {
    const auto a = random_decimal(random), b = random_decimal(random);
    const int scale = std::max(a.scale(), b.scale());
    const Wide left = Wide(a.unscaled()) * ten_to(scale - a.scale());
    const Wide right = Wide(b.unscaled()) * ten_to(scale - b.scale());
    for (const bool plus : {true, false}) {
      const Wide expected = plus ? left + right : left - right;
      const bool fits = expected <= INT64_MAX && expected >= INT64_MIN;
      try {
        const auto result = plus ? a + b : a - b;
        if (!fits || result.unscaled() != expected || result.scale() != scale)
          FAIL(a.to_string() << (plus ? " + " : " - ") << b.to_string());
        ++exact;
      } catch (const DecimalError&) {
        if (fits) FAIL(a.to_string() << (plus ? " + " : " - ") << b.to_string() << " fits");
        ++refused;
      }
    }
  }
  CHECK(exact > 1000);
  CHECK(refused > 1000);
}

TEST_CASE("products of random decimals are rounded as defined or an error") {
  std::mt19937_64 random(20240303);
  int exact = 0, refused = 0;
  for (int i = 0; i < 100000; ++i) {
    const auto a = random_decimal(random), b = random_decimal(random);
    const int scale = static_cast<int>(random() % 19), surplus = a.scale() + b.scale() - scale;
    if (surplus < 0) continue;
    const Wide product = Wide(a.unscaled()) * b.unscaled();
    const auto rounding = kRoundings[random() % 3];
    try {
      const auto result = Decimal::multiply(a, b, scale, rounding);
      if (!rounds_to(product, ten_to(surplus), result.unscaled(), rounding))
        FAIL(a.to_string() << " * " << b.to_string() << " at " << scale);
      ++exact;
    } catch (const DecimalError&) {
      if (magnitude(product / ten_to(surplus)) < INT64_MAX)
        FAIL(a.to_string() << " * " << b.to_string() << " fits");
      ++refused;
    }
  }
  CHECK(exact > 1000);
  CHECK(refused > 1000);
}

TEST_CASE("comparing random decimals agrees with subtracting them") {
  std::mt19937_64 random(20240304);
  for (int i = 0; i < 100000; ++i) {
    const auto a = random_decimal(random), b = random_decimal(random);
    const Wide left = Wide(a.unscaled()) * ten_to(18 - a.scale()),
               right = Wide(b.unscaled()) * ten_to(18 - b.scale());
    if ((a < b) != (left < right) || (a == b) != (left == right))
      FAIL(a.to_string() << " and " << b.to_string());
  }
  SUCCEED("100000 comparisons agree");
}
