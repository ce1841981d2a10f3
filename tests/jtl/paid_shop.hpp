// SPDX-License-Identifier: MIT
// PaidShop: a shop's side of orders' money, for random courses against a sink of payments. Every cent a
// customer pays is paid once, in the shop or at JTL-Wawi; what is booked there must never be more. Amounts
// are cents. One thread.
#pragma once
#include <cstdint>
#include <orderbridge/order_builder.hpp>
#include <random>
#include <string>
#include <vector>

#include "../jtlwawi/fake_host.hpp"

namespace ob_test {

using Random = std::mt19937_64;

inline bool one_in(Random& random, unsigned n) {
  return random() % n == 0;
}
inline std::int64_t between(Random& random, std::int64_t least, std::int64_t most) {
  return least + static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most - least + 1));
}

inline std::string money_text(std::int64_t cents) {
  const std::string sign = cents < 0 ? "-" : "";
  if (cents < 0) cents = -cents;
  const auto rest = std::to_string(cents % 100);
  return sign + std::to_string(cents / 100) + "." + (rest.size() < 2 ? "0" : "") + rest;
}
/// "19.9", "19.9000" and "20"; throws where it is no amount of whole cents.
std::int64_t cents_of(const std::string& text);

/// How a shop tells of money. Shopware 5: paid is all of it, partly paid has no amount, no way to say more.
/// A ledger: the sum of what the shop itself has received.
enum class ShopKind : std::uint8_t { kShopware5, kLedger };

struct ShopOrder {
  int id = 0;
  ShopKind kind = ShopKind::kShopware5;
  std::int64_t total = 0;
  std::string state = "open";  // of payment, as the shop shows it
  std::string transaction;     // newest
  std::int64_t received = 0;   // by the shop itself
  std::int64_t paid = 0;       // by the customer, wherever
  int version = 1, imported = 0, transactions = 0;
  bool own_news = false;   // paid in the shop, not imported yet
  bool withdrawn = false;  // a booking was ever taken back at JTL-Wawi
  /// How much of it. The shop was told of that money, and may go on showing it as part of its own word: what
  /// a shop says that was never told of the taking back is the shop's word.
  std::int64_t taken_back = 0;
  bool booked_there = false;          // JTL-Wawi ever booked something itself
  bool told_person = false;           // a sink's report asked a person to look
  std::vector<std::string> warnings;  // of the sink, all of them
  std::string story;                  // what happened, for the message of a failure

  void note(const std::string& what, std::int64_t amount = 0) {
    story += "  " + what + (amount == 0 ? "" : " " + std::to_string(amount)) + "\n";
  }
  /// All of it, for INFO.
  std::string tell() const;
  std::string key() const { return std::to_string(id); }
  std::int64_t due() const { return total - paid; }

  /// The customer pays in the shop what is due, or (a ledger) a part. False: the shop would not take it now.
  bool pay_online(Random& random);
  /// The status pipeline tells what JTL-Wawi said: "paid", "partially_paid", "open", or nothing. What the
  /// shop has to say itself, and nobody has read yet, stays: the host leaves alone what somebody else set.
  void hear(const std::string& payment);
  /// As the import pipeline hands it to a sink.
  ob_order& fill(orderbridge::OrderBuilder& builder) const;
  bool to_import() const { return imported != version; }
  void report(const Reported& reported);
};

ShopOrder new_order(Random& random, int id);
/// Writes those of `orders` whose payment changed since they were written last, in one batch.
void import_changed(Wawi& wawi, std::vector<ShopOrder>& orders);
/// "61 accepted paid 144.87 [...]": the order and its payment word, empty where there is none.
std::pair<std::string, std::string> payment_word(const std::string& update);

}  // namespace ob_test
