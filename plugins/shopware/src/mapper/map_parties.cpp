// SPDX-License-Identifier: MIT
// Customer, addresses and free texts of the order. See order_mapper.hpp.
#include "completeness.hpp"
#include "fields.hpp"
#include "numbers.hpp"
#include "order_mapper.hpp"

namespace orderbridge::shopware5 {
namespace {

/// A country that was deleted in the shop leaves its id, an order that an API client made may have none.
void warn_of_country(OrderBuilder& builder, const DetailAddress& a, const std::string& path, Language say) {
  if (!a.country.empty()) return;
  const bool id_known = !a.country_id.empty() && a.country_id != "0";
  const auto field = path + "/country";
  if (id_known)
    builder.warn("country-deleted", field,
                 say("the country was deleted in the shop; only its id is known: ",
                     "das Land wurde im Shop gelöscht; nur seine Id ist bekannt: ") +
                     std::string(a.country_id));
  else
    builder.warn("country-missing", field,
                 say("the address names no country", "die Adresse nennt kein Land"));
}

void warn_of_address(OrderBuilder& builder, const DetailAddress& a, const std::string& path, Language say) {
  warn_of_country(builder, a, path, say);
  std::string missing;
  const auto need = [&](bool there, const std::string& what) {
    if (!there) missing += (missing.empty() ? "" : ", ") + what;
  };
  need(!trimmed(a.company).empty() || !trimmed(a.first_name).empty() || !trimmed(a.last_name).empty(),
       say("name", "Name"));
  need(!trimmed(a.street).empty(), say("street", "Straße"));
  need(!trimmed(a.city).empty(), say("city", "Ort"));
  if (!missing.empty())
    builder.warn("address-incomplete", path,
                 say("missing in the address: ", "in der Adresse fehlt: ") + missing);
}

}  // namespace

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

void OrderMapper::map_addresses(Language say) {
  const auto& to = detail_.shipping_address;
  map_address(detail_.billing, builder_.billing());
  warn_of_address(builder_, detail_.billing, "billing", say);
  if (to.present && !is_empty(to)) {
    map_address(to, builder_.shipping());
    return warn_of_address(builder_, to, "shipping", say);
  }
  builder_.warn(
      "no-delivery-address", "shipping",
      say("the shop has no delivery address of this order: it goes to the billing address",
          "der Shop hat keine Lieferadresse zu dieser Bestellung: sie geht an die Rechnungsadresse"));
}

/// DHL's plugin keeps the post number in a free text (JTL's connector for Shopware 5 reads it, too); a parcel
/// station takes no parcel without it, so it belongs into the address.
void OrderMapper::map_post_number(const DetailAddress& from, ob_address& to) {
  for (std::size_t i = 0; i < from.attributes.count; ++i) {
    const auto& attribute = detail_.attributes[from.attributes.first + i];
    if (attribute.name != "swagDhlPostnumber") continue;
    for (const Text text : {from.street, from.additional1, from.additional2})
      if (text.find(attribute.value) != Text::npos) return;
    if (from.additional1.empty())
      to.additional1 = to_abi(attribute.value);
    else
      to.additional2 = builder_.keep(
          std::string(from.additional2).append(from.additional2.empty() ? "" : ", ").append(attribute.value));
  }
}

void OrderMapper::map_address(const DetailAddress& from, ob_address& to) {
  to.salutation = optional_text(words_->salutation(from.salutation));
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
  map_post_number(from, to);
  const auto first = extras_.size();
  to.extra_count = add_attributes(from.attributes);
  if (to.extra_count > 0) owners_.push_back({&to.extras, &to.extra_count, first});
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

}  // namespace orderbridge::shopware5
