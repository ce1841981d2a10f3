// SPDX-License-Identifier: MIT
// A thousand orders into the connector, and all of them out again as JTL-Wawi fetches them.
#include <algorithm>
#include <catch2/catch.hpp>

#include "../jtlwawi/fake_host.hpp"
#include "../jtlwawi/write_in_batches.hpp"
#include "log_host.hpp"
#include "rpc/value.hpp"
#include "sqlite_store.hpp"

using namespace ob_test;
using namespace orderbridge::jtlconnector;
using Json = orderbridge::jtlconnector::Value;

namespace {

using Fields = std::vector<std::string>;  // "name=text"

/// As JSON numbers are compared here: without the zeros at the end.
std::string plain(std::string number) {
  if (number.find('.') == number.npos) return number;
  number.erase(number.find_last_not_of('0') + 1);
  if (number.back() == '.') number.pop_back();
  return number;
}

/// These members; numbers are those whose expected text is one.
Fields members(const Json& object, const Fields& wanted) {
  Fields all;
  for (const auto& field : wanted) {
    const std::string name = field.substr(0, field.find('='));
    const auto* member = object.find(name);
    all.push_back(name + "=" +
                  (!member                        ? "(none)"
                   : object.text_of(name).empty() ? plain(member->text)
                                                  : object.text_of(name)));
  }
  return all;
}

void compare(const Json& object, const Fields& wanted) {
  const auto found = members(object, wanted);
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (found[i] != wanted[i]) REQUIRE(found[i].substr(0, 2000) == wanted[i].substr(0, 2000));
  REQUIRE(found == wanted);
}

Fields person(const SampleOrder& o, const SamplePerson& p) {
  return {"city=" + p.city,
          "company=" + cut(joined(p.company, p.department), 128),
          "countryIso=" + p.country,
          "eMail=" + (p.email.empty() ? o.email : p.email),
          "extraAddressLine=" + cut(joined(p.additional1, p.additional2), 255),
          "firstName=" + cut(p.first_name, 255),
          "lastName=" + cut(p.last_name, 255),
          "phone=" + cut(p.phone, 30),
          "salutation=" + std::string(p.salutation == "mr" ? "m" : "w"),
          "state=" + p.region,
          "street=" + p.street,
          "title=" + p.title,
          "zipCode=" + p.zip};
}

Fields header(const SampleOrder& o) {
  Fields all{"customerNote=",
             "note=" + o.customer_comment,  // where JTL's own connectors put it; no other comment gets there
             "orderNumber=" + o.number,
             "shippingMethodName=" + cut(o.shipping_name, 255),
             "currencyIso=EUR",
             "languageIso=pl",
             "languageISO=pol",
             "creationDate=" + moment(o.ordered_at, o.ordered_offset).replace(10, 1, "T") +
                 said_offset(o.ordered_offset),
             "totalSumGross=" + amount(o.total_gross)};
  if (o.total_net.present) all.push_back("totalSum=" + amount(o.total_net));
  return all;
}

Fields item(const SampleOrder& o, const SampleLine& l) {
  return {"name=" + cut(l.name, 255),
          "sku=" + l.sku,
          "note=" + cut(l.note, 2000),
          "price=" + net_price(o, l),
          "priceGross=" + gross_price(o, l),
          "quantity=" + amount(l.quantity),
          "vat=" + amount(rate(o, l)),
          "type=" + std::string(l.type == OB_LINE_SHIPPING   ? "shipping"
                                : l.type == OB_LINE_DISCOUNT ? "discount"
                                                             : "product")};
}

/// Absent where nothing was paid or it is not known how much.
ob_decimal payment(const SampleOrder& o) {
  if (o.payment_state == "open") return {};
  return o.paid.present || o.payment_state != "paid" ? o.paid : o.total_gross;
}

Fields told_of(const SampleOrder& o) {
  Told told;
  const auto address = [&](const SamplePerson& p, const std::string& path) {
    told.text(p.first_name, 255, path + "/first-name");
    told.text(p.last_name, 255, path + "/last-name");
    told.text(joined(p.company, p.department), 128, path + "/company");
    told.text(joined(p.additional1, p.additional2), 255, path + "/additional1");
    told.text(p.phone, 30, path + "/phone");
  };
  address(o.billing, "billing");
  if (o.ships_elsewhere) address(o.shipping, "shipping");
  told.text(o.shop_name, 255, "shop/name");
  told.text(o.shipping_name, 255, "delivery/method-name");
  for (std::size_t i = 0; i < o.lines.size(); ++i) {
    told.text(o.lines[i].name, 255, line_path(i, "name"));
    told.text(o.lines[i].note, 2000, line_path(i, "note"));
    told.number(o.lines[i].price, line_path(i, "unit-price"));
    told.number(o.lines[i].quantity, line_path(i, "quantity"));
  }
  told.number(o.total_gross, "total/gross");
  told.number(o.total_net, "total/net");
  told.number(payment(o), "payment/paid-amount");
  told.text(o.merchant_comment, 4000, "comment/merchant");
  told.text(o.internal_comment, 4000, "comment/internal");
  for (const auto& [name, value] : o.extras) told.text(value, 4000, "extras/" + name);
  if (o.payment_state != "open" && !payment(o).present)
    told.say("payment-without-amount", "payment/paid-amount");
  if (payment(o).unscaled < 0) told.say("payment-taken-back", "payment/paid-amount");
  return told.all();
}

std::map<std::string, Json> fetch(SqliteStore& store, Model model) {
  std::map<std::string, Json> all;
  for (const auto& thing : store.pull(model, 2000)) {
    const auto parsed = parse_json(thing.json);
    REQUIRE(parsed);
    REQUIRE(all.emplace(thing.endpoint, *parsed).second);
    if (model != Model::kPayment)  // nothing waits for those
      store.acknowledge(model, thing.endpoint, 1000 + static_cast<std::int64_t>(all.size()));
  }
  return all;
}

}  // namespace

TEST_CASE("a thousand orders come back as they went in") {
  const auto orders = thousand_orders();
  Folder folder;
  LogHost log;
  Wawi wawi{folder, {{"store", "jc.db"}}};
  REQUIRE(wawi.open() == OB_OK);
  write_in_batches(wawi, orders, told_of);

  SqliteStore store(folder.file("jc.db"), log.host());
  const auto customers = fetch(store, Model::kCustomer), found = fetch(store, Model::kCustomerOrder),
             payments = fetch(store, Model::kPayment);
  std::size_t taken = 0, paid = 0;
  for (const auto& o : orders) {
    INFO("order " << o.key);
    REQUIRE((found.count(o.key) == 1) == o.refused.empty());
    if (!o.refused.empty()) continue;
    ++taken;
    const Json& order = found.at(o.key);
    compare(order, header(o));
    compare(*order.find("billingAddress"), person(o, o.billing));
    compare(*order.find("shippingAddress"), person(o, o.to()));
    compare(customers.at(o.guest ? "g_" + o.key : o.customer_id), person(o, o.billing));
    const auto& items = order.find("items")->items;
    REQUIRE(items.size() == o.lines.size());
    for (std::size_t i = 0; i < items.size(); ++i) compare(items[i], item(o, o.lines[i]));
    if (payment(o).unscaled <= 0) continue;
    ++paid;
    REQUIRE(payments.count(o.key) == 1);
    compare(payments.at(o.key), {"totalSum=" + amount(payment(o)), "transactionId=" + o.transaction_id});
  }
  CHECK(found.size() == taken);
  CHECK(payments.size() == paid);
}
