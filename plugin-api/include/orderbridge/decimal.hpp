// SPDX-License-Identifier: MIT
// Decimal: exact money and quantities, {unscaled, scale} with 0 <= scale <= 18. Used by host and connectors.
// No double anywhere. Arithmetic runs in 128 bits; what does not fit throws DecimalError. Value type, no
// threads.
#pragma once
#include <charconv>
#include <compare>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "connector_abi.h"

namespace orderbridge {

struct DecimalError : std::range_error {
  using std::range_error::range_error;
};

enum class Rounding { kHalfAwayFromZero, kHalfEven, kTowardZero };

class Decimal {
 public:
  static constexpr int kMaxScale = 18;

  constexpr Decimal() = default;
  constexpr Decimal(std::int64_t unscaled, int scale) : unscaled_(unscaled), scale_(scale) {
    if (scale < 0 || scale > kMaxScale) throw DecimalError("decimal scale out of range");
  }
  /// The value of an ABI decimal; nullopt where it is absent or its scale is out of range.
  static constexpr std::optional<Decimal> from_abi(const ob_decimal& d) noexcept {
    if (!d.present || d.scale < 0 || d.scale > kMaxScale) return std::nullopt;
    return Decimal(d.unscaled, d.scale);
  }
  constexpr ob_decimal to_abi() const noexcept { return {unscaled_, scale_, 1}; }

  /// Exact: optional sign, digits (may be missing before a fraction), optional fraction, optional exponent
  /// ("-1.5e-3", ".5"); nothing else, no blanks. Trailing zeros of the fraction are dropped.
  /// nullopt where the text is no number; DecimalError where it is one that does not fit without loss.
  static std::optional<Decimal> parse(std::string_view text);

  constexpr std::int64_t unscaled() const noexcept { return unscaled_; }
  constexpr int scale() const noexcept { return scale_; }
  constexpr bool is_zero() const noexcept { return unscaled_ == 0; }
  constexpr bool is_negative() const noexcept { return unscaled_ < 0; }

  /// Plain digits as many as the scale says: {1990,2} is "19.90".
  std::string to_string() const;
  /// No trailing zeros in the fraction: {1990,2} becomes {199,1}. The canonical form for hashes and storage.
  constexpr Decimal normalized() const noexcept {
    Decimal d = *this;
    while (d.scale_ > 0 && d.unscaled_ % 10 == 0) d.unscaled_ /= 10, --d.scale_;
    return d;
  }
  /// The same value at this scale; digits that go are rounded as said.
  Decimal rounded(int scale, Rounding rounding = Rounding::kHalfAwayFromZero) const {
    return from_wide(unscaled_, scale_, scale, rounding);
  }

  /// By value: 1.5 == 1.50.
  friend constexpr std::strong_ordering operator<=>(const Decimal& a, const Decimal& b) noexcept {
    const int scale = a.scale_ > b.scale_ ? a.scale_ : b.scale_;
    return a.wide(scale) <=> b.wide(scale);
  }
  friend constexpr bool operator==(const Decimal& a, const Decimal& b) noexcept { return (a <=> b) == 0; }

  friend Decimal operator+(const Decimal& a, const Decimal& b) {
    const int scale = a.scale_ > b.scale_ ? a.scale_ : b.scale_;
    return from_wide(a.wide(scale) + b.wide(scale), scale, scale, Rounding::kHalfEven);
  }
  friend Decimal operator-(const Decimal& a, const Decimal& b) {
    const int scale = a.scale_ > b.scale_ ? a.scale_ : b.scale_;
    return from_wide(a.wide(scale) - b.wide(scale), scale, scale, Rounding::kHalfEven);
  }
  friend Decimal operator-(const Decimal& a) {
    return from_wide(-static_cast<Wide>(a.unscaled_), a.scale_, a.scale_, Rounding::kHalfEven);
  }

  /// a * b at `scale` digits, rounded once.
  static Decimal multiply(const Decimal& a, const Decimal& b, int scale,
                          Rounding rounding = Rounding::kHalfAwayFromZero) {
    return from_wide(static_cast<Wide>(a.unscaled_) * b.unscaled_, a.scale_ + b.scale_, scale, rounding);
  }
  /// a / b at `scale` digits, rounded once. DecimalError for b == 0.
  static Decimal divide(const Decimal& a, const Decimal& b, int scale,
                        Rounding rounding = Rounding::kHalfAwayFromZero);

 private:
  __extension__ using Wide = __int128;

  static constexpr Wide power_of_ten(int n) noexcept {
    Wide p = 1;
    while (n-- > 0) p *= 10;
    return p;
  }
  constexpr Wide wide(int scale) const noexcept {
    return static_cast<Wide>(unscaled_) * power_of_ten(scale - scale_);
  }
  static constexpr Wide divide_rounded(Wide value, Wide by, Rounding rounding) noexcept;
  static Decimal from_wide(Wide value, int from_scale, int scale, Rounding rounding);

