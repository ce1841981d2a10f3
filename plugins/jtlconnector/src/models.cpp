// SPDX-License-Identifier: MIT
#include "models.hpp"

#include <algorithm>

#include "jtl/amounts.hpp"
#include "jtl/languages.hpp"
#include "jtl/payment_kinds.hpp"
#include "jtl/prices.hpp"
#include "jtl/texts.hpp"
#include "jtl/times.hpp"
#include "rpc/value.hpp"

namespace orderbridge::jtlconnector {
namespace {

constexpr int kDecimals = 4;  // at least, as JTL's own connectors send

/// A JSON object, member by member.
class Object {
 public:
  Object& raw(std::string_view name, std::string_view json) {
    text_ += text_.empty() ? '{' : ',';
    text_.append(json_text(name)).append(":").append(json);
    return *this;
  }
  Object& text(std::string_view name, std::string_view value) { return raw(name, json_text(value)); }
  Object& flag(std::string_view name, bool value) { return raw(name, value ? "true" : "false"); }
  Object& id(std::string_view name, std::string_view endpoint) {
    return raw(name, "[" + json_text(endpoint) + ",0]");
  }
  std::string done() { return text_.empty() ? "{}" : text_ + "}"; }

 private:
  std::string text_;
};

std::string_view first_of(std::string_view a, std::string_view b) {
  return a.empty() ? b : a;
}

// Lengths and digits of the columns into which JTL-Wawi puts what it fetches (tinet*,
// Verkauf.tAuftragAdresse).
class Limits {
 public:
  Limits(const Options& options, const Host& host, std::vector<Warning>& warnings)
      : cut_(options.cut_free_text), host_(host), warnings_(warnings) {}

  std::string key(std::string_view value, std::size_t limit, const std::string& field) const {
    if (value.size() > limit && jtl::utf16_units(value) > limit) refuse(value, limit, field);
    return std::string(value);
  }
  std::string words(std::string_view value, std::size_t limit, const std::string& field) {
    if (value.size() <= limit || jtl::utf16_units(value) <= limit) return std::string(value);
    if (!cut_) refuse(value, limit, field);
    warn("too-long", field,
         host_.say(field + " was cut to " + std::to_string(limit) + " characters for JTL-Wawi",
                   field + " wurde für JTL-Wawi auf " + std::to_string(limit) + " Zeichen gekürzt"));
    return jtl::cut_visibly(value, limit, jtl::cut_mark(host_));
  }
  void warn(std::string code, const std::string& field, std::string text) {
    const auto same = [&](const Warning& w) { return w.code == code && w.field == field; };
    if (std::none_of(warnings_.begin(), warnings_.end(), same))
      warnings_.push_back({std::move(code), field, std::move(text)});
  }
  Decimal required(const ob_decimal& value, const std::string& field) const {
    if (const auto number = Decimal::from_abi(value)) return *number;
    throw OrderRejected(
        "missing-value",
        host_.say(field + " is missing; the order cannot be handed to JTL-Wawi without it",
                  field + " fehlt; ohne diesen Wert kann die Bestellung nicht an JTL-Wawi gehen"));
  }
  /// As JTL's columns hold it.
  Decimal fitted(const Decimal& value, const std::string& field) {
    const auto fitted = jtl::column_amount(value);
    if (fitted.rounded) warn("rounded", field, jtl::say_rounded(host_, field));
    if (fitted.too_large) throw OrderRejected("out-of-range", jtl::say_too_large(host_, field));
    return fitted.value;
  }
  std::string amount(const Decimal& value, const std::string& field) {
    const auto number = fitted(value, field);
    return (number.scale() < kDecimals ? number.rounded(kDecimals) : number).to_string();
  }
  std::string say(std::string_view en, std::string_view de) const { return host_.say(en, de); }
  const Host& host() const noexcept { return host_; }

