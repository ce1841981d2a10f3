// SPDX-License-Identifier: MIT
// What the mapper is told besides an order's JSON. Plain values; any thread.
#pragma once
#include <limits>

#include "../language.hpp"
#include "orderbridge/connector_abi.h"
#include "shop_words.hpp"

namespace orderbridge::shopware5 {

inline constexpr ob_time kNobodyIsYoung = std::numeric_limits<ob_time>::max();

struct Reading {
  // NOLINTNEXTLINE(google-explicit-constructor): a language alone reads an order of whatever age
  Reading(Language language) : say(language) {}

  Language say;
  /// Orders placed at this instant or later may still be under way in the shop's checkout.
  ob_time young_since = kNobodyIsYoung;
  const ShopWords* words = nullptr;  ///< borrowed for the call; nullptr: the built-in ones
};

}  // namespace orderbridge::shopware5
