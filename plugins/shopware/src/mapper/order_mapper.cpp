// SPDX-License-Identifier: MIT
// The course of mapping, header and payment; parties and addresses are in map_parties.cpp, lines and money in
// map_lines.cpp. See order_mapper.hpp.
#include "order_mapper.hpp"

#include "completeness.hpp"
#include "currency.hpp"
#include "fields.hpp"
#include "numbers.hpp"
#include "read_detail.hpp"
#include "states.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr int kFactorScale = 10;

}  // namespace

Mapped OrderMapper::map(simdjson::padded_string_view json, const Reading& reading) {
  const auto& say = reading.say;
  static const ShopWords built_in;
  words_ = reading.words ? reading.words : &built_in;
  builder_.clear();
  extras_.clear();
  owners_.clear();
  priced_.clear();
  try {
    if (!read_detail(parser_, json, detail_))
      return {MapOutcome::kBroken, "no-order", "",
              say("the answer holds no order", "die Antwort enthält keine Bestellung")};
    return map_detail(reading);
  } catch (const simdjson::simdjson_error& e) {
    return {MapOutcome::kBroken, "broken-json", "",
            say("the answer is not valid JSON or was cut off",
                "die Antwort ist kein gültiges JSON oder abgeschnitten") +
                std::string(" (") + simdjson::error_message(e.error()) + ")"};
  } catch (const FieldError& e) {
    return {MapOutcome::kRefused, "field-unreadable", e.field,
            say("the order's field ", "das Feld ") + e.field +
                say(" is missing or is no number; correct the order in the shop",
                    " der Bestellung fehlt oder ist keine Zahl; bitte die Bestellung im Shop berichtigen")};
  } catch (const Refused& e) {
    return {MapOutcome::kRefused, e.code, e.field, e.what()};
  } catch (const DecimalError&) {
    return {MapOutcome::kRefused, "amount-too-large", "",
            say("an amount of the order is too large", "ein Betrag der Bestellung ist zu groß")};
  }
}

Mapped OrderMapper::map_detail(const Reading& reading) {
  const auto& say = reading.say;
  if (detail_.lines_unreadable)
    throw Refused(
        "field-unreadable", "details",
        say("the order's field details is no list of lines; look at the shop's answer for this order",
            "das Feld details der Bestellung ist keine Liste von Positionen; die Antwort des Shops zu "
            "dieser Bestellung ansehen"));
  if (auto missing = missing_parts(detail_, reading); !missing.parts.empty())
    return {MapOutcome::kIncomplete, "incomplete", "",
            say("the order has no ", "der Bestellung fehlt: ") + missing.parts +
                (missing.only_for_age ? say(" yet: its checkout may still be writing it",
                                            "; vielleicht schreibt der Bestellvorgang noch daran")
                                      : say(" (yet); if that lasts, look at it in the shop",
                                            "; wenn das so bleibt, die Bestellung im Shop ansehen")),
            missing.only_for_age};
  map_header(say);
  map_currency(say);
  map_parties(say);
  map_addresses(say);
  map_payment(say);
  map_lines();
  map_shipping(say);
  map_extras();
  map_totals();
  check_totals(say);
  for (const auto& owner : owners_) *owner.extras = extras_.data() + owner.first;
  return {MapOutcome::kOrder, "", "", ""};
}

void OrderMapper::map_header(Language say) {
  const auto& d = detail_;
  auto& o = builder_.order();
  o.head.id = optional_text(d.id);
  o.number = optional_text(d.number);
  o.ordered_at = parse_time(d.order_time);
  o.ordered_at_offset = kept_offset(d.order_time);
  if (o.ordered_at == OB_NO_TIME)
    builder_.warn(
        "order-time-unreadable", "ordered-at",
        say("the shop's time of the order is zero or no time: it is not known when it was placed",
            "die Bestellzeit im Shop ist null oder keine Zeit: wann bestellt wurde, ist nicht bekannt"));
  o.changed_at = parse_time(d.changed);
  const auto status = parse_integer(d.order_status);
  o.state = to_abi(status ? state_name(*status) : "other");
  o.delivery_state = to_abi(status ? delivery_state_name(*status) : "open");
  o.source_state = optional_text(d.order_status);
  o.shop_id = optional_text(d.shop_id);
  o.shop_name = optional_text(d.shop_name);
  o.subshop_id = optional_text(d.language_iso);  // despite its name it holds the sub-shop's id
  o.subshop_name = optional_text(d.subshop_name);
  o.locale = optional_text(d.locale);
  o.language = optional_text(d.locale.substr(0, d.locale.find_first_of("_-")));
  o.customer_comment = optional_text(d.customer_comment);
  o.merchant_comment = optional_text(d.comment);
  o.internal_comment = optional_text(d.internal_comment);
  o.tracking_codes = optional_text(d.tracking_code);
  // Keyed by id: a dispatch's name is edited at will, and its id stays when it is deleted.
  if (!d.dispatch_id.empty() && d.dispatch_id != "0") {
    o.shipping_method = builder_.keep("id:" + std::string(d.dispatch_id));
    o.shipping_method_name = optional_text(d.dispatch_name);
    if (!d.has_dispatch)
      builder_.warn("shipping-method-deleted", "delivery/method",
                    say("the shipping method was deleted in the shop; only its id is known: ",
                        "die Versandart wurde im Shop gelöscht; nur ihre Id ist bekannt: ") +
                        std::string(d.dispatch_id));
  }
  if (!d.language_iso.empty() && d.subshop_name.empty() && d.locale.empty())
    builder_.warn(
        "sub-shop-deleted", "subshop/id",
        say("the (language) sub-shop was deleted in the shop: the order's language is not known",
            "der (Sprach-)Subshop wurde im Shop gelöscht: die Sprache der Bestellung ist nicht bekannt"));
}

