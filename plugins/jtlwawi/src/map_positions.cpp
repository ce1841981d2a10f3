// SPDX-License-Identifier: MIT
// Position rows: net unit price and rate in tinetbestellpos, the price as given and the shop's line id beside
// it.
#include <iterator>

#include "amounts.hpp"
#include "mapping.hpp"

namespace orderbridge::jtlwawi {
namespace {

const char* line_type_name(std::uint32_t type) {
  constexpr const char* kNames[] = {"other",     "product", "shipping", "voucher", "discount",
                                    "surcharge", "gift",    "bundle",   "other"};
  return kNames[type < std::size(kNames) ? type : 0];
}

// Numbers as in JTL-Shop: 1 article, 2 shipping, 3 coupon, 5 payment surcharge, 11 free gift. A shop's
// voucher is a code that reduces the order (coupon), not stored credit (4).
std::int64_t position_type(std::uint32_t type, const Decimal& price) {
  switch (type) {
    case OB_LINE_PRODUCT:
      return 1;
    case OB_LINE_SHIPPING:
      return 2;
    case OB_LINE_VOUCHER:
    case OB_LINE_DISCOUNT:
      return 3;
    case OB_LINE_SURCHARGE:
      return 5;
    case OB_LINE_GIFT:
      return 11;
    default:  // bundles come as a negative line beside their parts
      return price.is_negative() ? 3 : 1;
  }
}

std::int64_t position_id(const Mapping& m, const ob_line& line) {
  if (m.ids.known_lines) {
    const auto known = m.ids.known_lines->find(copy(line.id));
    if (known != m.ids.known_lines->end()) return known->second;
  }
  return m.ids.next_position++;
}

Decimal tax_rate(const Mapping& m, const ob_line& line, int i) {
  if (m.order.tax_free) return Decimal();
  const Decimal rate = required(line.tax_rate, m.fitter, {"tax-rate", i});
  if (rate.is_negative()) {
    const std::string path = Field("tax-rate", i).path();
    throw OrderRejected("out-of-range", m.fitter.say(path + " is negative", path + " ist negativ"));
  }
  return rate;
}

void add_position(const Mapping& m, const ob_line& line, int i) {
  const Decimal price = required(line.unit_price, m.fitter, {"unit-price", i});
  const Decimal quantity = required(line.quantity, m.fitter, {"quantity", i});
  const Decimal rate = tax_rate(m, line, i);
  const Decimal net = net_price(price, rate, m.order.price_basis == OB_BASIS_GROSS);
  const std::int64_t position = position_id(m, line);

  using T = InetBestellPos;
  Row(m.rows.position, m.fitter)
      .number(T::kInetBestellPos, position)
      .number(T::kShop, m.shop)
      .number(T::kInetBestellung, m.ids.order)
      .raw(T::fPreis, amount_text(net, m.fitter, {"unit-price", i}))
      .raw(T::fMwSt, amount_text(rate, m.fitter, {"tax-rate", i}))
      .raw(T::nAnzahl, amount_text(quantity, m.fitter, {"quantity", i}))
      .text(T::cName, view(line.name), {"name", i})
      .number(T::nType, position_type(line.type, price))
      .text(T::cHinweis, view(line.note), {"note", i})
      .text(T::cArtNr, view(line.sku), {"sku", i})
      .text(T::cEinheit, view(line.unit), {"unit", i});
  Row(m.rows.line_key, m.fitter)
      .number(LineKey::kInetBestellung, m.ids.order)
      .number(LineKey::kShop, m.shop)
      .raw(LineKey::cZeile, copy(line.id))
      .number(LineKey::kInetBestellPos, position)
      .raw(LineKey::cTyp, line_type_name(line.type))
      .raw(LineKey::fPreis, price.normalized().to_string())
      .raw(LineKey::cProdukt, copy(line.product_id))
      .raw(LineKey::cEAN, copy(line.ean));
}

}  // namespace

void add_positions(const Mapping& m) {
  for (std::size_t i = 0; i < m.order.line_count; ++i)
    add_position(m, *m.order.lines[i], static_cast<int>(i));
}

// Not for order files: they hold the gross price beside the net one.
void tell_rounded_prices(const Mapping& m) {
  if (m.order.price_basis != OB_BASIS_GROSS) return;
  for (std::size_t i = 0; i < m.order.line_count; ++i) {
    const ob_line& line = *m.order.lines[i];
    const Field field("unit-price", static_cast<int>(i));
    const Decimal price = required(line.unit_price, m.fitter, field);
    const Decimal rate = tax_rate(m, line, static_cast<int>(i));
    const Decimal net = net_price(price, rate, true);
    if (rate.is_zero() || comes_back(price, net, rate)) continue;
    const std::string path = field.path(), digits = std::to_string(net.scale());
    m.fitter.warn("rounded", path,
                  m.fitter.say(path + ", a price with tax, is kept as a net price with " + digits +
                                   " digits and does not come back from it to the last digit",
                               path + ", ein Preis mit Steuer, steht als Nettopreis mit " + digits +
                                   " Stellen und ergibt sich daraus nicht bis zur letzten Stelle"));
  }
}

}  // namespace orderbridge::jtlwawi