  std::int64_t unscaled_ = 0;
  int scale_ = 0;
};

constexpr Decimal::Wide Decimal::divide_rounded(Wide value, Wide by, Rounding rounding) noexcept {
  if (by < 0) value = -value, by = -by;
  Wide quotient = value / by;
  const Wide rest = value % by < 0 ? -(value % by) : value % by;
  if (rounding == Rounding::kTowardZero || rest == 0) return quotient;
  const Wide other = by - rest;  // compares rest with by/2 without doubling, which might overflow
  const bool up =
      rest > other || (rest == other && (rounding == Rounding::kHalfAwayFromZero || quotient % 2 != 0));
  if (up) quotient += value < 0 ? -1 : 1;
  return quotient;
}

inline Decimal Decimal::from_wide(Wide value, int from_scale, int scale, Rounding rounding) {
  if (scale < 0 || scale > kMaxScale) throw DecimalError("decimal scale out of range");
  if (from_scale > scale) {
    value = divide_rounded(value, power_of_ten(from_scale - scale), rounding);
  } else {
    const Wide factor = power_of_ten(scale - from_scale);
    const Wide limit = static_cast<Wide>(INT64_MAX) / factor;
    if (value > limit || value < -limit - 1) throw DecimalError("decimal overflow");
    value *= factor;
  }
  if (value > INT64_MAX || value < INT64_MIN) throw DecimalError("decimal overflow");
  return Decimal(static_cast<std::int64_t>(value), scale);
}

inline Decimal Decimal::divide(const Decimal& a, const Decimal& b, int scale, Rounding rounding) {
  if (b.is_zero()) throw DecimalError("division by zero");
  if (scale < 0 || scale > kMaxScale) throw DecimalError("decimal scale out of range");
  const int shift = scale + b.scale_ - a.scale_;  // digits that the integer quotient still lacks
  Wide numerator = a.unscaled_, denominator = b.unscaled_;
  if (denominator < 0) numerator = -numerator, denominator = -denominator;
  if (shift < 0) denominator *= power_of_ten(-shift);
  Wide quotient = numerator / denominator, rest = numerator % denominator;
  for (int i = 0; i < shift; ++i) {  // digit by digit: 10^36 would not fit in front of the numerator
    rest *= 10;
    quotient = quotient * 10 + rest / denominator;
    rest %= denominator;
    if (quotient > INT64_MAX || quotient < INT64_MIN) throw DecimalError("decimal overflow");
  }
  return from_wide(divide_rounded(quotient * denominator + rest, denominator, rounding), scale, scale,
                   rounding);
}

inline std::optional<Decimal> Decimal::parse(std::string_view text) {
  std::size_t at = 0;
  const bool negative = at < text.size() && text[at] == '-';
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;

  // The number is value * 10^power. Zeros wait until another digit follows: trailing ones cost no precision.
  Wide value = 0;
  std::int64_t power = 0, zeros = 0;
  bool digits = false, fraction = false, too_long = false;
  const Wide limit = static_cast<Wide>(INT64_MAX) + (negative ? 1 : 0);
  for (; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && !fraction) {
      fraction = true;
      if (at + 1 == text.size() || text[at + 1] < '0' || text[at + 1] > '9') return std::nullopt;
      continue;
    }
    if (c < '0' || c > '9') break;
    digits = true;
    power -= fraction ? 1 : 0;
    if (c == '0') {
      ++zeros;
      continue;
    }
    for (; zeros >= 0 && !too_long; --zeros) {
      value = value * 10 + (zeros == 0 ? c - '0' : 0);
      too_long = value > limit;
    }
    zeros = 0;
  }
  if (!digits) return std::nullopt;

  int exponent = 0;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && text[at] == '+') {
      ++at;
      if (at == text.size() || text[at] == '-') return std::nullopt;
    }
    const auto [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), exponent);
    if (end == text.data() + at) return std::nullopt;
    if (error == std::errc::result_out_of_range) too_long = true;
    at = static_cast<std::size_t>(end - text.data());
  }
  if (at != text.size()) return std::nullopt;
  if (value == 0) return Decimal();

  power += zeros + exponent;
  bool fits = !too_long && power >= -kMaxScale && power <= kMaxScale;
  for (; fits && power > 0; --power) {
    value *= 10;
    fits = value <= limit;
  }
  if (!fits) throw DecimalError("number does not fit: " + std::string(text.substr(0, 60)));
  return Decimal(static_cast<std::int64_t>(negative ? -value : value), static_cast<int>(-power));
}

inline std::string Decimal::to_string() const {
  char buffer[24];
  const bool negative = unscaled_ < 0;
  const std::uint64_t magnitude =
      negative ? ~static_cast<std::uint64_t>(unscaled_) + 1 : static_cast<std::uint64_t>(unscaled_);
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, magnitude).ptr;
  std::string digits(buffer, end);
  const auto scale = static_cast<std::size_t>(scale_);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) digits.insert(digits.size() - scale, 1, '.');
  return negative ? "-" + digits : digits;
}

}  // namespace orderbridge