void OrderMapper::map_currency(Language say) {
  const auto said = trimmed(detail_.currency);
  auto& o = builder_.order();
  if (said.empty())
    throw Refused(
        "currency-missing", "currency",
        say("the order has no currency; enter it in the shop's database (s_order.currency)",
            "die Bestellung hat keine Währung; in der Datenbank des Shops eintragen (s_order.currency)"));
  const auto code = currency_code(said);
  if (!code)
    throw Refused(
        "currency-unreadable", "currency",
        say("the order's currency is no three-letter code like EUR; correct it in the shop's database "
            "(s_order.currency)",
            "die Währung der Bestellung ist kein Kürzel aus drei Buchstaben wie EUR; in der Datenbank "
            "des Shops berichtigen (s_order.currency)"));
  o.currency = builder_.keep(*code);
  if (*code != said)
    builder_.warn("currency-corrected", "currency",
                  say("the shop's currency is not written as a code: taken as ",
                      "die Währung steht im Shop nicht als Kürzel: gelesen als ") +
                      *code);
  const auto factor = parse_number(detail_.currency_factor, kFactorScale);
  if (factor && *factor > Decimal()) return void(o.currency_factor = factor->to_abi());
  builder_.warn("currency-factor", "currency-factor",
                say("the currency's factor is missing or not above zero: left out",
                    "der Faktor der Währung fehlt oder ist nicht größer als null: weggelassen"));
}

void OrderMapper::map_payment(Language say) {
  const auto& d = detail_;
  auto& o = builder_.order();
  const auto status = parse_integer(d.payment_status);
  o.payment_state = to_abi(status ? payment_state_name(*status) : "other");
  o.source_payment_state = optional_text(d.payment_status);
  o.transaction_id = optional_text(d.transaction_id);
  o.paid_at = OB_NO_TIME;
  if (status == kPaymentPaid) {
    o.paid_amount = need_number(d.amount, "invoiceAmount", 2).to_abi();
    o.paid_at = parse_time(d.cleared_date);
    o.paid_at_offset = kept_offset(d.cleared_date);
  }
  if (d.has_payment) {
    o.payment_method = optional_text(d.payment_name);
    o.payment_method_name = optional_text(d.payment_description);
    const auto kind = words_->payment_kind(d.payment_name, order_attribute("swagPaypalUnifiedPaymentType"));
    if (d.has_bank_data)
      builder_.warn(
          "bank-data-left-out", "payment/method",
          say("the customer's bank data stays in the shop: to collect the money, enter it in the ERP by hand "
              "or collect it through the shop",
              "die Bankverbindung des Kunden bleibt im Shop: zum Einziehen in der Warenwirtschaft von Hand "
              "eintragen oder über den Shop einziehen"));
    if (!kind.empty()) builder_.add_extra(OB_EXTRA_PAYMENT_KIND, kind, false);
  } else if (!d.payment_id.empty() && d.payment_id != "0") {
    o.payment_method = builder_.keep("id:" + std::string(d.payment_id));
    builder_.warn("payment-method-deleted", "payment/method",
                  say("the payment method was deleted in the shop; only its id is known",
                      "die Zahlungsart wurde im Shop gelöscht; nur ihre Id ist bekannt"));
  } else {
    builder_.warn("payment-method-missing", "payment/method",
                  say("the order names no payment method", "die Bestellung nennt keine Zahlungsart"));
  }
}

ob_str OrderMapper::kept_offset(std::string_view time) {
  const auto offset = time_offset(time);
  return offset.empty() ? ob_str{} : builder_.keep(offset);
}

std::string_view OrderMapper::order_attribute(std::string_view name) const {
  for (std::size_t i = 0; i < detail_.order_attributes.count; ++i)
    if (const auto& attribute = detail_.attributes[detail_.order_attributes.first + i];
        attribute.name == name)
      return attribute.value;
  return {};
}

void OrderMapper::map_extras() {
  const auto& d = detail_;
  for (std::size_t i = 0; i < d.order_attributes.count; ++i) {
    const auto& attribute = d.attributes[d.order_attributes.first + i];
    builder_.add_extra(attribute_name(attribute.name), attribute.value, true);
  }
  const auto add = [this](std::string_view name, std::string_view value) {
    if (!value.empty()) builder_.add_extra(name, value, false);
  };
  add("shopware5.partnerId", d.partner_id);
  add("shopware5.referer", d.referer.substr(0, d.referer.find('?')));  // what follows may identify a person
  add("shopware5.deviceType", d.device_type);
}

}  // namespace orderbridge::shopware5
