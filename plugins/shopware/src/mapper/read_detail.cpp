// SPDX-License-Identifier: MIT
// The key tables of the order detail, in the order in which Shopware 5.7 prints them. See read_detail.hpp.
#include "read_detail.hpp"

#include "php_list.hpp"

namespace orderbridge::shopware5 {
namespace {

template <class Into>
using DetailKey = Key<Into, Detail>;

template <auto Member, class Into = Detail>
constexpr DetailKey<Into> text(std::string_view name) {
  return {name, &read_text<Member, Into, Detail>};
}
template <class Into = Detail>
constexpr DetailKey<Into> skip(std::string_view name) {
  return {name, nullptr};
}

/// Free-text columns of shop and plugins: every scalar that has a value, under the key the shop gives it.
AttributeRange read_attributes(JsonValue& value, Detail& detail) {
  AttributeRange range{detail.attributes.size(), 0};
  if (!is_object(value)) return range;
  for (auto entry : value.get_object()) {
    auto field = std::move(entry).take_value();
    const std::string_view name = field.unescaped_key();
    if (name == "id" || name == "orderId" || name == "orderDetailId" || name == "orderBillingId" ||
        name == "orderShippingId")
      continue;
    const auto content = json_text(field.value());
    if (!content.empty()) detail.attributes.push_back({name, content});
  }
  range.count = detail.attributes.size() - range.first;
  return range;
}

template <class Into>
void attributes_of(JsonValue& value, Into& into, Detail& detail) {
  if constexpr (requires { into.has_attributes; }) into.has_attributes = is_object(value);
  into.attributes = read_attributes(value, detail);
}

constexpr std::array kCountryKeys{
    skip<DetailAddress>("id"),
    text<&DetailAddress::country_name, DetailAddress>("name"),
    text<&DetailAddress::country, DetailAddress>("iso"),
};
constexpr std::array kStateKeys{
    text<&DetailAddress::region, DetailAddress>("name"),
    text<&DetailAddress::region_code, DetailAddress>("shortCode"),
};
void read_country(JsonValue& value, DetailAddress& address, Detail& detail) {
  read_object(value, kCountryKeys, address, detail);
}
void read_state(JsonValue& value, DetailAddress& address, Detail& detail) {
  read_object(value, kStateKeys, address, detail);
}

constexpr std::array kAddressKeys{
    text<&DetailAddress::title, DetailAddress>("title"),
    text<&DetailAddress::additional1, DetailAddress>("additionalAddressLine1"),
    text<&DetailAddress::additional2, DetailAddress>("additionalAddressLine2"),
    skip<DetailAddress>("id"),
    skip<DetailAddress>("orderId"),
    skip<DetailAddress>("customerId"),
    text<&DetailAddress::country_id, DetailAddress>("countryId"),
    skip<DetailAddress>("stateId"),
    text<&DetailAddress::company, DetailAddress>("company"),
    text<&DetailAddress::department, DetailAddress>("department"),
    text<&DetailAddress::salutation, DetailAddress>("salutation"),
    text<&DetailAddress::customer_number, DetailAddress>("number"),
    text<&DetailAddress::first_name, DetailAddress>("firstName"),
    text<&DetailAddress::last_name, DetailAddress>("lastName"),
    text<&DetailAddress::street, DetailAddress>("street"),
    text<&DetailAddress::zip, DetailAddress>("zipCode"),
    text<&DetailAddress::city, DetailAddress>("city"),
    text<&DetailAddress::phone, DetailAddress>("phone"),
    text<&DetailAddress::vat_id, DetailAddress>("vatId"),
    DetailKey<DetailAddress>{"country", &read_country},
    DetailKey<DetailAddress>{"state", &read_state},
    DetailKey<DetailAddress>{"attribute", &attributes_of<DetailAddress>},
};

constexpr std::array kLineKeys{
    text<&DetailLine::id, DetailLine>("id"),
    skip<DetailLine>("orderId"),
    text<&DetailLine::article_id, DetailLine>("articleId"),
    skip<DetailLine>("taxId"),
    text<&DetailLine::tax_rate, DetailLine>("taxRate"),
    skip<DetailLine>("statusId"),
    text<&DetailLine::article_detail_id, DetailLine>("articleDetailID"),
    skip<DetailLine>("number"),
    text<&DetailLine::article_number, DetailLine>("articleNumber"),
    text<&DetailLine::price, DetailLine>("price"),
    text<&DetailLine::quantity, DetailLine>("quantity"),
    text<&DetailLine::name, DetailLine>("articleName"),
    skip<DetailLine>("shipped"),
    skip<DetailLine>("shippedGroup"),
    skip<DetailLine>("releaseDate"),
    text<&DetailLine::mode, DetailLine>("mode"),
    text<&DetailLine::esd, DetailLine>("esdArticle"),
    text<&DetailLine::config, DetailLine>("config"),
    text<&DetailLine::ean, DetailLine>("ean"),
    text<&DetailLine::unit, DetailLine>("unit"),
    text<&DetailLine::pack_unit, DetailLine>("packUnit"),
    DetailKey<DetailLine>{"attribute", &attributes_of<DetailLine>},
};
void read_lines(JsonValue& value, Detail& detail, Detail&) {
  detail.lines.clear();
  if (value.type().value() == simdjson::ondemand::json_type::null) return;
  const bool list = for_each_entry(value, [&detail](JsonValue& entry) {
    if (is_object(entry))
      read_object(entry, kLineKeys, detail.lines.emplace_back(), detail);
    else
      detail.lines_unreadable = true;
  });
  if (!list) detail.lines_unreadable = true;
}

template <auto Member>
void read_time(JsonValue& value, Detail& detail, Detail&) {
  if (!is_object(value)) return void(detail.*Member = json_text(value));
  detail.*Member = detail.made.emplace_back(json_time(value));
}
template <auto Member>
constexpr DetailKey<Detail> time(std::string_view name) {
  return {name, &read_time<Member>};
}

constexpr std::array kPaymentKeys{
    skip("id"),
    text<&Detail::payment_name>("name"),
    text<&Detail::payment_description>("description"),
};
constexpr std::array kCustomerKeys{
    text<&Detail::customer_number>("number"),  skip("id"),
    text<&Detail::customer_group>("groupKey"), skip("hashPassword"),
    text<&Detail::customer_email>("email"),    text<&Detail::account_mode>("accountMode"),
    text<&Detail::birthday>("birthday"),
};
void see_bank_data(JsonValue& value, Detail&, Detail& detail) {
  if (!json_text(value).empty()) detail.has_bank_data = true;
}
constexpr std::array kInstanceKeys{DetailKey<Detail>{"accountNumber", &see_bank_data},
                                   DetailKey<Detail>{"iban", &see_bank_data}};
void read_payment_instances(JsonValue& value, Detail& detail, Detail&) {
  for_each_entry(value, [&detail](JsonValue& entry) { read_object(entry, kInstanceKeys, detail, detail); });
}
constexpr std::array kDispatchKeys{skip("id"), text<&Detail::dispatch_name>("name")};
constexpr std::array kShopKeys{skip("id"), text<&Detail::shop_name>("name")};
constexpr std::array kLocaleKeys{skip("id"), text<&Detail::locale>("locale")};
void read_locale(JsonValue& value, Detail& detail, Detail&) {
  read_object(value, kLocaleKeys, detail, detail);
}
constexpr std::array kSubshopKeys{
    skip("id"),
    text<&Detail::subshop_name>("name"),
    DetailKey<Detail>{"locale", &read_locale},
};

/// A nested object whose keys go into the Detail itself; `Present` says whether it was there.
template <const auto& Keys, auto Present>
void read_part(JsonValue& value, Detail& detail, Detail&) {
  if constexpr (!std::is_null_pointer_v<decltype(Present)>) detail.*Present = is_object(value);
  read_object(value, Keys, detail, detail);
}
template <auto Address>
void read_address(JsonValue& value, Detail& detail, Detail&) {
  (detail.*Address).present = is_object(value);
  read_object(value, kAddressKeys, detail.*Address, detail);
}
void read_order_attributes(JsonValue& value, Detail& detail, Detail&) {
  detail.order_attributes = read_attributes(value, detail);
}

void read_shipping_tax_rate(JsonValue& value, Detail& detail, Detail&) {
  detail.has_shipping_tax_rate = true;
  detail.shipping_tax_rate = json_text(value);
}

constexpr std::array kOrderKeys{
    text<&Detail::id>("id"),
    time<&Detail::changed>("changed"),
    text<&Detail::number>("number"),
    text<&Detail::customer_id>("customerId"),
    text<&Detail::payment_id>("paymentId"),
    text<&Detail::dispatch_id>("dispatchId"),
    text<&Detail::partner_id>("partnerId"),
    text<&Detail::shop_id>("shopId"),
    text<&Detail::amount>("invoiceAmount"),
    text<&Detail::amount_net>("invoiceAmountNet"),
    text<&Detail::shipping>("invoiceShipping"),
    text<&Detail::shipping_net>("invoiceShippingNet"),
    DetailKey<Detail>{"invoiceShippingTaxRate", &read_shipping_tax_rate},
    time<&Detail::order_time>("orderTime"),
    text<&Detail::transaction_id>("transactionId"),
    text<&Detail::comment>("comment"),
    text<&Detail::customer_comment>("customerComment"),
    text<&Detail::internal_comment>("internalComment"),
    text<&Detail::net>("net"),
    text<&Detail::tax_free>("taxFree"),
    skip("temporaryId"),
    text<&Detail::referer>("referer"),
    time<&Detail::cleared_date>("clearedDate"),
    text<&Detail::tracking_code>("trackingCode"),
    text<&Detail::language_iso>("languageIso"),
    text<&Detail::currency>("currency"),
    text<&Detail::currency_factor>("currencyFactor"),
    skip("remoteAddress"),
    text<&Detail::device_type>("deviceType"),
    text<&Detail::proportional>("isProportionalCalculation"),
    DetailKey<Detail>{"details", &read_lines},
    skip("documents"),
    DetailKey<Detail>{"payment", &read_part<kPaymentKeys, &Detail::has_payment>},
    skip("paymentStatus"),
    skip("orderStatus"),
    DetailKey<Detail>{"customer", &read_part<kCustomerKeys, &Detail::has_customer>},
    DetailKey<Detail>{"paymentInstances", &read_payment_instances},
    DetailKey<Detail>{"billing", &read_address<&Detail::billing>},
    DetailKey<Detail>{"shipping", &read_address<&Detail::shipping_address>},
    DetailKey<Detail>{"shop", &read_part<kShopKeys, nullptr>},
    DetailKey<Detail>{"dispatch", &read_part<kDispatchKeys, &Detail::has_dispatch>},
    DetailKey<Detail>{"attribute", &read_order_attributes},
    DetailKey<Detail>{"languageSubShop", &read_part<kSubshopKeys, nullptr>},
    text<&Detail::payment_status>("paymentStatusId"),
    text<&Detail::order_status>("orderStatusId"),
};

}  // namespace

bool read_detail(simdjson::ondemand::parser& parser, simdjson::padded_string_view json, Detail& detail) {
  detail.clear();
  auto document = parser.iterate(json).value();
  if (document.type().value() != simdjson::ondemand::json_type::object) return false;
  bool order = false;
  for (auto entry : document.get_object()) {
    auto field = std::move(entry).take_value();
    const std::string_view key = field.unescaped_key();
    if (key != "data") continue;
    order = is_object(field.value());
    read_object(field.value(), kOrderKeys, detail, detail);
  }
  // A cut inside delivers its earlier fields first: only a document that ends here was read whole.
  if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
    throw simdjson::simdjson_error(simdjson::TRAILING_CONTENT);
  return order && !detail.id.empty();
}

}  // namespace orderbridge::shopware5
