// SPDX-License-Identifier: MIT
// See version_shape.hpp.
#include "version_shape.hpp"

#include "raw_json.hpp"

namespace orderbridge::sandbox {
namespace {

bool came_with_5_5(std::string_view key) {
  return key == "changed" || key == "invoiceShippingTaxRate" || key == "isProportionalCalculation" ||
         key == "articleDetailID" || key == "allowShipping";
}

class Reshaper {
 public:
  Reshaper(const ShopVersion& version, const StatusTable& statuses, Shape shape)
      : version_(version), statuses_(statuses), shape_(shape) {}

  std::string object(std::string_view raw, std::string_view name) const {
    std::string out = "{";
    for (const auto& [key, value] : members(raw)) {
      if (gone(key, name)) continue;
      if (out.size() > 1) out += ',';
      ((out += '"') += key) += "\":";
      out += changed_value(key, value);
    }
    return out + '}';
  }

 private:
  bool gone(std::string_view key, std::string_view parent) const {
    if (!version_.changed_and_rates && came_with_5_5(key)) return true;
    if (!version_.shipping_phone && key == "phone" && parent == "shipping") return true;
    return !version_.list_attribute && shape_ == Shape::kRow && parent.empty() && key == "attribute";
  }

  std::string changed_value(std::string_view key, std::string_view value) const {
    if (value.front() == '[') {
      std::string out = "[";
      for (const auto element : elements(value)) {
        if (out.size() > 1) out += ',';
        out += element.front() == '{' ? object(element, key) : std::string(element);
      }
      return out + ']';
    }
    if (version_.status_description && (key == "paymentStatus" || key == "orderStatus") && value != "null")
      return statuses_.object(std::stol(std::string(member(value, "id"))));
    if (value.front() == '{') return object(value, key);
    if (version_.rate_as_string && key == "invoiceShippingTaxRate" && value != "null")
      return '"' + std::string(value) + '"';
    return std::string(value);
  }

  const ShopVersion& version_;
  const StatusTable& statuses_;
  Shape shape_;
};

}  // namespace

std::string in_shape_of(const ShopVersion& version, const StatusTable& statuses, std::string_view order,
                        Shape shape) {
  if (order.empty()) return {};
  if (version.code_in_errors || (version.changed_and_rates && !version.rate_as_string))
    return std::string(order);
  return Reshaper(version, statuses, shape).object(order, {});
}

}  // namespace orderbridge::sandbox
