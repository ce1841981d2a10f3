// SPDX-License-Identifier: MIT
#include "thousand_orders.hpp"

#include <chrono>
#include <cstdio>
#include <orderbridge/decimal.hpp>
#include <random>
#include <stdexcept>

namespace ob_test {

using orderbridge::Decimal;
using orderbridge::to_abi;

namespace {

// No "|": the rows of a test are joined by it.
constexpr const char* kWords[] = {"Größe",
                                  "Straße",
                                  "Müller-Lüdenscheidt",
                                  "Señor",
                                  "naïve",
                                  "Smørrebrød",
                                  "Ångström",
                                  "»ÿ«",
                                  "Łódź",
                                  "Zażółć",
                                  "gęślą",
                                  "jaźń",
                                  "Gdańsk",
                                  "ŚWIĘTOSŁAW",
                                  "Αθήνα",
                                  "Παπαδόπουλος",
                                  "ΟΔΟΣ",
                                  "😀",
                                  "🎁🎁",
                                  "👩‍👧",
                                  "🇵🇱",
                                  "𝔛",
                                  "Dvořák",
                                  "Őze",
                                  "Київ",
                                  "東京",
                                  "Zoe\u0308",
                                  "„so“",
                                  "–",
                                  "…",
                                  "5 €",
                                  "Œuvre",
                                  "A&B",
                                  "<b>",
                                  "\"'",
                                  "]]>",
                                  "100%",
                                  "?",
                                  "{ts}",
                                  "O'Neil;--",
                                  "plain"};

struct Dice {
  std::mt19937 engine{20261127};
  std::size_t below(std::size_t n) {
    return engine() % n;
  }  // the distributions differ from library to library
  std::string words(std::size_t least, std::size_t most) {
    std::string text;
    for (std::size_t n = least + below(most - least + 1); n > 0; --n)
      text.append(text.empty() ? "" : " ").append(kWords[below(std::size(kWords))]);
    return text;
  }
  /// Exactly so many units, or one less: a surrogate pair is not halved.
  std::string of_units(std::size_t wanted) {
    std::u32string all;
    std::size_t count = 0;
    while (count < wanted) {
      const auto more = letters(words(1, 1) + " ");
      for (const char32_t c : more) {
        const std::size_t size = c > 0xFFFF ? 2 : 1;
        if (count + size > wanted) return text_of(all);
        all += c, count += size;
      }
    }
    return text_of(all);
  }
};

ob_decimal number(std::int64_t unscaled, int scale) {
  return {unscaled, scale, 1};
}

std::string repeated(const char* text, std::size_t times) {
  std::string all;
  while (times-- > 0) all += text;
  return all;
}

SamplePerson person(Dice& dice) {
  SamplePerson p;
  p.salutation = dice.below(2) ? "mr" : "ms";
  p.title = dice.below(4) ? "" : "Dr. " + dice.words(1, 1);
  p.first_name = dice.words(1, 2);
  p.last_name = dice.words(1, 3);
  if (dice.below(3) == 0) p.company = dice.words(1, 4);
  if (dice.below(6) == 0) p.department = dice.words(1, 2);
  p.street = dice.words(1, 3) + " 12";
  if (dice.below(4) == 0) p.additional1 = dice.words(1, 2);
  if (dice.below(4) == 0) p.additional2 = dice.words(1, 2);
  p.zip = std::to_string(10000 + dice.below(90000));
  p.city = dice.words(1, 2);
  if (dice.below(4) == 0) p.region = dice.words(1, 1);
  p.country = "PL";
  p.country_name = dice.words(1, 1);
  p.phone = "+48 " + std::to_string(dice.below(100000000));
  if (dice.below(3) == 0) p.email = "info@example.org";
  return p;
}

/// One after another of the kinds of prices that shops have, and the borders of what is exact.
ob_decimal price(Dice& dice, std::size_t kind) {
  const auto cents = static_cast<std::int64_t>(dice.below(2000000));
  switch (kind % 6) {
    case 0:
      return number(cents, 2);
    case 1:
      return number(cents, 4);
    case 2:
      return number(999999999999999999 - cents, 13);  // 99999.9999999...
    case 3:
      return number(cents * 10000000 + 1, 13);
    case 4:
      return number(1 + static_cast<std::int64_t>(dice.below(9)), 13);
    default:
      return number(-cents, 3);
  }
}

void add_lines(Dice& dice, SampleOrder& o, std::size_t i) {
  constexpr int kRates[] = {190, 70, 0, 81, 255, 200};  // in tenths of a percent
  for (std::size_t n = 0; n < 2 + i % 3; ++n) {
    SampleLine line;
    line.id = std::to_string(o.id * 10 + static_cast<int>(n));
    line.sku = "SW-Ü" + std::to_string(dice.below(1000));
    line.ean = "4006381333931";
    line.name = dice.words(1, 5);
    if (dice.below(5) == 0) line.note = dice.words(1, 9);
    line.unit = dice.below(3) ? "Stück" : dice.words(1, 1);
    line.price = price(dice, i + n);
    if (line.price.unscaled < 0) line.type = OB_LINE_DISCOUNT;
    line.quantity = number(1 + static_cast<std::int64_t>(dice.below(30)), 0);
    if (dice.below(5) == 0) line.quantity = number(3330000000001, 13);
    if (dice.below(5) == 1) line.quantity = number(1250, 3);
    line.rate = number(kRates[dice.below(std::size(kRates))], 1);
    o.lines.push_back(line);
  }
  auto& shipping = o.lines.back();
  shipping.id = "shipping";
  shipping.sku.clear();
  shipping.type = OB_LINE_SHIPPING;
  shipping.price = number(490, 2);
}

/// What the lines add up to, to the cent.
void add_totals(SampleOrder& o) {
  Decimal gross, net;
  for (const auto& line : o.lines) {
    const Decimal hundred(100, 0), with = hundred + *Decimal::from_abi(rate(o, line));
    const Decimal sum = Decimal::multiply(Decimal::from_abi(line.price)->rounded(10),
                                          Decimal::from_abi(line.quantity)->rounded(10), 8);
    gross = gross + (o.net ? Decimal::divide(Decimal::multiply(sum, with, 8), hundred, 8) : sum);
    net = net + (o.net ? sum : Decimal::divide(Decimal::multiply(sum, hundred, 8), with, 8));
  }
  o.total_gross = gross.rounded(2).to_abi();
  o.total_net = net.rounded(2).to_abi();
}

/// Where each fiftieth order is out of the ordinary.
void make_special(Dice& dice, SampleOrder& o, std::size_t i) {
  switch (i % 50) {
    case 3:  // more places than a column has
      o.net = true;
      for (auto& line : o.lines)
        line.price = number(1234567890123455 + static_cast<int>(i), 14 + static_cast<int>(i / 50 % 5));
      o.lines[0].quantity = number(123456789012345678, 17);
      break;
    case 5:
      o.customer_comment = dice.of_units(256 + 7 * i);
      break;
    case 7:
      o.billing.first_name = dice.of_units(129 + i / 4);
      o.billing.last_name = (i / 50 % 2 ? "x" : "") + repeated("😀", 150);  // the cut falls on half an emoji
      o.billing.company = dice.of_units(129 + i / 50);
      o.billing.city = dice.of_units(65 + i / 10);
      o.shipping.first_name = dice.of_units(250 + i / 50);
      o.shipping.department = dice.of_units(55 + i / 50);
      break;
    case 11:
      o.tax_free = true;
      break;
    case 13:
      o.billing.phone = std::string(31 + i / 50, '7');
      break;
    case 15:
      o.merchant_comment = dice.of_units(3995 + i / 50);
      o.internal_comment = (i / 50 % 2 ? "x" : "") + repeated("😀", 2001);
      break;
    case 17:
      o.lines[0].name = (i / 50 % 2 ? "x" : "") + repeated("🎁", 128);
      o.lines[1].name = dice.of_units(255 + i / 50);
      o.lines[1].unit = dice.of_units(255 + i / 50);
      break;
    case 19:
      o.factor = number(108123456789012345 + static_cast<int>(i), 17);
      o.payment_state = "paid";
      o.paid = number(1999999999999999995, 17);
      break;
    case 21:
      o.payment_state = "partially_paid";
      o.paid = {};
      break;
    case 23:
      o.payment_name = dice.of_units(250 + i / 50);
      o.shipping_name = dice.of_units(250 + i / 50);
      o.shop_name = dice.of_units(250 + i / 50);
      break;
    case 25:  // just as long as a column
      o.customer_comment = "x" + repeated("😀", 127);
      o.billing.first_name = repeated("Ł", 128);
      o.merchant_comment = repeated("😀", 2000);
      o.lines[0].note = repeated("Ω", 2000);
      break;
    case 27:
      o.total_gross = number(123456789012345675, 15);
      o.shipping_net = number(412, 18);
      break;
    case 29:
      o.extras = {{"shopware5.attribute1", dice.words(1, 9)},
                  {"shopware5.attribute2", dice.of_units(3995 + i / 50)}};
      break;
    case 31:
      o.customer_comment = "Zeile 1\r\n\tZeile 2\nZeile 3 & <ende>";
      o.merchant_comment = " außen \r\n innen ";
      break;
    default:
      break;
  }
}

void make_refused(SampleOrder& o, std::size_t variant) {
  o.refused = "too-long";
  const auto too_long = [&](std::string& text, std::size_t size, const char* where) {
    text = repeated("Ł", size), o.refused_at = where;
  };
  switch (variant % 8) {
    case 0:
      return too_long(o.billing.zip, 21, "billing/zip");
    case 1:
      return too_long(o.billing.street, 256, "billing/street");
    case 2:
      o.ships_elsewhere = true;
      return too_long(o.shipping.city, 256, "shipping/city");
    case 3:
      return too_long(o.lines[0].sku, 101, "lines/line[1]/sku");
    case 4:
      return too_long(o.number, 51, "number");
    case 5:
      return too_long(o.billing.vat_id, 21, "billing/vat-id");
    case 6:
      o.net = true, o.refused = "out-of-range", o.refused_at = "lines/line[1]/unit-price";
      o.lines[0].price = number(1000000000000, 0);
      return;
    default:
      o.ships_elsewhere = true;
      o.shipping.street = "x" + repeated("😀", 127) + "y", o.refused_at = "shipping/street";  // 256 units
  }
}

SampleOrder order(Dice& dice, std::size_t i) {
  SampleOrder o;
  o.id = 1000 + static_cast<int>(i);
  o.key = std::to_string(o.id);
  o.number = "Ł-" + std::to_string(20000 + i);
  o.guest = i % 7 == 0;
  if (!o.guest) o.customer_id = std::to_string(500000 + i);
  o.customer_number = std::to_string(30000 + i);
  o.email = "kunde@example.org";
  o.shop_name = "Lädchen Łódź";
  o.payment_method = i % 2 ? "prepayment" : "żabka";
  o.payment_name = dice.words(1, 2);
  o.shipping_name = dice.words(1, 2);
  o.ordered_at = 1795248930000000 + static_cast<std::int64_t>(i) * 61000000;
  constexpr const char* kOffsets[] = {"", "+01:00", "-05:00", "+05:30", "+00:00"};
  o.ordered_offset = kOffsets[i % 5];
  o.paid_offset = kOffsets[(i + 2) % 5];
  o.net = i % 2 == 0;
  o.ships_elsewhere = i % 3 == 0;
  o.billing = person(dice);
  o.shipping = person(dice);
  o.factor = i % 5 ? number(1, 0) : number(10812345678901, 13);
  o.shipping_gross = number(490, 2);
  o.shipping_net = number(412, 2);
  o.customer_comment = dice.words(0, 12);
  if (i % 4 == 0) o.merchant_comment = dice.words(1, 12);
  if (i % 10 == 0) o.internal_comment = dice.words(1, 12);
  add_lines(dice, o, i);
  constexpr const char* kStates[] = {"open", "paid", "paid", "partially_paid"};
  o.payment_state = kStates[i % 4];
  if (i % 4 == 1) o.paid = number(1234567890000001, 13);
  if (i % 4 == 3) o.paid = number(500 + static_cast<std::int64_t>(i), 2);
  if (i % 4 == 1) o.paid_at = o.ordered_at + 86400000000, o.transaction_id = "7Ü-" + o.key;
  make_special(dice, o, i);
  if (i == 1) o.customer_comment = "x" + dice.of_units(3U << 20U);
  if (i == 2) o.merchant_comment = repeated("Łódź 😀 ", (3U << 20U) / 12);
  if (i % 50 != 27) add_totals(o);
  if (i % 50 == 9) make_refused(o, i / 50);
  return o;
}

ob_address* fill(ob_address& a, const SamplePerson& p) {
  a.salutation = to_abi(p.salutation);
  a.title = to_abi(p.title);
  a.first_name = to_abi(p.first_name);
  a.last_name = to_abi(p.last_name);
  a.company = to_abi(p.company);
  a.department = to_abi(p.department);
  a.street = to_abi(p.street);
  a.additional1 = to_abi(p.additional1);
  a.additional2 = to_abi(p.additional2);
  a.zip = to_abi(p.zip);
  a.city = to_abi(p.city);
  a.region = to_abi(p.region);
  a.country = to_abi(p.country);
  a.country_name = to_abi(p.country_name);
  a.phone = to_abi(p.phone);
  a.email = to_abi(p.email);
  a.vat_id = to_abi(p.vat_id);
  return &a;
}

}  // namespace

std::vector<SampleOrder> thousand_orders() {
  Dice dice;
  std::vector<SampleOrder> all;
  for (std::size_t i = 0; i < 1000; ++i) all.push_back(order(dice, i));
  return all;
}

const ob_record& fill_order(orderbridge::OrderBuilder& b, const SampleOrder& s) {
  b.clear();
  auto& o = b.order();
  o.head.id = to_abi(s.key);
  o.head.content_version = b.keep("c" + s.key);
  o.head.payment_version = b.keep("p" + s.key);
  o.number = to_abi(s.number);
  o.ordered_at = s.ordered_at;
  if (!s.ordered_offset.empty()) o.ordered_at_offset = to_abi(s.ordered_offset);
  o.payment_state = to_abi(s.payment_state);
  o.shop_name = to_abi(s.shop_name);
  o.language = to_abi("pl");
  o.currency = to_abi("EUR");
  o.currency_factor = s.factor;
  o.price_basis = s.net ? OB_BASIS_NET : OB_BASIS_GROSS;
  o.tax_free = s.tax_free;
  o.total_gross = s.total_gross;
  o.total_net = s.total_net;
  o.shipping_gross = s.shipping_gross;
  o.shipping_net = s.shipping_net;
  o.shipping_method_name = to_abi(s.shipping_name);
  o.payment_method = to_abi(s.payment_method);
  o.payment_method_name = to_abi(s.payment_name);
  o.transaction_id = to_abi(s.transaction_id);
  o.paid_amount = s.paid;
  o.paid_at = s.paid_at;
  if (!s.paid_offset.empty()) o.paid_at_offset = to_abi(s.paid_offset);
  o.customer_id = to_abi(s.customer_id);
  o.customer_number = to_abi(s.customer_number);
  o.guest = s.guest;
  o.email = to_abi(s.email);
  o.customer_comment = to_abi(s.customer_comment);
  o.merchant_comment = to_abi(s.merchant_comment);
  o.internal_comment = to_abi(s.internal_comment);
  fill(b.billing(), s.billing);
  if (s.ships_elsewhere) fill(b.shipping(), s.shipping);
  for (const auto& l : s.lines) {
    auto& line = b.add_line(l.type);
    line.id = to_abi(l.id);
    line.sku = to_abi(l.sku);
    line.ean = to_abi(l.ean);
    line.name = to_abi(l.name);
    line.note = to_abi(l.note);
    line.unit = to_abi(l.unit);
    line.unit_price = l.price;
    line.quantity = l.quantity;
    line.tax_rate = l.rate;
  }
  for (const auto& [name, value] : s.extras) b.add_extra(name, value);
  return b.finish();
}

std::u32string letters(const std::string& text) {
  std::u32string all;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80)
      all += byte;
    else if (byte >= 0xC0)
      all += byte >= 0xF0 ? byte & 0x07U : byte >= 0xE0 ? byte & 0x0FU : byte & 0x1FU;
    else
      all.back() = all.back() << 6U | (byte & 0x3FU);
  }
  return all;
}

