// SPDX-License-Identifier: MIT
#include "order_mapper.hpp"

#include <algorithm>

#include "amounts.hpp"
#include "mapping.hpp"

namespace orderbridge::jtlwawi {
namespace {

void check_lines(const Mapping& m) {
  const ob_order& o = m.order;
  if (o.line_count == 0)
    throw OrderRejected("no-lines",
                        m.fitter.say("the order has no lines", "die Bestellung hat keine Positionen"));
  std::vector<std::string_view> ids;
  ids.reserve(o.line_count);
  for (std::size_t i = 0; i < o.line_count; ++i) ids.push_back(view(o.lines[i]->id));
  std::sort(ids.begin(), ids.end());
  if (std::adjacent_find(ids.begin(), ids.end()) != ids.end())
    throw OrderRejected("line-id-twice", m.fitter.say("two lines of the order have the same id",
                                                      "zwei Positionen der Bestellung haben dieselbe Id"));
}

void check(const Mapping& m) {
  if (!m.order.billing)
    throw OrderRejected("no-billing-address", m.fitter.say("the order has no billing address",
                                                           "die Bestellung hat keine Rechnungsanschrift"));
  if (m.order.price_basis != OB_BASIS_GROSS && m.order.price_basis != OB_BASIS_NET)
    throw OrderRejected("missing-value", m.fitter.say("price-basis is missing: net or gross prices?",
                                                      "price-basis fehlt: Netto- oder Bruttopreise?"));
  if (view(m.order.currency).empty())
    throw OrderRejected("currency-missing",
                        m.fitter.say("the order has no currency", "die Bestellung hat keine Währung"));
  check_lines(m);
}

void add_header(const Mapping& m) {
  const ob_order& o = m.order;
  auto factor = Decimal::from_abi(o.currency_factor).value_or(Decimal(1, 0));
  if (factor <= Decimal()) {
    m.fitter.warn("currency-factor", "currency-factor",
                  m.fitter.say("the currency's factor is not above zero: 1 was entered",
                               "der Faktor der Währung ist nicht größer als null: 1 eingetragen"));
    factor = Decimal(1, 0);
  }
  using T = InetBestellung;
  Row(m.rows.order, m.fitter)
      .number(T::kInetBestellung, m.ids.order)
      .number(T::kShop, m.shop)
      .number(T::kKunde, m.ids.customer)
      .number(T::kLieferAdresse, m.ids.order)
      .number(T::kRechnungsadresse, m.ids.order)
      .text(T::cInetBestNr, view(o.number), "number")
      .text(T::cVersandInfo,
            m.options.names.shipping_name(view(o.shipping_method), view(o.shipping_method_name)),
            "delivery/method-name")
      .text(T::cKommentar, view(o.customer_comment), "comment/customer")
      .raw(T::dTimestamp, iso_time(ordered_at(o, m.options.clock)))
      .text(T::cModulID, m.options.names.payment_module(o), "payment/method")
      .raw(T::fFaktor, amount_text(factor, m.fitter, "currency-factor"));
}

void add_key(const Mapping& m) {
  const ob_order& o = m.order;
  using T = OrderKey;
  Row(m.rows.order_key, m.fitter)
      .number(T::kInetBestellung, m.ids.order)
      .number(T::kShop, m.shop)
      .raw(T::cNummer, copy(o.number))
      .number(T::nBestellt, o.ordered_at)
      .raw(T::cInhalt, copy(o.head.content_version))
      .raw(T::cZahlung, copy(o.head.payment_version))
      .number(T::nBasis, o.price_basis)
      .number(T::nSteuerfrei, o.tax_free ? 1 : 0)
      .text(T::cWaehrung, view(o.currency), "currency")
      .raw(T::fBrutto, optional_amount(o.total_gross, m.fitter, "total/gross"))
      .raw(T::fNetto, optional_amount(o.total_net, m.fitter, "total/net"))
      .raw(T::fVersandBrutto, optional_amount(o.shipping_gross, m.fitter, "delivery/gross"))
      .raw(T::fVersandNetto, optional_amount(o.shipping_net, m.fitter, "delivery/net"))
      .raw(T::cSubshop, copy(o.subshop_id));
}

}  // namespace

std::int64_t customer_of(const ob_order& order, std::int64_t order_id) noexcept {
  return wawi_id(view(order.customer_id)).value_or(-order_id);
}

template <class Steps>
void OrderMapper::append(const ob_order& order, RowIds& ids, StagingRows& rows,
                         std::vector<Warning>& warnings, Steps&& steps) const {
  const auto before = rows.mark();
  const auto first_position = ids.next_position;
  Fitter fitter(host_, options_.cut_free_text, warnings);
  try {
    steps(Mapping{options_, shop_, order, ids, rows, fitter});
  } catch (const DecimalError&) {
    rows.rewind(before);
    ids.next_position = first_position;
    throw OrderRejected("out-of-range", host_.say("an amount of the order is too large",
                                                  "ein Betrag der Bestellung ist zu groß"));
  } catch (...) {
    rows.rewind(before);
    ids.next_position = first_position;
    throw;
  }
}

void OrderMapper::map(const ob_order& order, RowIds& ids, StagingRows& rows,
                      std::vector<Warning>& warnings) const {
  append(order, ids, rows, warnings, [](const Mapping& m) {
    check(m);
    if (m.ids.write_customer) add_customer(m);
    add_addresses(m);
    add_header(m);
    add_positions(m);
    tell_rounded_prices(m);
    add_payment(m);
    add_key(m);
    add_attributes(m);  // after all that may warn
  });
}

void OrderMapper::map_for_file(const ob_order& order, RowIds& ids, StagingRows& rows,
                               std::vector<Warning>& warnings) const {
  append(order, ids, rows, warnings, [](const Mapping& m) {
    check(m);
    add_addresses(m);
    add_header(m);
    add_positions(m);
  });
}

void OrderMapper::map_payment(const ob_order& order, std::int64_t id, StagingRows& rows,
                              std::vector<Warning>& warnings) const {
  RowIds ids;
  ids.order = id;
  append(order, ids, rows, warnings, [](const Mapping& m) {
    add_payment(m);
    add_payment_state(m);
  });
}

}  // namespace orderbridge::jtlwawi
