// SPDX-License-Identifier: MIT
// See identity.hpp.
#include "identity.hpp"

#include <array>
#include <utility>

namespace orderbridge::jtlconnector {
namespace {

using Names = std::pair<std::string_view, int>;

// jtl/connector-core: IdentityType.php.
constexpr std::array<Names, 42> kTypes{{{"Category", 1},
                                        {"Customer", 2},
                                        {"CustomerOrder", 4},
                                        {"ConfigGroup", 6},
                                        {"DeliveryNote", 8},
                                        {"ConfigItem", 10},
                                        {"Currency", 12},
                                        {"CustomerGroup", 14},
                                        {"Language", 18},
                                        {"Unit", 20},
                                        {"MeasurementUnit", 22},
                                        {"ProductType", 24},
                                        {"ShippingMethod", 26},
                                        {"TaxRate", 28},
                                        {"Warehouse", 30},
                                        {"Manufacturer", 32},
                                        {"CategoryAttribute", 34},
                                        {"ProductAttribute", 36},
                                        {"ProductVariation", 38},
                                        {"ProductVariationValue", 40},
                                        {"ProductImage", 42},
                                        {"CategoryImage", 44},
                                        {"ManufacturerImage", 46},
                                        {"ProductVariationValueImage", 48},
                                        {"SpecificImage", 50},
                                        {"SpecificValueImage", 52},
                                        {"ConfigGroupImage", 54},
                                        {"ProductWarehouseInfo", 56},
                                        {"ProductStockLevel", 58},
                                        {"Product2Category", 60},
                                        {"ProductPrice", 62},
                                        {"Product", 64},
                                        {"ProductSpecific", 66},
                                        {"CustomerOrderItem", kCustomerOrderItemType},
                                        {"TaxClass", 70},
                                        {"CrossSellingItem", 72},
                                        {"Specific", 128},
                                        {"SpecificValue", 256},
                                        {"Payment", 512},
                                        {"CrossSelling", 1024},
                                        {"CrossSellingGroup", 2048},
                                        {"ShippingClass", 4096}}};

// Which members of the models that we hand out point to something else.
constexpr std::array<Names, 6> kReferences{{{"customerId", 2},
                                            {"customerOrderId", 4},
                                            {"customerGroupId", 14},
                                            {"shippingMethodId", 26},
                                            {"productId", 64},
                                            {"configItemId", 10}}};
// Whose elements' own ids have links.
constexpr std::array<Names, 5> kLists{{{"customerGroups", 14},
                                       {"currencies", 12},
                                       {"languages", 18},
                                       {"shippingMethods", 26},
                                       {"taxRates", 28}}};

template <std::size_t N>
int number_of(const std::array<Names, N>& names, std::string_view name) {
  for (const auto& [known, number] : names)
    if (known == name) return number;
  return 0;
}

bool fill_host(Store& store, int type, Value& value) {
  auto identity = read_identity(&value);
  if (!identity || identity->endpoint.empty() || identity->host != 0) return false;
  identity->host = store.host_of(type, identity->endpoint);
  if (identity->host <= 0) return false;
  value = identity_value(*identity);
  return true;
}

/// `own`: the type of this object's "id", 0 for none. True: something was filled in.
bool fill_hosts(Store& store, Value& value, int own) {
  bool filled = false;
  for (std::size_t i = 0; i < value.items.size(); ++i) {
    Value& item = value.items[i];
    if (value.is(Value::Kind::kList)) {
      filled |= fill_hosts(store, item, own);
      continue;
    }
    const std::string& name = value.names[i];
    const int type = name == "id" ? own : number_of(kReferences, name);
    if (type != 0)
      filled |= fill_host(store, type, item);
    else if (!item.items.empty())
      filled |= fill_hosts(store, item, number_of(kLists, name));
  }
  return filled;
}

}  // namespace

std::optional<Identity> read_identity(const Value* value) {
  if (!value || !value->is(Value::Kind::kList) || value->items.size() != 2) return std::nullopt;
  const Value& endpoint = value->items[0];
  const auto host = whole_number(value->items[1]);
  if (!host || *host < 0) return std::nullopt;
  if (endpoint.is(Value::Kind::kNull)) return Identity{{}, *host};
  if (!endpoint.is(Value::Kind::kText) && !endpoint.is(Value::Kind::kNumber)) return std::nullopt;
  return Identity{endpoint.text, *host};
}

Value identity_value(const Identity& identity) {
  Value value;
  value.kind = Value::Kind::kList;
  value.items.resize(2);
  value.items[0].kind = Value::Kind::kText;
  value.items[0].text = identity.endpoint;
  value.items[1].kind = Value::Kind::kNumber;
  value.items[1].text = std::to_string(identity.host);
  return value;
}

int type_of(std::string_view model) {
  return number_of(kTypes, model);
}

bool complete(Store& store, int type, Identity& identity) {
  if (identity.endpoint.empty()) {
    if (identity.host > 0) identity.endpoint = store.endpoint_of(type, identity.host);
    return !identity.endpoint.empty();
  }
  // A pair that is known already stays: Wawi may have split an order into two.
  if (identity.host <= 0 || store.host_of(type, identity.endpoint) != 0) return true;
  if (type == static_cast<int>(Model::kCustomerOrder))
    return store.acknowledge(Model::kCustomerOrder, identity.endpoint, identity.host);
  store.link(type, identity.endpoint, identity.host);
  return true;
}

std::optional<std::string> with_hosts(Store& store, const std::string& json) {
  auto model = parse_json(json);
  if (!model) return std::nullopt;
  return fill_hosts(store, *model, 0) ? to_json(*model) : json;
}

}  // namespace orderbridge::jtlconnector