std::string text_of(const std::u32string& all) {
  std::string text;
  for (const char32_t c : all) {
    const int more = c < 0x80 ? 0 : c < 0x800 ? 1 : c < 0x10000 ? 2 : 3;
    constexpr unsigned kLead[] = {0, 0xC0, 0xE0, 0xF0};
    text += static_cast<char>(kLead[more] | c >> 6 * more);
    for (int i = more - 1; i >= 0; --i) text += static_cast<char>(0x80U | (c >> 6 * i & 0x3FU));
  }
  return text;
}

std::size_t units(const std::string& text) {
  std::size_t count = 0;
  for (const char32_t c : letters(text)) count += c > 0xFFFF ? 2 : 1;
  return count;
}

std::string cut(const std::string& text, std::size_t limit) {
  if (units(text) <= limit) return text;
  const std::string mark = "…[cut]";
  std::u32string kept;
  std::size_t room = limit - 6;
  for (const char32_t c : letters(text)) {
    const std::size_t size = c > 0xFFFF ? 2 : 1;
    if (size > room) break;
    kept += c, room -= size;
  }
  return text_of(kept) + mark;
}

std::string joined(const std::string& a, const std::string& b) {
  return a + (a.empty() || b.empty() ? "" : ", ") + b;
}

Wide power_of_ten(int n) {
  return n == 0 ? 1 : 10 * power_of_ten(n - 1);
}

