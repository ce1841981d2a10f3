// SPDX-License-Identifier: MIT
#include "raw_reader.hpp"

#include <cstring>
#include <string_view>

namespace bench {

namespace {

using simdjson::ondemand::json_type;
using simdjson::ondemand::object;
using simdjson::ondemand::value;

/// The key as it stands in the text: Shopware's keys have no escapes.
std::string_view raw_key(simdjson::ondemand::raw_json_string key) {
  const char* text = key.raw();
  return {text, static_cast<std::size_t>(static_cast<const char*>(std::memchr(text, '"', 200)) - text)};
}

struct Reader {
  std::uint64_t sum = 0;

  /// Strings are unescaped, numbers taken as text: what a consumer that keeps both must do.
  void scalar(value v) {
    switch (v.type().value()) {
      case json_type::string: {
        const std::string_view text = v.get_string();
        sum += text.size() + (text.empty() ? 0 : static_cast<unsigned char>(text[0]));
        break;
      }
      case json_type::number:
        sum += v.raw_json_token().size();
        break;
      case json_type::boolean:
        sum += v.get_bool().value() ? 1 : 0;
        break;
      default:
        break;
    }
  }

  static bool is(value& v, json_type type) { return v.type().value() == type; }

  void attributes(value v) {
    if (!is(v, json_type::object)) return;
    for (auto field : v.get_object()) scalar(field.value().value());
  }

  template <class Keys, class Nested>
  void fields(object o, const Keys& keys, Nested nested) {
    for (auto field : o) {
      const std::string_view key = raw_key(field.key().value_unsafe());
      value v = field.value().value();
      if (nested(key, v)) continue;
      for (const auto& wanted : keys)
        if (key == wanted) {
          scalar(v);
          break;
        }
    }
  }

  template <class Keys>
  void object_of(value v, const Keys& keys) {
    if (is(v, json_type::object))
      fields(v.get_object(), keys, [](std::string_view, value&) { return false; });
  }

  void address(value v) {
    static constexpr std::string_view kKeys[] = {"salutation",
                                                 "title",
                                                 "firstName",
                                                 "lastName",
                                                 "company",
                                                 "department",
                                                 "street",
                                                 "additionalAddressLine1",
                                                 "additionalAddressLine2",
                                                 "zipCode",
                                                 "city",
                                                 "phone",
                                                 "vatId",
                                                 "number"};
    static constexpr std::string_view kCountry[] = {"iso", "name"};
    static constexpr std::string_view kState[] = {"name", "shortCode"};
    if (!is(v, json_type::object)) return;
    fields(v.get_object(), kKeys, [&](std::string_view key, value& inner) {
      if (key == "country") return object_of(inner, kCountry), true;
      if (key == "state") return object_of(inner, kState), true;
      if (key == "attribute") return attributes(inner), true;
      return false;
    });
  }

  void lines(value v) {
    static constexpr std::string_view kKeys[] = {
        "id",      "articleId", "articleDetailID", "articleNumber", "articleName", "price",   "quantity",
        "taxRate", "mode",      "esdArticle",      "ean",           "unit",        "packUnit"};
    for (auto line : v.get_array())
      fields(line.get_object(), kKeys, [&](std::string_view key, value& inner) {
        if (key == "attribute") return attributes(inner), true;
        return false;
      });
  }

  void order(object o) {
    static constexpr std::string_view kKeys[] = {"id",
                                                 "number",
                                                 "customerId",
                                                 "paymentId",
                                                 "dispatchId",
                                                 "partnerId",
                                                 "shopId",
                                                 "languageIso",
                                                 "invoiceAmount",
                                                 "invoiceAmountNet",
                                                 "invoiceShipping",
                                                 "invoiceShippingNet",
                                                 "invoiceShippingTaxRate",
                                                 "net",
                                                 "taxFree",
                                                 "isProportionalCalculation",
                                                 "orderTime",
                                                 "changed",
                                                 "clearedDate",
                                                 "currency",
                                                 "currencyFactor",
                                                 "orderStatusId",
                                                 "paymentStatusId",
                                                 "transactionId",
                                                 "comment",
                                                 "customerComment",
                                                 "internalComment",
                                                 "trackingCode",
                                                 "referer",
                                                 "deviceType"};
    static constexpr std::string_view kPayment[] = {"name", "description"}, kName[] = {"name"},
                                      kCustomer[] = {"number", "groupKey", "email", "accountMode",
                                                     "birthday"},
                                      kLocale[] = {"locale"};
    fields(o, kKeys, [&](std::string_view key, value& inner) {
      if (key == "details") return lines(inner), true;
      if (key == "billing" || key == "shipping") return address(inner), true;
      if (key == "attribute") return attributes(inner), true;
      if (key == "payment") return object_of(inner, kPayment), true;
      if (key == "customer") return object_of(inner, kCustomer), true;
      if (key == "dispatch" || key == "shop") return object_of(inner, kName), true;
      if (key == "languageSubShop" && is(inner, json_type::object))
        return fields(inner.get_object(), kName,
                      [&](std::string_view k, value& deeper) {
                        if (k == "locale") return object_of(deeper, kLocale), true;
                        return false;
                      }),
               true;
      return false;
    });
  }
};

}  // namespace

std::uint64_t read_raw(simdjson::ondemand::parser& parser, simdjson::padded_string_view json) {
  Reader reader;
  auto document = parser.iterate(json);
  for (auto field : document.get_object())
    if (raw_key(field.key().value_unsafe()) == "data")
      reader.order(field.value().get_object());
    else
      reader.scalar(field.value().value());
  return reader.sum;
}

}  // namespace bench
