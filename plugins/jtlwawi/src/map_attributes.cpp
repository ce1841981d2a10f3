// SPDX-License-Identifier: MIT
// The payment row, and as attributes all that the staging tables have no column for.
#include "amounts.hpp"
#include "jtl/payment_kinds.hpp"
#include "mapping.hpp"

namespace orderbridge::jtlwawi {
namespace {

void add_attribute(const Mapping& m, std::string_view name, std::string_view value, const Field& field) {
  if (value.empty()) return;
  using T = InetBestellungAttribute;
  Row(m.rows.attribute, m.fitter)
      .number(T::kInetBestellung, m.ids.order)
      .number(T::kShop, m.shop)
      .text(T::cName, name, field)
      .text(T::cValue, value, field);
}

void add_extras(const Mapping& m, const ob_extra* extras, std::size_t count, const std::string& prefix) {
  for (std::size_t i = 0; i < count; ++i) {
    if (jtl::is_for_sinks(extras[i])) continue;
    const std::string name = prefix + copy(extras[i].name);
    add_attribute(m, name, view(extras[i].value), {"extras", name});
  }
}

void add_all_extras(const Mapping& m) {
  const ob_order& o = m.order;
  add_extras(m, o.extras, o.extra_count, "");
  add_extras(m, o.billing->extras, o.billing->extra_count, "billing.");
  if (o.shipping) add_extras(m, o.shipping->extras, o.shipping->extra_count, "shipping.");
  for (std::size_t i = 0; i < o.line_count; ++i) {
    const ob_line& line = *o.lines[i];
    if (line.extra_count > 0) add_extras(m, line.extras, line.extra_count, "line." + copy(line.id) + ".");
  }
}

void add_warnings(const Mapping& m) {
  for (std::size_t i = 0; i < m.order.warning_count; ++i) {
    const ob_warning& warning = *m.order.warnings[i];
    add_attribute(m, "orderbridge.warning." + copy(warning.code), view(warning.text), "warnings");
  }
  const auto own = m.fitter.warnings();  // a copy: these attributes may be cut, too
  for (const auto& warning : own)
    add_attribute(m, "orderbridge.warning." + warning.code, warning.text, "warnings");
}

}  // namespace

void add_payment(const Mapping& m) {
  const ob_order& o = m.order;
  const std::string_view state = view(o.payment_state);
  if (state != "paid" && state != "partially_paid") return;
  auto paid = Decimal::from_abi(o.paid_amount);
  if (!paid && state == "paid") paid = Decimal::from_abi(o.total_gross);  // paid means: all of it
  if (!paid)
    return m.fitter.warn(
        "payment-without-amount", "payment/paid-amount",
        m.fitter.say("the order is paid or partly paid, but the amount is not known: no payment was entered",
                     "die Bestellung ist ganz oder teilweise bezahlt, aber der Betrag ist nicht "
                     "bekannt: keine Zahlung eingetragen"));
  if (paid->is_zero()) return;
  using T = InetShopZahlung;
  Row(m.rows.payment, m.fitter)
      .number(T::kZahlungseingang, m.ids.order)
      .number(T::kShop, m.shop)
      .number(T::kInetBestellung, m.ids.order)
      .text(T::cZahlungsanbieter, first_of(view(o.payment_method_name), view(o.payment_method)),
            "payment/method-name")
      .raw(T::fBetrag, amount_text(*paid, m.fitter, "payment/paid-amount"))
      .text(T::cISO, view(o.currency), "currency")
      .raw(T::dZeit, plain_time(paid_at(o, m.options.clock)))
      .text(T::cHinweis, view(o.transaction_id), "payment/transaction-id");
}

void add_payment_state(const Mapping& m) {
  add_attribute(m, kPaymentStateAttribute, view(m.order.payment_state), "payment/state");
}

void add_attributes(const Mapping& m) {
  const ob_order& o = m.order;
  add_attribute(m, "orderbridge.currency", view(o.currency), "currency");
  add_attribute(m, "orderbridge.language", view(o.language), "language");
  add_payment_state(m);
  add_attribute(m, "orderbridge.customer-group", view(o.customer_group), "customer/group");
  // The order's row holds 255 characters of the comment.
  if (utf16_units(view(o.customer_comment)) > InetBestellung::kColumns[InetBestellung::cKommentar].limit)
    add_attribute(m, "orderbridge.comment", view(o.customer_comment), "comment/customer");
  add_attribute(m, "orderbridge.merchant-comment", view(o.merchant_comment), "comment/merchant");
  add_attribute(m, "orderbridge.internal-comment", view(o.internal_comment), "comment/internal");
  add_all_extras(m);
  add_warnings(m);
}

}  // namespace orderbridge::jtlwawi