Wide scaled_ratio(Wide numerator, Wide denominator, int places) {
  if (numerator < 0) return -scaled_ratio(-numerator, denominator, places);
  const Wide scaled = numerator * power_of_ten(places);
  if (scaled / power_of_ten(places) != numerator) throw std::logic_error("too many digits for this test");
  return (scaled + denominator / 2) / denominator;
}

std::string ratio(Wide numerator, Wide denominator, int places) {
  const bool negative = numerator < 0;
  Wide rounded = scaled_ratio(negative ? -numerator : numerator, denominator, places);
  std::string digits;
  for (int i = 0; rounded > 0 || i <= places; ++i, rounded /= 10) {
    if (i == places && i > 0) digits.insert(0, 1, '.');
    digits.insert(0, 1, static_cast<char>('0' + static_cast<int>(rounded % 10)));
  }
  if (places > 0) {
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return negative && digits != "0" ? "-" + digits : digits;
}

std::string amount(const ob_decimal& value) {
  return ratio(value.unscaled, power_of_ten(value.scale), 13);
}

bool has_more_than_13_places(const ob_decimal& value) {
  if (value.scale <= 13) return false;
  return value.unscaled % static_cast<std::int64_t>(power_of_ten(value.scale - 13)) != 0;
}

ob_decimal rate(const SampleOrder& order, const SampleLine& line) {
  return order.tax_free ? number(0, 0) : line.rate;
}

std::string net_price(const SampleOrder& order, const SampleLine& line) {
  const auto tax = rate(order, line);
  if (order.net || tax.unscaled == 0) return amount(line.price);
  const Wide hundred = 100 * power_of_ten(tax.scale);
  return ratio(line.price.unscaled * hundred, power_of_ten(line.price.scale) * (hundred + tax.unscaled), 10);
}

bool is_net_price_too_short(const SampleOrder& order, const SampleLine& line) {
  const auto tax = rate(order, line);
  if (order.net || tax.unscaled == 0) return false;
  ob_decimal price = line.price;
  while (price.scale > 0 && price.unscaled % 10 == 0) price.unscaled /= 10, --price.scale;
  const Wide hundred = 100 * power_of_ten(tax.scale), with = hundred + tax.unscaled;
  const Wide net = scaled_ratio(price.unscaled * hundred, power_of_ten(price.scale) * with, 10);
  return scaled_ratio(net * with, power_of_ten(10) * hundred, price.scale) != price.unscaled;
}

std::string gross_price(const SampleOrder& order, const SampleLine& line) {
  const auto tax = rate(order, line);
  if (!order.net || tax.unscaled == 0) return amount(line.price);
  const Wide hundred = 100 * power_of_ten(tax.scale);
  return ratio(line.price.unscaled * (hundred + tax.unscaled), power_of_ten(line.price.scale) * hundred, 13);
}

std::string said_offset(const std::string& offset) {
  return offset.empty() ? "+01:00" : offset;
}

std::string moment(ob_time time, const std::string& offset) {
  using namespace std::chrono;
  const auto said = said_offset(offset);
  const auto ahead = hours(std::stoi(said.substr(1, 2))) + minutes(std::stoi(said.substr(4)));
  const auto at = floor<seconds>(microseconds(time)) + (said[0] == '-' ? -ahead : ahead);
  const year_month_day date{floor<days>(sys_seconds(at))};
  const hh_mm_ss clock{at - floor<days>(at)};
  char text[64];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u %02d:%02d:%02d", int(date.year()), unsigned(date.month()),
                unsigned(date.day()), int(clock.hours().count()), int(clock.minutes().count()),
                int(clock.seconds().count()));
  return text;
}