 private:
  [[noreturn]] void refuse(std::string_view value, std::size_t limit, const std::string& field) const {
    const auto length = std::to_string(jtl::utf16_units(value)), most = std::to_string(limit);
    throw OrderRejected("too-long", host_.say(field + " has " + length + " characters, JTL-Wawi holds " +
                                                  most + "; shorten it in the shop or with a <set> step",
                                              field + " hat " + length + " Zeichen, JTL-Wawi fasst " + most +
                                                  "; im Shop oder mit einem <set>-Schritt kürzen"));
  }
  bool cut_;
  const Host& host_;
  std::vector<Warning>& warnings_;
};

struct Source {
  const ob_order& order;
  const Options& options;
  Limits& limits;
  std::string customer;  // endpoint id
};

/// JTL's connectors say m and w where JTL-Wawi shows Herr and Frau; other words as they are.
std::string_view salutation(const Source& s, std::string_view key) {
  const auto word = s.options.names.salutation(key);
  return word == "Herr" ? "m" : word == "Frau" ? "w" : word;
}

/// The members that addresses and customers have in common. `more`: for the further line, after all else.
void add_person(Object& out, const Source& s, const ob_address& a, const std::string& path,
                const std::string& more) {
  auto& fit = s.limits;
  auto line = jtl::joined(view(a.additional1), view(a.additional2));
  if (!more.empty()) line += (line.empty() ? "" : " ") + more;
  out.text("city", fit.key(view(a.city), 255, path + "/city"))
      .text("company", fit.words(jtl::joined(view(a.company), view(a.department)), 128, path + "/company"))
      .text("countryIso", fit.key(view(a.country), 5, path + "/country"))
      .text("deliveryInstruction", "")
      .text("eMail", fit.key(first_of(view(a.email), view(s.order.email)), 255, path + "/email"))
      .text("extraAddressLine", fit.words(line, 255, path + "/additional1"))
      .text("fax", "")
      .text("firstName", fit.words(view(a.first_name), 255, path + "/first-name"))
      .text("lastName", fit.words(view(a.last_name), 255, path + "/last-name"))
      .text("mobile", "")
      .text("phone", fit.words(view(a.phone), 30, path + "/phone"))
      .text("salutation", salutation(s, view(a.salutation)))
      .text("state", fit.words(view(a.region), 255, path + "/region"))
      .text("street", fit.key(view(a.street), 255, path + "/street"))
      .text("title", fit.words(view(a.title), 128, path + "/title"))
      .text("zipCode", fit.key(view(a.zip), 20, path + "/zip"));
}

/// As the shop's clock showed it, with its offset. null where there is no time.
std::string ordered_json(const ob_order& o, const Options& options) {
  return o.ordered_at == OB_NO_TIME
             ? "null"
             : json_text(options.clock.iso_with_offset(o.ordered_at, ordered_at_offset(o)));
}

std::string paid_json(const ob_order& o, const Options& options) {
  return o.paid_at == OB_NO_TIME ? ordered_json(o, options)
                                 : json_text(options.clock.iso_with_offset(o.paid_at, paid_at_offset(o)));
}

/// Midnight of JTL-Wawi's own clock: in UTC it would be the day before in the west.
std::string birthday_json(const Source& s) {
  const auto& clock = s.options.clock;
  const auto instant = clock.instant(jtl::clock_time_of(copy(s.order.birthday)));
  return instant == OB_NO_TIME ? "null" : json_text(clock.iso_with_offset(instant));
}

std::string vat_number(const Source& s) {
  constexpr std::size_t kLongest = 20;
  const auto given = first_of(view(s.order.billing->vat_id), view(s.order.vat_id));
  const auto vat_id = jtl::fitting_vat_id(given, kLongest);
  if (vat_id != given) s.limits.warn("vat-id-bare", "billing/vat-id", jtl::say_vat_id_bare(s.limits.host()));
  return s.limits.key(vat_id, kLongest, "billing/vat-id");
}

/// Under both keys: jtl/connector-core 5 sends languageIso (ISO 639-1) beside languageISO (639-2/B), which is
/// all that versions 1 and 2 know.
void add_language(Object& out, const Source& s) {
  const auto* wanted = jtl::find_language(view(s.order.language));
  const auto* language = wanted ? wanted : jtl::find_language(s.options.language);
  out.text("languageIso", language->two).text("languageISO", language->three);
}

std::string customer_json(const Source& s) {
  const ob_order& o = s.order;
  Object out;
  out.id("customerGroupId", "1").id("id", s.customer).raw("accountCredit", "0.0");
  out.raw("birthday", birthday_json(s));
  add_person(out, s, *o.billing, "billing", "");
  out.raw("creationDate", ordered_json(o, s.options))
      .text("customerNumber", s.limits.key(view(o.customer_number), 20, "customer/number"))
      .raw("discount", "0.0")
      .flag("hasCustomerAccount", !o.guest)
      .flag("hasNewsletterSubscription", false)
      .flag("isActive", true)
      .text("note", "")
      .text("origin", s.limits.words(view(o.shop_name), 255, "shop/name"))
      .text("vatNumber", vat_number(s))
      .text("websiteUrl", "")
      .raw("attributes", "[]");
  add_language(out, s);
  return out.done();
}

std::string billing_json(const Source& s, const std::string& id) {
  Object out;
  out.id("id", id);
  add_person(out, s, *s.order.billing, "billing", "");
  return out.text("vatNumber", vat_number(s)).done();
}

bool ends_like(std::string_view name, std::string_view end) {
  const auto same = [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  };
  return name.size() >= end.size() &&
         std::equal(end.begin(), end.end(), name.end() - static_cast<std::ptrdiff_t>(end.size()),
                    [&](char wanted, char c) { return same(c, wanted); });
}

/// A DHL post number that the shop keeps in a field of its own ("swagDhlPostnumber"): without it no parcel
/// reaches a Packstation. JTL's Shopware connector puts it behind the address' further line, in these words.
std::string post_number(const ob_address& a) {
  for (std::size_t i = 0; i < a.extra_count; ++i) {
    const auto name = view(a.extras[i].name), value = view(a.extras[i].value);
    if (value.empty() || !(ends_like(name, "postnumber") || ends_like(name, "postnummer"))) continue;
    for (const auto& line : {view(a.additional1), view(a.additional2), view(a.street), view(a.company)})
      if (line.find(value) != std::string_view::npos) return {};
    return "(Postnummer: " + std::string(value) + ")";
  }
  return {};
}

/// The billing address has no customerId in the protocol, the shipping address has.
std::string shipping_json(const Source& s, const std::string& id) {
  const bool own = s.order.shipping != nullptr;
  const auto& address = own ? *s.order.shipping : *s.order.billing;
  Object out;
  out.id("id", id).id("customerId", s.customer);
  add_person(out, s, address, own ? "shipping" : "billing", post_number(address));
  return out.done();
}

std::string_view item_type(const ob_line& line, const Decimal& price) {
  switch (line.type) {
    case OB_LINE_SHIPPING:
      return "shipping";
    case OB_LINE_VOUCHER:
      return "coupon";
    case OB_LINE_DISCOUNT:
      return "discount";
    case OB_LINE_SURCHARGE:
      return "surcharge";
    case OB_LINE_PRODUCT:
    case OB_LINE_GIFT:
      return "product";
    default:  // bundles come as a negative line beside their parts
      return price.is_negative() ? "discount" : "product";
  }
}

std::string item_json(const Source& s, const ob_line& line, std::size_t i) {
  const std::string path = "lines/line[" + std::to_string(i + 1) + "]";
  const auto price = s.limits.required(line.unit_price, path + "/unit-price");
  const auto rate = s.order.tax_free ? Decimal() : s.limits.required(line.tax_rate, path + "/tax-rate");
  const bool is_gross = s.order.price_basis == OB_BASIS_GROSS;
  Object out;
  out.id("id", item_id(view(s.order.head.id), view(line.id)))
      .id("configItemId", "")
      .id("productId", view(line.product_id))
      .text("name", s.limits.words(view(line.name), 255, path + "/name"))
      .raw("price", s.limits.amount(jtl::net_price(price, rate, is_gross), path + "/unit-price"))
      .raw("priceGross", s.limits.amount(jtl::gross_price(price, rate, is_gross), path + "/unit-price"))
      .raw("quantity",
           s.limits.amount(s.limits.required(line.quantity, path + "/quantity"), path + "/quantity"))
      .text("sku", s.limits.key(view(line.sku), 100, path + "/sku"))
      .text("type", item_type(line, price))
      .text("note", s.limits.words(view(line.note), 2000, path + "/note"))
      .text("unique", "")
      .raw("vat", s.limits.amount(rate, path + "/tax-rate"))
      .raw("variations", "[]");
  return out.done();
}

/// What the protocol has no member for. Attributes are for the people in JTL-Wawi: no document shows them to
/// a customer unless somebody puts them there.
class Attributes {
 public:
  explicit Attributes(Limits& limits) : limits_(limits) {}
  void add(std::string_view key, std::string_view value, const std::string& field) {
    if (value.empty()) return;
    if (list_.size() > 1) list_ += ',';
    list_ += Object()
                 .text("key", limits_.words(key, 255, field))
                 .text("value", limits_.words(value, 4000, field))
                 .done();
  }
  void add(const ob_extra* extras, std::size_t count, const std::string& prefix) {
    for (std::size_t i = 0; i < count; ++i) {
      if (jtl::is_for_sinks(extras[i])) continue;
      const auto name = prefix + copy(extras[i].name);
      add(name, view(extras[i].value), "extras/" + name);
    }
  }
  std::string done() const { return list_ + "]"; }

