// SPDX-License-Identifier: MIT
#include "staged_orders.hpp"

#include "write_in_batches.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

namespace ob_test {
namespace {

using Rows = std::vector<std::string>;

std::string row(std::initializer_list<std::string> cells) {
  std::string text;
  for (const auto& cell : cells) text.append(text.empty() ? "" : "|").append(cell);
  return text;
}

/// A number as the text that every reader gives.
std::string number(const std::string& column) {
  return "CAST(" + column + " AS NVARCHAR(40))";
}

std::string first_of(const std::string& a, const std::string& b) {
  return a.empty() ? b : a;
}

bool paid_amount(const SampleOrder& o, ob_decimal& paid) {
  if (o.payment_state != "paid" && o.payment_state != "partially_paid") return false;
  paid = o.paid;
  if (!paid.present && o.payment_state == "paid") paid = o.total_gross;
  return paid.present && paid.unscaled != 0;
}

/// What no column carries as it is.
Told told_of(const SampleOrder& o) {
  Told told;
  tell_common(told, o);
  told.text(o.customer_comment, 255, "comment/customer");
  // The customer's row is narrower than the order's addresses.
  told.text(o.billing.first_name, 128, "billing/first-name");
  told.text(o.billing.last_name, 128, "billing/last-name");
  told.text(o.billing.city, 64, "billing/city");
  told.text(o.shop_name, 255, "shop/name");
  for (std::size_t i = 0; i < o.lines.size(); ++i) {
    told.text(o.lines[i].note, 2000, line_path(i, "note"));
    if (is_net_price_too_short(o, o.lines[i])) told.say("rounded", line_path(i, "unit-price"));
  }
  told.number(o.factor, "currency-factor");
  told.number(o.total_net, "total/net");
  told.number(o.shipping_gross, "delivery/gross");
  told.number(o.shipping_net, "delivery/net");
  ob_decimal paid{};
  if (paid_amount(o, paid)) {
    told.text(o.payment_name, 255, "payment/method-name");
    told.number(paid, "payment/paid-amount");
  } else if (o.payment_state == "partially_paid") {
    told.say("payment-without-amount", "payment/paid-amount");
  }
  told.text(o.merchant_comment, 4000, "comment/merchant");
  told.text(o.internal_comment, 4000, "comment/internal");
  for (const auto& [name, value] : o.extras) told.text(value, 4000, "extras/" + name);
  return told;
}

/// A module where JTL has one, else the shop's description where the column holds it, else the shop's key.
std::string module_of(const SampleOrder& o) {
  if (o.payment_method == "prepayment") return "pm_prepayment";
  return o.payment_name.empty() || units(o.payment_name) > 255 ? o.payment_method : o.payment_name;
}

class Expected {
 public:
  explicit Expected(bool padded) : padded_(padded) {}

