// SPDX-License-Identifier: MIT
// A thousand orders with all that texts and amounts can be: umlauts, Polish, Greek, emoji, three megabytes of
// comment, 13 decimals and more, texts at the border of a column and beyond it. The same each time. And the
// documented rules on them once more, written for tests alone: what a test expects is not computed by what it
// tests.
#pragma once
#include <orderbridge/order_builder.hpp>
#include <set>
#include <string>
#include <vector>

namespace ob_test {

struct SamplePerson {
  std::string salutation, title, first_name, last_name, company, department, street, additional1, additional2,
      zip, city, region, country, country_name, phone, email, vat_id;
};

struct SampleLine {
  std::string id, sku, ean, name, note, unit;
  std::uint32_t type = OB_LINE_PRODUCT;
  ob_decimal price{}, quantity{}, rate{};
};

struct SampleOrder {
  int id = 0;
  std::string key, number, customer_id, customer_number, email, shop_name, payment_method, payment_name,
      shipping_name, payment_state, transaction_id, customer_comment, merchant_comment, internal_comment;
  bool net = false, tax_free = false, guest = false, ships_elsewhere = false;
  ob_time ordered_at = 0, paid_at = OB_NO_TIME;
  std::string ordered_offset, paid_offset;  // empty: the shop did not say
  ob_decimal factor{}, total_gross{}, total_net{}, shipping_gross{}, shipping_net{}, paid{};
  SamplePerson billing, shipping;
  std::vector<SampleLine> lines;
  std::vector<std::pair<std::string, std::string>> extras;
  /// Why no way takes it, and where: "too-long", "billing/zip". Empty: it is taken.
  std::string refused, refused_at;

  const SamplePerson& to() const { return ships_elsewhere ? shipping : billing; }
  std::string to_path() const { return ships_elsewhere ? "shipping" : "billing"; }
};

inline constexpr std::size_t kBatch = 100;  // as the host makes them

std::vector<SampleOrder> thousand_orders();
/// The order points into `sample`.
const ob_record& fill_order(orderbridge::OrderBuilder& builder, const SampleOrder& sample);

// --- The rules. Texts are UTF-8, lengths are UTF-16 units.
std::u32string letters(const std::string& text);
std::string text_of(const std::u32string& letters);
std::size_t units(const std::string& text);
/// As a column of `limit` holds it.
std::string cut(const std::string& text, std::size_t limit);
std::string joined(const std::string& a, const std::string& b);

__extension__ using Wide = __int128;
/// Times ten to the power of `places`, half away from zero.
Wide scaled_ratio(Wide numerator, Wide denominator, int places);
/// As canonical text with at most `places` after the point, half away from zero.
std::string ratio(Wide numerator, Wide denominator, int places);
Wide power_of_ten(int n);
/// At most 13 places, as all columns for amounts have.
std::string amount(const ob_decimal& value);
bool has_more_than_13_places(const ob_decimal& value);
std::string net_price(const SampleOrder& order, const SampleLine& line);
/// The 10 digits of net_price do not give back all digits of the gross price.
bool is_net_price_too_short(const SampleOrder& order, const SampleLine& line);
std::string gross_price(const SampleOrder& order, const SampleLine& line);
/// 0 in tax-free orders.
ob_decimal rate(const SampleOrder& order, const SampleLine& line);

/// "2026-11-21 08:15:30", as a clock with this offset shows it; without one, as JTL-Wawi's: all these times
/// lie in Berlin's winter.
std::string moment(ob_time time, const std::string& offset);
/// "+01:00" where the shop did not say.
std::string said_offset(const std::string& offset);
std::string line_path(std::size_t index, const std::string& field);

/// What must be told of an order, as fake_host.hpp keeps it: "code field", sorted, each once.
class Told {
 public:
  void say(const std::string& code, const std::string& field) { all_.insert(code + " " + field); }
  void text(const std::string& value, std::size_t limit, const std::string& field) {
    if (units(value) > limit) say("too-long", field);
  }
  void number(const ob_decimal& value, const std::string& field) {
    if (has_more_than_13_places(value)) say("rounded", field);
  }
  std::vector<std::string> all() const { return {all_.begin(), all_.end()}; }

 private:
  std::set<std::string> all_;
};

/// Of addresses, method names, lines and amounts: alike in tables and files.
void tell_common(Told& told, const SampleOrder& order);

}  // namespace ob_test