 private:
  Limits& limits_;
  std::string list_ = "[";
};

std::string attributes_json(const Source& s) {
  const ob_order& o = s.order;
  Attributes all(s.limits);
  all.add("orderbridge_order_id", view(o.head.id), "id");
  all.add("orderbridge_payment_state", view(o.payment_state), "payment/state");
  all.add("orderbridge_merchant_comment", view(o.merchant_comment), "comment/merchant");
  all.add("orderbridge_internal_comment", view(o.internal_comment), "comment/internal");
  all.add(o.extras, o.extra_count, "");
  all.add(o.billing->extras, o.billing->extra_count, "billing.");
  if (o.shipping) all.add(o.shipping->extras, o.shipping->extra_count, "shipping.");
  for (std::size_t i = 0; i < o.line_count; ++i)
    all.add(o.lines[i]->extras, o.lines[i]->extra_count, "line." + copy(o.lines[i]->id) + ".");
  return all.done();
}

/// As the shop charged it; where the shop does not say, the sum of its lines.
std::string total(const Source& s, const ob_decimal& charged, bool gross) {
  const std::string field = gross ? "total/gross" : "total/net";
  if (const auto given = Decimal::from_abi(charged)) return s.limits.amount(*given, field);
  Decimal sum;
  for (std::size_t i = 0; i < s.order.line_count; ++i) {
    const auto& line = *s.order.lines[i];
    const auto rate = s.order.tax_free ? Decimal() : Decimal::from_abi(line.tax_rate).value_or(Decimal());
    const auto price = Decimal::from_abi(line.unit_price).value_or(Decimal());
    const bool is_gross = s.order.price_basis == OB_BASIS_GROSS;
    sum = sum + Decimal::multiply(
                    gross ? jtl::gross_price(price, rate, is_gross) : jtl::net_price(price, rate, is_gross),
                    Decimal::from_abi(line.quantity).value_or(Decimal()), 4);
  }
  return s.limits.amount(sum.rounded(2), field);
}

std::string order_json(const Source& s) {
  const ob_order& o = s.order;
  const auto id = copy(o.head.id);
  std::string items = "[";
  for (std::size_t i = 0; i < o.line_count; ++i) {
    if (i > 0) items += ',';
    items += item_json(s, *o.lines[i], i);
  }
  Object out;
  out.id("id", id)
      .id("customerId", s.customer)
      .raw("billingAddress", billing_json(s, "b_" + id))
      .raw("shippingAddress", shipping_json(s, "s_" + id))
      .text("carrierName", "")
      .raw("creationDate", ordered_json(o, s.options))
      .text("currencyIso", view(o.currency))
      .text("customerNote", "")
      .raw("estimatedDeliveryDate", "null")
      .text("note", view(o.customer_comment))  // where JTL's connectors put it, customerNote stays empty
      .text("orderNumber", s.limits.key(view(o.number), 50, "number"))
      .raw("paymentDate", "null")
      .raw("paymentInfo", "null")
      .text("paymentModuleCode", s.limits.key(s.options.names.payment_module(o), 255, "payment/method"))
      .text("paymentStatus", "unpaid")  // payments come apart, when the order is there
      .text("pui", "")
      .raw("shippingDate", "null")
      .text("shippingInfo", "")
      .id("shippingMethodId", view(o.shipping_method))
      .text("shippingMethodName", s.limits.words(s.options.names.shipping_name(view(o.shipping_method),
                                                                               view(o.shipping_method_name)),
                                                 255, "delivery/method-name"))
      .text("status", "new")
      .raw("totalSum", total(s, o.total_net, false))
      .raw("totalSumGross", total(s, o.total_gross, true))
      .raw("attributes", attributes_json(s))
      .raw("items", items + "]");
  add_language(out, s);
  return out.done();
}

void check(const ob_order& o, const Host& host) {
  if (!o.billing)
    throw OrderRejected("no-billing-address", host.say("the order has no billing address",
                                                       "die Bestellung hat keine Rechnungsanschrift"));
  if (o.line_count == 0)
    throw OrderRejected("no-lines",
                        host.say("the order has no lines", "die Bestellung hat keine Positionen"));
  if (o.price_basis != OB_BASIS_GROSS && o.price_basis != OB_BASIS_NET)
    throw OrderRejected("missing-value", host.say("price-basis is missing: net or gross prices?",
                                                  "price-basis fehlt: Netto- oder Bruttopreise?"));
}

template <class Fn>
auto in_range(const Host& host, Fn fn) {
  try {
    return fn();
  } catch (const DecimalError&) {
    throw OrderRejected("out-of-range", host.say("an amount of the order is too large",
                                                 "ein Betrag der Bestellung ist zu groß"));
  }
}

}  // namespace

OrderModels order_models(const ob_order& order, const Options& options, const Host& host,
                         std::vector<Warning>& warnings) {
  check(order, host);
  Limits limits(options, host, warnings);
  // A guest without a customer in the shop is a customer of this order alone.
  const auto customer =
      view(order.customer_id).empty() ? "g_" + copy(order.head.id) : copy(order.customer_id);
  const Source source{order, options, limits, customer};
  return in_range(host, [&] {
    OrderModels models;
    models.customer = {customer, customer_json(source)};
    models.order = {copy(order.head.id), order_json(source)};
    return models;
  });
}

std::optional<Decimal> fitted_payment(const ob_order& order, const Options& options, const Host& host,
                                      std::vector<Warning>& warnings) {
  return in_range(host, [&]() -> std::optional<Decimal> {
    const auto paid = jtl::paid_amount(order);
    if (!paid) return paid;
    return Limits(options, host, warnings).fitted(*paid, "payment/paid-amount");
  });
}

Waiting payment_model(const ob_order& order, const Decimal& amount, std::int64_t nth, const Options& options,
                      const Host& host, std::vector<Warning>& warnings) {
  Limits limits(options, host, warnings);
  return in_range(host, [&] {
    const auto id = copy(order.head.id);
    Waiting payment;
    payment.endpoint = nth == 1 ? id : id + "_" + std::to_string(nth);
    payment.json =
        Object()
            .id("id", payment.endpoint)
            .id("customerOrderId", id)
            .text("billingInfo", "")
            .raw("creationDate", paid_json(order, options))
            .text("paymentModuleCode", options.names.payment_module(order))
            .raw("totalSum", limits.amount(amount, "payment/paid-amount"))
            .text("transactionId", limits.key(view(order.transaction_id), 255, "payment/transaction-id"))
            .done();
    return payment;
  });
}

std::string item_id(std::string_view order, std::string_view line) {
  return std::string(order).append("_").append(line);
}

std::string line_of(std::string_view order, std::string_view item) {
  if (item.size() <= order.size() || item.substr(0, order.size()) != order || item[order.size()] != '_')
    return {};
  return std::string(item.substr(order.size() + 1));
}

}  // namespace orderbridge::jtlconnector
