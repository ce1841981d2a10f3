// SPDX-License-Identifier: MIT
#include "order_xml_check.hpp"

#include "write_in_batches.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>

namespace ob_test {
namespace {

using Fields = XmlOrders::Fields;
using Filed = XmlOrders::Order;

Fields leaves(const xmlNode* parent) {
  Fields all;
  for (const auto* node = parent->children; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    std::string text = reinterpret_cast<const char*>(node->name) + std::string("=");
    bool inner = false;
    for (const auto* child = node->children; child; child = child->next) {
      if (child->type == XML_TEXT_NODE) text += reinterpret_cast<const char*>(child->content);
      inner |= child->type == XML_ELEMENT_NODE;
    }
    if (!inner) all.push_back(text);
  }
  return all;
}

Filed read_order(const xmlNode* order) {
  Filed filed{leaves(order), {}, {}, {}};
  for (const auto* node = order->children; node; node = node->next) {
    const std::string name = node->name ? reinterpret_cast<const char*>(node->name) : "";
    if (name == "twarenkorbpos") filed.lines.push_back(leaves(node));
    if (name == "tkunde") filed.customer = leaves(node);
    if (name == "tlieferadresse") filed.delivery = leaves(node);
  }
  return filed;
}

/// What a document must hold and what must be told of it, put together side by side.
class Expected {
 public:
  explicit Expected(const SampleOrder& o) : o_(o) {
    tell_common(told_, o);
    told_.text(o.customer_comment, 4500, "comment/customer");
    header();
    for (std::size_t i = 0; i < o.lines.size(); ++i) line(i);
    Fields& customer = filed_.customer;
    add(customer, "cKundenNr", "");
    person(customer, o.billing);
    add(customer, "cUSTID", o.billing.vat_id);
    add(customer, "cWWW", "");
    add(customer, "fRabatt", "0");
    add(customer, "cHerkunft", o.shop_name);
    add(customer, "dErstellt", day(o.ordered_at, o.ordered_offset));
    person(filed_.delivery, o.to());
  }

  const Filed& filed() const { return filed_; }
  std::vector<std::string> told() const { return told_.all(); }

 private:
  static std::string day(ob_time time, const std::string& offset) {
    return moment(time, offset).substr(0, 10);
  }

  /// Letters beyond ISO-8859-1 are references in the file: a parser gives them back.
  static void add(Fields& fields, const std::string& element, const std::string& value) {
    fields.push_back(element + "=" + value);
  }

  void header() {
    Fields& h = filed_.header;
    add(h, "cSprache", "pol");
    add(h, "cWaehrung", "EUR");
    add(h, "fGuthaben", "0.00");
    add(h, "fGesamtsumme", amount(o_.total_gross));
    add(h, "cBestellNr", "");
    add(h, "cExterneBestellNr", o_.number);
    add(h, "cVersandartName", cut(o_.shipping_name, 255));
    add(h, "cVersandInfo", "");
    add(h, "dVersandDatum", "");
    add(h, "cTracking", "");
    add(h, "dLieferDatum", "");
    add(h, "cKommentar", cut(o_.customer_comment, 4500));
    add(h, "cBemerkung", o_.merchant_comment);
    add(h, "dErstellt", day(o_.ordered_at, o_.ordered_offset));
    add(h, "cZahlungsartName", o_.payment_name);
    add(h, "dBezahltDatum",
        o_.payment_state != "paid" ? ""
        : o_.paid_at == OB_NO_TIME ? day(o_.ordered_at, o_.ordered_offset)
                                   : day(o_.paid_at, o_.paid_offset));
    if (o_.payment_state == "partially_paid") told_.say("partly-paid-not-in-file", "payment/state");
    if (!o_.internal_comment.empty()) told_.say("not-in-file", "comment/internal");
    for (const auto& [name, value] : o_.extras)
      if (!value.empty()) told_.say("not-in-file", "extras/" + name);
  }

