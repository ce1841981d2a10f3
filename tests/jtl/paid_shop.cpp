// SPDX-License-Identifier: MIT
#include "paid_shop.hpp"

#include <catch2/catch.hpp>
#include <orderbridge/decimal.hpp>

namespace ob_test {

std::int64_t cents_of(const std::string& text) {
  const auto amount = orderbridge::Decimal::parse(text);
  if (!amount || amount->rounded(2) != *amount) throw std::runtime_error("no whole cents: " + text);
  return amount->rounded(2).unscaled();
}

std::string ShopOrder::tell() const {
  return "order " + key() + (kind == ShopKind::kLedger ? " (ledger)" : "") + ": paid " +
         std::to_string(paid) + " of " + std::to_string(total) + ", shop says " + state + "\n" + story;
}

bool ShopOrder::pay_online(Random& random) {
  if (due() <= 0 || state == "paid") return false;
  // Shopware charges the whole order, or, where it shows a part as paid, somebody sends the rest's link.
  if (kind == ShopKind::kShopware5 && paid > 0 && state != "partially_paid") return false;
  auto amount = due();
  if (kind == ShopKind::kLedger && !one_in(random, 3)) amount = between(random, 1, due());
  received += amount;
  paid += amount;
  // A transaction may be known from the checkout on, long before its money is there.
  if (transaction.empty() || transactions > 0)
    transaction = "T" + key() + "-" + std::to_string(transactions + 1);
  ++transactions;
  state = kind == ShopKind::kShopware5 || received == total ? "paid" : "partially_paid";
  ++version;
  own_news = true;
  note("pays in the shop, " + transaction, amount);
  return true;
}

void ShopOrder::hear(const std::string& payment) {
  if (payment.empty() || payment == state || own_news) return;
  state = payment;
  note("the shop hears " + payment);
  ++version;
}

ob_order& ShopOrder::fill(orderbridge::OrderBuilder& builder) const {
  auto& order = fill_order(builder, id);
  order.total_gross = decimal(money_text(total).c_str());
  order.total_net = order.total_gross;
  order.payment_state = builder.keep(state);
  order.head.payment_version = builder.keep("p" + std::to_string(version));
  if (!transaction.empty()) order.transaction_id = builder.keep(transaction);
  if (state == "paid") order.paid_amount = order.total_gross;
  if (state == "partially_paid" && kind == ShopKind::kLedger && received > 0)
    order.paid_amount = decimal(money_text(received).c_str());
  return order;
}

void ShopOrder::report(const Reported& reported) {
  INFO("order " << id << ": " << reported.code << " " << reported.text);
  REQUIRE(reported.outcome >= OB_WRITTEN);
  REQUIRE(reported.outcome <= OB_DUPLICATE);
  imported = version;
  own_news = false;
  note("imported: " + state + " " + reported.code);
  told_person |= !reported.text.empty();
  for (const auto& warning : reported.warnings) warnings.push_back(warning);
}

ShopOrder new_order(Random& random, int id) {
  ShopOrder order;
  order.id = id;
  order.kind = one_in(random, 3) ? ShopKind::kLedger : ShopKind::kShopware5;
  order.total = between(random, 2, 50'000);
  if (one_in(random, 4)) order.transaction = "T" + order.key() + "-1";
  return order;
}

void import_changed(Wawi& wawi, std::vector<ShopOrder>& orders) {
  std::vector<std::unique_ptr<orderbridge::OrderBuilder>> builders;
  std::vector<const ob_record*> records;
  std::vector<ShopOrder*> written;
  for (auto& order : orders) {
    if (!order.to_import()) continue;
    builders.push_back(std::make_unique<orderbridge::OrderBuilder>());
    order.fill(*builders.back());
    records.push_back(&builders.back()->finish());
    written.push_back(&order);
  }
  if (records.empty()) return;
  REQUIRE(wawi.write(records) == OB_OK);
  for (std::size_t i = 0; i < written.size(); ++i) written[i]->report(wawi.reported[i]);
}

std::pair<std::string, std::string> payment_word(const std::string& update) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : update + " ") {
    if (c != ' ') {
      word += c;
      continue;
    }
    words.push_back(word);
    word.clear();
  }
  std::string payment;
  for (std::size_t i = 2; i < words.size() && words[i].front() != '['; ++i)
    if (words[i] == "paid" || words[i] == "partially_paid" || words[i] == "open") payment = words[i];
  return {words.front(), payment};
}

}  // namespace ob_test
