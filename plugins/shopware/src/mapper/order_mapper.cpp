// SPDX-License-Identifier: MIT
// Header, parties, addresses and payment of the order; lines and money are in map_lines.cpp. See
// order_mapper.hpp.
#include "order_mapper.hpp"

#include "fields.hpp"
#include "numbers.hpp"
#include "read_detail.hpp"
#include "states.hpp"

namespace orderbridge::shopware5 {

Mapped OrderMapper::map(simdjson::padded_string_view json, Language say) {
  builder_.clear();
  extras_.clear();
  owners_.clear();
  priced_.clear();
  try {
    if (!read_detail(parser_, json, detail_))
      return {MapOutcome::kBroken, "no-order", "",
              say("the answer holds no order", "die Antwort enthält keine Bestellung")};
    return map_detail(say);
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
  } catch (const DecimalError&) {
    return {MapOutcome::kRefused, "amount-too-large", "",
            say("an amount of the order is too large", "ein Betrag der Bestellung ist zu groß")};
  }
}

Mapped OrderMapper::map_detail(Language say) {
  const auto missing = missing_parts(say);
  if (!missing.empty())
    return {MapOutcome::kIncomplete, "incomplete", "",
            say("the order has no ", "der Bestellung fehlt: ") + missing +
                say(" (yet); if that lasts, look at it in the shop",
                    "; wenn das so bleibt, die Bestellung im Shop ansehen")};
  map_header();
  map_parties(say);
  map_address(detail_.billing, builder_.billing());
  if (detail_.shipping_address.present) map_address(detail_.shipping_address, builder_.shipping());
  map_payment(say);
  map_lines();
  map_shipping(say);
  map_extras();
  check_totals(say);
  for (const auto& owner : owners_) *owner.extras = extras_.data() + owner.first;
  return {MapOutcome::kOrder, "", "", ""};
}

std::string OrderMapper::missing_parts(Language say) const {
  std::string missing;
  if (detail_.lines.empty()) missing = say("lines", "Positionen");
  if (!detail_.billing.present) {
    if (!missing.empty()) missing += say(" and no ", " und ");
    missing += say("billing address", "Rechnungsadresse");
  }
  return missing;
}

void OrderMapper::map_header() {
  const auto& d = detail_;
  auto& o = builder_.order();
  o.head.id = optional_text(d.id);
  o.number = optional_text(d.number);
  o.ordered_at = parse_time(d.order_time);
  o.ordered_at_offset = kept_offset(d.order_time);
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
  o.currency = optional_text(d.currency);
  o.customer_comment = optional_text(d.customer_comment);
  o.merchant_comment = optional_text(d.comment);
  o.internal_comment = optional_text(d.internal_comment);
  o.tracking_codes = optional_text(d.tracking_code);
  // Keyed by id: a dispatch's name is edited at will, and its id stays when it is deleted.
  if (!d.dispatch_id.empty() && d.dispatch_id != "0") {
    o.shipping_method = builder_.keep("id:" + std::string(d.dispatch_id));
    o.shipping_method_name = optional_text(d.dispatch_name);
  }
}

void OrderMapper::map_parties(Language say) {
  const auto& d = detail_;
  auto& o = builder_.order();
  o.customer_id = optional_text(d.customer_id);
  o.customer_number =
      optional_text(d.customer_number.empty() ? d.billing.customer_number : d.customer_number);
  o.customer_group = optional_text(d.customer_group);
  o.email = optional_text(d.customer_email);
  o.vat_id = optional_text(d.billing.vat_id);
  o.guest = d.account_mode == "1" ? 1 : 0;
  o.birthday = optional_text(date_part(d.birthday));
  if (!d.has_customer)
    builder_.warn("customer-deleted", "customer",
                  say("the customer was deleted in the shop: the order has no e-mail address any more",
                      "der Kunde wurde im Shop gelöscht: die Bestellung hat keine E-Mail-Adresse mehr"));
}

void OrderMapper::map_address(const DetailAddress& from, ob_address& to) {
  to.salutation = optional_text(from.salutation);
  to.title = optional_text(from.title);
  to.first_name = optional_text(from.first_name);
  to.last_name = optional_text(from.last_name);
  to.company = optional_text(from.company);
  to.department = optional_text(from.department);
  to.street = optional_text(from.street);
  to.additional1 = optional_text(from.additional1);
  to.additional2 = optional_text(from.additional2);
  to.zip = optional_text(from.zip);
  to.city = optional_text(from.city);
  to.region = optional_text(from.region);
  to.region_code = optional_text(from.region_code);
  to.country = optional_text(from.country);
  to.country_name = optional_text(from.country_name);
  to.phone = optional_text(from.phone);
  to.vat_id = optional_text(from.vat_id);
  const auto first = extras_.size();
  to.extra_count = add_attributes(from.attributes);
  if (to.extra_count > 0) owners_.push_back({&to.extras, &to.extra_count, first});
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
  } else if (!d.payment_id.empty()) {
    o.payment_method = builder_.keep("id:" + std::string(d.payment_id));
    builder_.warn("payment-method-deleted", "payment/method",
                  say("the payment method was deleted in the shop; only its id is known",
                      "die Zahlungsart wurde im Shop gelöscht; nur ihre Id ist bekannt"));
  }
}

ob_str OrderMapper::kept_offset(std::string_view time) {
  const auto offset = time_offset(time);
  return offset.empty() ? ob_str{} : builder_.keep(offset);
}

std::string_view OrderMapper::attribute_name(std::string_view name) {
  return scratch_.assign("shopware5.attribute.").append(name);
}

std::size_t OrderMapper::add_attributes(AttributeRange range) {
  for (std::size_t i = 0; i < range.count; ++i) {
    const auto& attribute = detail_.attributes[range.first + i];
    extras_.push_back({builder_.keep(attribute_name(attribute.name)), optional_text(attribute.value), 0, 0});
  }
  return range.count;
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