  void line(std::size_t i) {
    const SampleLine& l = o_.lines[i];
    Fields& line = filed_.lines.emplace_back();
    add(line, "cName", cut(l.name, 255));
    add(line, "cArtNr", l.sku);
    add(line, "cBarcode", l.ean);
    add(line, "cSeriennummer", "");
    add(line, "cEinheit", cut(l.unit, 255));
    add(line, "fPreisEinzelNetto", net_price(o_, l));
    add(line, "fPreis", gross_price(o_, l));
    add(line, "fMwSt", amount(rate(o_, l)));
    add(line, "fAnzahl", amount(l.quantity));
    add(line, "cPosTyp", l.type == OB_LINE_SHIPPING ? "versandkosten" : "standard");
    add(line, "fRabatt", "0.00");
    if (!o_.net) told_.number(l.price, line_path(i, "unit-price"));
    if (!l.note.empty()) told_.say("not-in-file", line_path(i, "note"));
  }

  void person(Fields& fields, const SamplePerson& p) {
    add(fields, "cAnrede", p.salutation == "mr" ? "Herr" : "Frau");
    add(fields, "cTitel", p.title);
    add(fields, "cVorname", cut(p.first_name, 255));
    add(fields, "cNachname", cut(p.last_name, 255));
    add(fields, "cFirma", joined(cut(p.company, 128), cut(p.department, 60)));
    add(fields, "cStrasse", p.street);
    add(fields, "cAdressZusatz", cut(joined(p.additional1, p.additional2), 255));
    add(fields, "cPLZ", p.zip);
    add(fields, "cOrt", p.city);
    add(fields, "cBundesland", p.region);
    add(fields, "cLand", p.country);
    add(fields, "cTel", cut(p.phone, 45));
    add(fields, "cMobil", "");
    add(fields, "cFax", "");
    add(fields, "cMail", p.email.empty() ? o_.email : p.email);
  }

  const SampleOrder& o_;
  Filed filed_;
  Told told_;
};

/// One field is told, not all of them: one holds three megabytes.
void compare(const Fields& found, const Fields& wanted) {
  for (std::size_t i = 0; i < std::min(found.size(), wanted.size()); ++i)
    if (found[i] != wanted[i]) {
      INFO(found[i].size() << " and " << wanted[i].size() << " bytes");
      REQUIRE(found[i].substr(0, 2000) == wanted[i].substr(0, 2000));
      FAIL("they differ further behind");
    }
  REQUIRE(found.size() == wanted.size());
}

}  // namespace

std::string latin1_bytes(const std::string& utf8) {
  std::string bytes;
  for (const char32_t c : letters(utf8)) {
    if (c > 0xFF) REQUIRE(c <= 0xFF);  // once per letter would be millions
    bytes += static_cast<char>(c);
  }
  return bytes;
}

void write_orders_as_xml(Wawi& wawi, const std::vector<SampleOrder>& orders) {
  write_in_batches(wawi, orders, [](const SampleOrder& o) { return Expected(o).told(); });
}

std::size_t XmlOrders::read(const std::string& document) {
  const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> doc(
      xmlReadMemory(document.data(), static_cast<int>(document.size()), nullptr, nullptr, XML_PARSE_NONET),
      xmlFreeDoc);
  REQUIRE(doc);
  const xmlNode* root = xmlDocGetRootElement(doc.get());
  REQUIRE(std::string(reinterpret_cast<const char*>(root->name)) == "tBestellungen");
  REQUIRE(std::string(reinterpret_cast<const char*>(doc->encoding)) == "ISO-8859-1");
  std::size_t count = 0;
  for (const auto* node = root->children; node; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    ++count;
    const Filed filed = read_order(node);
    const auto number = std::find_if(filed.header.begin(), filed.header.end(), [](const auto& field) {
      return field.rfind("cExterneBestellNr=", 0) == 0;
    });
    REQUIRE(number != filed.header.end());
    REQUIRE(by_number_.emplace(number->substr(18), filed).second);
  }
  return count;
}

void XmlOrders::check(const std::vector<SampleOrder>& orders) const {
  std::size_t taken = 0;
  for (const auto& order : orders) {
    INFO("order " << order.key);
    const auto found = by_number_.find(order.number);
    REQUIRE((found != by_number_.end()) == order.refused.empty());
    if (found == by_number_.end()) continue;
    ++taken;
    const Expected expected(order);
    compare(found->second.header, expected.filed().header);
    compare(found->second.customer, expected.filed().customer);
    compare(found->second.delivery, expected.filed().delivery);
    REQUIRE(found->second.lines.size() == order.lines.size());
    for (std::size_t i = 0; i < order.lines.size(); ++i)
      compare(found->second.lines[i], expected.filed().lines[i]);
  }
  CHECK(by_number_.size() == taken);
}

}  // namespace ob_test