  Rows order(const SampleOrder& o) const {
    return {row({o.key, o.number, cut(o.shipping_name, 255), cut(o.customer_comment, 255),
                 moment(o.ordered_at, o.ordered_offset), module_of(o), placed(amount(o.factor), padded_)})};
  }
  Rows positions(const SampleOrder& o) const {
    Rows all;
    for (const auto& line : o.lines)
      all.push_back(row({o.key, line.sku, cut(line.name, 255), cut(line.note, 2000), cut(line.unit, 255),
                         line.type == OB_LINE_SHIPPING   ? "2"
                         : line.type == OB_LINE_DISCOUNT ? "3"
                                                         : "1",
                         placed(net_price(o, line), padded_), placed(amount(rate(o, line)), padded_),
                         placed(amount(line.quantity), padded_)}));
    return all;
  }
  Rows customer(const SampleOrder& o) const {
    const auto& b = o.billing;
    return {row({o.key, o.guest ? "-" + o.key : o.customer_id, o.customer_number, o.customer_number,
                 person(o, b, 128, 255), cut(b.city, 64), b.country, b.vat_id, cut(o.shop_name, 255),
                 o.guest ? "0" : "1"})};
  }
  Rows delivery_customer(const SampleOrder& o) const {
    return {row({o.key, person(o, o.to(), 255, 60), o.to().city, o.to().country})};
  }
  Rows delivery(const SampleOrder& o) const {
    return {row({o.key, person(o, o.to(), 255, 60), o.to().city, o.to().country_name, o.to().country})};
  }
  Rows billing(const SampleOrder& o) const {
    const auto& b = o.billing;
    return {row({o.key, person(o, b, 255, 60), b.city, b.country_name, b.country, b.vat_id})};
  }
  Rows payment(const SampleOrder& o) const {
    ob_decimal paid{};
    if (!paid_amount(o, paid)) return {};
    return {row({o.key, cut(o.payment_name, 255), placed(amount(paid), padded_), "EUR",
                 o.paid_at == OB_NO_TIME ? "NULL" : moment(o.paid_at, o.paid_offset), o.transaction_id})};
  }
  /// Without those that only SQL Server has: they are Orderbridge's memory, see lookup.
  static Rows attributes(const SampleOrder& o) {
    Rows all;
    const auto add = [&](const std::string& name, const std::string& value) {
      if (!value.empty()) all.push_back(row({o.key, name, cut(value, 4000)}));
    };
    add("orderbridge.currency", "EUR");
    add("orderbridge.language", "pl");
    add("orderbridge.payment-state", o.payment_state);
    if (units(o.customer_comment) > 255) add("orderbridge.comment", o.customer_comment);
    add("orderbridge.merchant-comment", o.merchant_comment);
    add("orderbridge.internal-comment", o.internal_comment);
    for (const auto& [name, value] : o.extras) add(name, value);
    std::sort(all.begin(), all.end());
    return all;
  }
  static Rows warnings(const SampleOrder& o) {
    Rows all;
    for (const auto& told : told_of(o).all())
      all.push_back(row({o.key, "orderbridge.warning." + told.substr(0, told.find(' '))}));
    std::sort(all.begin(), all.end());
    return all;
  }

 private:
  static std::string person(const SampleOrder& o, const SamplePerson& p, std::size_t name,
                            std::size_t department) {
    return row({p.salutation == "mr" ? "Herr" : "Frau", p.title, cut(p.first_name, name),
                cut(p.last_name, name), cut(p.company, 128), cut(p.department, department), p.street,
                cut(joined(p.additional1, p.additional2), 255), p.zip, p.region, cut(p.phone, 45),
                first_of(p.email, o.email)});
  }

