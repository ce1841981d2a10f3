// SPDX-License-Identifier: MIT
// The money of a Shopware order: what a line price means, at which tax rate shipping stands, whether lines
// and shipping add up to the header. Pure, exact decimals; DecimalError where an amount is too large.
#pragma once
#include <optional>
#include <vector>

#include "orderbridge/decimal.hpp"

namespace orderbridge::shopware5 {

/// net 0: prices gross. net 1: prices net, header gross. taxFree 1: no tax at all, although lines name rates.
struct Terms {
  bool net_prices = false, tax_free = false, proportional = false;
};

struct PricedLine {
  Decimal quantity, price, tax_rate;
  bool product = false;
};

struct ShippingCost {
  Decimal gross, net;
  std::optional<Decimal> tax_rate;  // as the shop stored it: before 5.5 and for old orders there is none
};

/// One shipping line: its price on the order's price basis.
struct ShippingPart {
  Decimal price, tax_rate;
};

/// One part; with proportional tax one per rate, shared out by the net value of the products as Shopware
/// does, the rest in the last so that the sum is exact.
std::vector<ShippingPart> shipping_parts(const Terms& terms, const ShippingCost& cost,
                                         const std::vector<PricedLine>& lines);

/// How well the rate of a single shipping line is known.
enum class RateBasis {
  kStored,     // the shop says it, or there is no tax
  kConfirmed,  // a rate of the order that gross and net of shipping fit to the cent
  kGuessed     // none fits
};
RateBasis shipping_rate_basis(const Terms& terms, const ShippingCost& cost,
                              const std::vector<PricedLine>& lines);

/// Lines and shipping with tax and without.
struct Sums {
  Decimal gross, net;
};
Sums sums_of(const Terms& terms, const ShippingCost& cost, const std::vector<PricedLine>& lines);

/// The shop rounds its total once and stores discounts with four digits: up to 3 cents are its own rounding
/// (measured: 2.25 cents at most, on either side, in 55 orders of a 5.7.19).
inline const Decimal kShopsRounding(3, 2);
/// The side that is computed here and in the shop: there each line may have been rounded by itself.
Decimal rounding_of_lines(std::size_t lines);

bool agree(const Decimal& a, const Decimal& b, const Decimal& tolerance);

}  // namespace orderbridge::shopware5
