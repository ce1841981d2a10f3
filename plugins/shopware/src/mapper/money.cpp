// SPDX-License-Identifier: MIT
// See money.hpp.
#include "money.hpp"

#include <algorithm>

namespace orderbridge::shopware5 {
namespace {

constexpr int kPriceScale = 6;  // what is left of prices once float noise is gone
constexpr int kWorkScale = 8;
const Decimal kHundred(100, 0);

Decimal line_value(const PricedLine& line) {
  return Decimal::multiply(line.quantity, line.price, kPriceScale);
}

/// The rates that occur, ascending.
std::vector<Decimal> rates_of(const std::vector<PricedLine>& lines) {
  std::vector<Decimal> rates;
  for (const auto& line : lines)
    if (std::find(rates.begin(), rates.end(), line.tax_rate) == rates.end()) rates.push_back(line.tax_rate);
  std::sort(rates.begin(), rates.end());
  return rates;
}

/// The tax rate in percent that leads from net to gross.
Decimal rate_between(const Decimal& gross, const Decimal& net) {
  return Decimal::divide(Decimal::multiply(gross - net, kHundred, kWorkScale), net, 4);
}

/// The rate of the order that cent rounding of gross and net can explain, the nearest where there are
/// several.
std::optional<Decimal> confirmed_rate(const ShippingCost& cost, const std::vector<Decimal>& rates) {
  if (cost.net <= Decimal(1, 2) || cost.gross < cost.net) return std::nullopt;
  const Decimal half_cent(5, 3);
  const Decimal low = rate_between(cost.gross - half_cent, cost.net + half_cent);
  const Decimal high = rate_between(cost.gross + half_cent, cost.net - half_cent);
  const Decimal middle = rate_between(cost.gross, cost.net);
  std::optional<Decimal> best;
  const auto distance = [&](const Decimal& rate) { return rate < middle ? middle - rate : rate - middle; };
  for (const auto& rate : rates)
    if (rate >= low && rate <= high && (!best || distance(rate) < distance(*best))) best = rate;
  return best;
}

/// Small amounts give misleading rates (2.90 at 7.7 % looks like 8 %), so the rate is snapped to one that
/// occurs in the order and that cent rounding can explain; without such a one the highest of the order
/// counts, as in JTL's own connector.
Decimal derived_rate(const ShippingCost& cost, const std::vector<PricedLine>& lines) {
  const auto rates = rates_of(lines);
  const Decimal highest = rates.empty() ? Decimal() : rates.back();
  if (cost.gross == cost.net) return cost.gross.is_zero() ? highest : Decimal();
  return confirmed_rate(cost, rates).value_or(highest);
}

bool is_rate_stored(const ShippingCost& cost) {
  return cost.tax_rate && (!cost.tax_rate->is_zero() || cost.gross == cost.net);
}

Decimal shipping_rate(const ShippingCost& cost, const std::vector<PricedLine>& lines) {
  return is_rate_stored(cost) ? *cost.tax_rate : derived_rate(cost, lines);
}

struct Share {
  Decimal rate, net;
};

/// Net value of the products per tax rate, ascending by rate; only rates with a positive share.
std::vector<Share> shares_of(const Terms& terms, const std::vector<PricedLine>& lines) {
  std::vector<Share> shares;
  for (const auto& rate : rates_of(lines)) {
    Decimal net;
    for (const auto& line : lines) {
      if (!line.product || line.tax_rate != rate) continue;
      const auto value = line_value(line);
      net = net + (terms.net_prices ? value.rounded(kWorkScale)
                                    : Decimal::divide(Decimal::multiply(value, kHundred, kPriceScale),
                                                      kHundred + rate, kWorkScale));
    }
    if (net > Decimal()) shares.push_back({rate, net});
  }
  return shares;
}

}  // namespace

std::vector<ShippingPart> shipping_parts(const Terms& terms, const ShippingCost& cost,
                                         const std::vector<PricedLine>& lines) {
  const Decimal price = terms.net_prices || terms.tax_free ? cost.net : cost.gross;
  if (terms.tax_free) return {{price, Decimal()}};
  const auto shares = terms.proportional && !price.is_zero() ? shares_of(terms, lines) : std::vector<Share>();
  if (shares.size() == 1) return {{price, shares[0].rate}};
  if (shares.empty()) return {{price, shipping_rate(cost, lines)}};

  Decimal total, given;
  for (const auto& share : shares) total = total + share.net;
  std::vector<ShippingPart> parts;
  for (std::size_t i = 0; i + 1 < shares.size(); ++i) {
    const auto part =
        Decimal::divide(Decimal::multiply(price, shares[i].net, kWorkScale), total, kPriceScale).normalized();
    given = given + part;
    parts.push_back({part, shares[i].rate});
  }
  parts.push_back({(price - given).normalized(), shares.back().rate});
  return parts;
}

RateBasis shipping_rate_basis(const Terms& terms, const ShippingCost& cost,
                              const std::vector<PricedLine>& lines) {
  if (terms.tax_free || is_rate_stored(cost)) return RateBasis::kStored;
  if (terms.proportional && !shares_of(terms, lines).empty())
    return RateBasis::kStored;  // the shop's own rule
  return confirmed_rate(cost, rates_of(lines)) ? RateBasis::kConfirmed : RateBasis::kGuessed;
}

Sums sums_of(const Terms& terms, const ShippingCost& cost, const std::vector<PricedLine>& lines) {
  Sums sums{cost.gross, cost.net};
  if (terms.tax_free) sums.gross = cost.net;
  const bool net_side = terms.net_prices || terms.tax_free;
  for (const auto& line : lines) {
    const auto value = line_value(line);
    const auto factor = kHundred + line.tax_rate;
    const auto other =
        net_side ? Decimal::divide(Decimal::multiply(value, factor, kPriceScale), kHundred, kPriceScale)
                 : Decimal::divide(Decimal::multiply(value, kHundred, kPriceScale), factor, kPriceScale);
    sums.gross = sums.gross + (net_side ? other : value);
    sums.net = sums.net + (net_side ? value : other);
  }
  return {sums.gross.normalized(), sums.net.normalized()};
}

Decimal rounding_of_lines(std::size_t lines) {
  return std::max(kShopsRounding, Decimal(static_cast<std::int64_t>(lines), 2));
}

bool agree(const Decimal& a, const Decimal& b, const Decimal& tolerance) {
  const Decimal difference = a - b;
  return difference <= tolerance && -difference <= tolerance;
}

}  // namespace orderbridge::shopware5