  bool padded_;
};

/// `selected` begins with the order's id. Sorted where the table has no order of its own.
void compare(const std::string& what, const Rows& selected, const std::vector<SampleOrder>& orders,
             const std::function<Rows(const SampleOrder&)>& expected, bool sorted = false) {
  std::map<std::string, Rows> there;
  for (const auto& line : selected) there[line.substr(0, line.find('|'))].push_back(line);
  std::size_t rows = 0;
  for (const auto& o : orders) {
    auto found = there[o.key];
    if (sorted) std::sort(found.begin(), found.end());
    const Rows wanted = o.refused.empty() ? expected(o) : Rows();
    rows += wanted.size();
    if (found == wanted) continue;
    INFO(what << ", order " << o.key);
    REQUIRE(found == wanted);
  }
  CHECK(selected.size() == rows);  // and none of any other order
}

}  // namespace

void check_rows(const std::vector<std::string>& found, const std::vector<std::string>& expected) {
  for (std::size_t i = 0; i < std::min(found.size(), expected.size()); ++i)
    if (found[i] != expected[i]) REQUIRE(found[i] == expected[i]);
  CHECK(found.size() == expected.size());
}

std::string staged_remote_id(const SampleOrder& order) {
  return "1:" + order.key;
}

std::string placed(const std::string& amount, bool padded) {
  if (!padded) return amount;
  const auto point = amount.find('.');
  const auto places = point == amount.npos ? 0 : amount.size() - point - 1;
  return amount + (point == amount.npos ? "." : "") + std::string(13 - places, '0');
}

void write_thousand_orders(Wawi& wawi, const std::vector<SampleOrder>& orders) {
  write_in_batches(
      wawi, orders, [](const SampleOrder& o) { return told_of(o).all(); }, staged_remote_id);
}

void check_staged_orders(const StagingTables& t, const std::vector<SampleOrder>& orders) {
  const Expected expected(t.padded);
  const std::string key = number("kInetBestellung");
  const std::string person =
      "cAnrede,cTitel,cVorname,cNachname,cFirma,cZusatz,cStrasse,cAdressZusatz,cPLZ,cBundesland,cTel,cMail";
  const auto check = [&](const std::string& table, const std::string& columns, const std::string& end,
                         Rows (Expected::*rows)(const SampleOrder&) const) {
    compare(table, t.rows("SELECT " + columns + " FROM " + t.named(table) + " " + end), orders,
            [&](const SampleOrder& o) { return (expected.*rows)(o); });
  };
  check(
      "dbo.tinetbestellung",
      key + ",cInetBestNr,cVersandInfo,cKommentar," + t.time("dTimestamp") + ",cModulID," + number("fFaktor"),
      "", &Expected::order);
  check("dbo.tinetbestellpos",
        key + ",cArtNr,cName,cHinweis,cEinheit," + number("nType") + "," + number("fPreis") + "," +
            number("fMwSt") + "," + number("nAnzahl"),
        "ORDER BY kInetBestellPos", &Expected::positions);
  check("dbo.tinetkunde",
        number("b.kInetBestellung") + "," + number("k.kInetKunde") + ",k.cKundenNr,s.cShopKundenNr," +
            person + ",k.cStadt,k.cLand,k.cUSTID,k.cHerkunft," + number("k.nRegistriert"),
        "k JOIN " + t.named("dbo.tinetbestellung") + " b ON b.kKunde=k.kInetKunde AND b.kShop=k.kShop JOIN " +
            t.named("dbo.tInetKundeShop") + " s ON s.kInetKunde=k.kInetKunde AND s.kShop=k.kShop",
        &Expected::customer);
  check("dbo.tinetadress", number("kInetAdress") + "," + person + ",cStadt,cLand", "",
        &Expected::delivery_customer);
  check("DbeS.tLieferadresse", key + "," + person + ",cOrt,cLand,cLandISO", "", &Expected::delivery);
  check("DbeS.tRechnungadresse", key + "," + person + ",cOrt,cLand,cLandISO,cUSTID", "", &Expected::billing);
  check("dbo.tInetShopZahlung", key + ",cZahlungsanbieter," + number("fBetrag") + ",cISO,dZeit,cHinweis", "",
        &Expected::payment);
  const std::string attributes = t.named("dbo.tInetBestellungAttribute");
  compare("attributes",
          t.rows("SELECT " + key + ",cName,cValue FROM " + attributes +
                 " WHERE cName NOT LIKE 'orderbridge.warning.%' AND cName NOT LIKE 'orderbridge.line.%' AND "
                 "cName NOT IN ('orderbridge.id','orderbridge.content','orderbridge.payment',"
                 "'orderbridge.ordered','orderbridge.transaction')"),
          orders, Expected::attributes, true);
  compare("warnings",
          t.rows("SELECT " + key + ",cName FROM " + attributes + " WHERE cName LIKE 'orderbridge.warning.%'"),
          orders, Expected::warnings, true);
}

void check_found_orders(Wawi& wawi, const std::vector<SampleOrder>& orders,
                        const std::function<std::string(const SampleOrder&)>& remote_id) {
  for (std::size_t from = 0; from < orders.size(); from += kBatch) {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < kBatch; ++i) keys.push_back(orders[from + i].key);
    REQUIRE(wawi.lookup(keys) == OB_OK);
    for (std::size_t i = 0; i < kBatch; ++i) {
      const auto& order = orders[from + i];
      const auto& found = wawi.found[i];
      INFO("order " << order.key);
      REQUIRE(found.state == (order.refused.empty() ? OB_FOUND_STAGED : OB_FOUND_ABSENT));
      if (!order.refused.empty()) continue;
      REQUIRE(found.remote_id == remote_id(order));
      REQUIRE(found.number == order.number);
      REQUIRE(found.ordered_at == order.ordered_at);
      REQUIRE(found.content_version == "c" + order.key);
      REQUIRE(found.payment_version == "p" + order.key);
    }
  }
}

}  // namespace ob_test
