// SPDX-License-Identifier: MIT
// What does not fit together in an order's money: nothing is altered, it is said. See order_mapper.hpp and
// money.hpp.
#include "order_mapper.hpp"

namespace orderbridge::shopware5 {
namespace {

std::string cents(const Decimal& amount) {
  return amount.rounded(2).to_string();
}

}  // namespace

/// The side on which the prices stand first; the other one says something new only where that one agrees.
void OrderMapper::check_totals(Language say) {
  const bool net_side = terms_.net_prices || terms_.tax_free;
  const Sums sums = sums_of(terms_, shipping_, priced_);
  const auto differs = [&](bool net) {
    const auto& header = net ? net_ : gross_;
    const auto& sum = net ? sums.net : sums.gross;
    const auto tolerance = net == net_side ? kShopsRounding : rounding_of_lines(priced_.size());
    if (!header || agree(sum, *header, tolerance)) return false;
    builder_.warn("totals-differ", net ? "total/net" : "total/gross",
                  say("lines and shipping add up to ", "Positionen und Versand ergeben ") + cents(sum) +
                      say(", the shop's total is ", ", der Shop nennt ") + cents(*header) + " (" +
                      (net ? say("net", "netto") : say("gross", "brutto")) +
                      say("); nothing was altered", "); nichts wurde verändert"));
    return true;
  };
  if (terms_.tax_free) {
    differs(true);
    check_tax_free(say);
  } else if (!differs(net_side)) {
    differs(!net_side);
  }
  check_payment(sums.gross, say);
}

/// Shopware's backend counts tax again when it saves a tax-free order (shopware5/shopware#582).
void OrderMapper::check_tax_free(Language say) {
  if (!net_ || agree(*gross_, *net_, kShopsRounding)) return;
  builder_.warn(
      "tax-free-total", "total/gross",
      say("the order is tax-free, but the shop's total with tax, ",
          "die Bestellung ist steuerfrei, aber der Shop nennt brutto ") +
          cents(*gross_) + say(", differs from the one without, ", " und netto ") + cents(*net_) +
          say("; see in the shop what the customer pays", "; im Shop nachsehen, was der Kunde bezahlt"));
}

void OrderMapper::check_payment(const Decimal& sum, Language say) {
  const auto paid = Decimal::from_abi(builder_.order().paid_amount);
  if (!paid || *paid - sum <= rounding_of_lines(priced_.size())) return;
  builder_.warn("paid-above-lines", "payment/paid-amount",
                cents(*paid) +
                    say(" are paid, but lines and shipping add up to ",
                        " sind bezahlt, aber Positionen und Versand ergeben ") +
                    cents(sum));
}

}  // namespace orderbridge::shopware5
