// SPDX-License-Identifier: MIT
// Counted nouns and measured times for people, in the set language: "1 order", "3 orders", "1,5 s". A text
// that counts something takes its noun from here, so that nowhere "1 orders" or "order(s)" stands. Any
// thread.
#pragma once
#include <cstdint>
#include <string>

#include "base/language.hpp"

namespace orderbridge {

/// The number and its noun; German nouns in the case that they have in all of our sentences.
template <class Number>
std::string counted(Number n, std::string_view en_one, std::string_view en_many, std::string_view de_one,
                    std::string_view de_many) {
  const bool one = n == 1;
  return fmt::format("{} {}", n,
                     language() == Language::kGerman ? (one ? de_one : de_many) : (one ? en_one : en_many));
}

template <class Number>
std::string orders(Number n) {
  return counted(n, "order", "orders", "Bestellung", "Bestellungen");
}
template <class Number>
std::string warnings(Number n) {
  return counted(n, "warning", "warnings", "Warnung", "Warnungen");
}
template <class Number>
std::string attempts(Number n) {
  return counted(n, "attempt", "attempts", "Versuch", "Versuche");
}
template <class Number>
std::string rows_in_all(Number n) {
  return counted(n, "row", "rows", "Zeile", "Zeilen");
}

/// "1.5 s", in German "1,5 s".
inline std::string seconds(std::int64_t micros) {
  const auto tenths = (micros + 50'000) / 100'000;
  return fmt::format("{}{}{} s", tenths / 10, language() == Language::kGerman ? ',' : '.', tenths % 10);
}

}  // namespace orderbridge
