// SPDX-License-Identifier: MIT
// Detail: what an order detail of the REST API says, field by field, as views into the JSON text and the
// parser. Filled by read_detail(), turned into an ob_order by OrderMapper. What is not listed here never
// leaves the parser: password hashes, session ids, bank data, document hashes, IP addresses are not even
// read.
#pragma once
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::shopware5 {

using Text = std::string_view;  // empty: absent, null or ""; numbers as their own text

struct Attribute {
  Text name, value;
};
/// A range of Detail::attributes.
struct AttributeRange {
  std::size_t first = 0, count = 0;
};

struct DetailLine {
  Text id, article_id, article_detail_id, article_number, name, price, quantity, tax_rate, mode, esd, ean,
      config, unit, pack_unit;
  AttributeRange attributes;
};

struct DetailAddress {
  bool present = false, has_attributes = false;
  Text salutation, title, first_name, last_name, company, department, street, additional1, additional2, zip,
      city, phone, vat_id, customer_number, country, country_id, country_name, region, region_code;
  AttributeRange attributes;
};

struct Detail {
  Text id, number, customer_id, payment_id, dispatch_id, partner_id, shop_id, language_iso;
  Text amount, amount_net, shipping, shipping_net, shipping_tax_rate, net, tax_free, proportional;
  Text order_time, changed, cleared_date, currency, currency_factor, order_status, payment_status;
  Text transaction_id, comment, customer_comment, internal_comment, tracking_code, referer, device_type;
  Text payment_name, payment_description, dispatch_name, shop_name, subshop_name, locale;
  bool has_shipping_tax_rate = false;  // the field is there, whatever its value; since 5.5
  bool has_customer = false, has_payment = false, has_dispatch = false;
  Text customer_number, customer_group, customer_email, account_mode, birthday;
  DetailAddress billing, shipping_address;
  std::vector<DetailLine> lines;
  bool has_bank_data = false;     // it is not read itself
  bool lines_unreadable = false;  // no list, or something in it that is no line
  std::deque<std::string> made;   // texts that do not stand in the JSON as they are
  AttributeRange order_attributes;
  std::vector<Attribute> attributes;

  /// Empty again, memory kept.
  void clear() {
    auto kept_lines = std::move(lines);
    auto kept_attributes = std::move(attributes);
    kept_lines.clear();
    kept_attributes.clear();
    *this = Detail{};
    lines = std::move(kept_lines);
    attributes = std::move(kept_attributes);
  }
};

}  // namespace orderbridge::shopware5