std::string line_path(std::size_t index, const std::string& field) {
  return "lines/line[" + std::to_string(index + 1) + "]/" + field;
}

void tell_common(Told& told, const SampleOrder& o) {
  const auto address = [&](const SamplePerson& p, const std::string& path) {
    told.text(p.first_name, 255, path + "/first-name");
    told.text(p.last_name, 255, path + "/last-name");
    told.text(p.company, 128, path + "/company");
    told.text(p.department, 60, path + "/department");
    told.text(joined(p.additional1, p.additional2), 255, path + "/additional1");
    told.text(p.phone, 45, path + "/phone");
    if (units(p.phone) > 30) told.say("phone-too-long-for-sales-order", path + "/phone");
  };
  address(o.billing, "billing");
  if (o.ships_elsewhere) address(o.shipping, "shipping");
  told.text(o.shipping_name, 255, "delivery/method-name");
  told.number(o.total_gross, "total/gross");
  for (std::size_t i = 0; i < o.lines.size(); ++i) {
    const auto& line = o.lines[i];
    told.text(line.name, 255, line_path(i, "name"));
    told.text(line.unit, 255, line_path(i, "unit"));
    if (o.net || rate(o, line).unscaled == 0) told.number(line.price, line_path(i, "unit-price"));
    told.number(line.quantity, line_path(i, "quantity"));
  }
}

}  // namespace ob_test
