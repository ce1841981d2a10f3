// SPDX-License-Identifier: MIT
// See presentation.hpp.
#include "presentation.hpp"

#include <array>
#include <string_view>

#include "value.hpp"

namespace orderbridge::jtlconnector {

namespace {

struct Entity {
  std::string_view name;
  bool pull, push;
};
// With their parts, as JTL's shop connectors list them (config/features.json of connector-shopware5 and
// connector-woocommerce3).
constexpr std::array<Entity, 19> kEntities{{{"Customer", true, false},
                                            {"CustomerOrder", true, false},
                                            {"CustomerOrderAttr", true, false},
                                            {"CustomerOrderBillingAddress", true, false},
                                            {"CustomerOrderItem", true, false},
                                            {"CustomerOrderShippingAddress", true, false},
                                            {"Payment", true, true},
                                            {"StatusChange", false, true},
                                            {"DeliveryNote", false, true},
                                            {"DeliveryNoteItem", false, true},
                                            {"DeliveryNoteItemInfo", false, true},
                                            {"DeliveryNoteTrackingList", false, true},
                                            {"GlobalData", true, false},
                                            {"Currency", true, false},
                                            {"CustomerGroup", true, false},
                                            {"CustomerGroupI18n", true, false},
                                            {"Language", true, false},
                                            {"ShippingMethod", true, false},
                                            {"TaxRate", true, false}}};
struct Flag {
  std::string_view name;
  bool on = false;
};
// Nothing of products: Wawi keeps them to itself. All depends on acknowledgements; and what is partly paid
// is wanted, so that no money that Wawi has already is handed out to it.
constexpr std::array<Flag, 20> kFlags{{{"var_combination_child_first"},
                                       {"product_images_supported"},
                                       {"category_images_supported"},
                                       {"manufacturer_images_supported"},
                                       {"specific_images_supported"},
                                       {"specific_value_images_supported"},
                                       {"config_group_images_supported"},
                                       {"product_variation_value_images_supported"},
                                       {"variation_products_supported"},
                                       {"variation_combinations_supported"},
                                       {"set_articles_supported"},
                                       {"free_field_supported"},
                                       {"needs_category_root"},
                                       {"translated_attributes_supported"},
                                       {"can_update_customer_order"},
                                       {"can_reactivate_customer_order"},
                                       {"customer_order_partially_payable", true},
                                       {"send_all_acks", true},
                                       {"disable_statistics"},
                                       {"needs_finish_call", true}}};

}  // namespace

std::string features_json() {
  const auto is = [](bool value) { return value ? "true" : "false"; };

  std::string out = R"({"entities":{)";
  for (const auto& entity : kEntities)
    out.append(entity.name == kEntities[0].name ? "" : ",")
        .append(json_text(entity.name))
        .append(R"(:{"pull":)")
        .append(is(entity.pull))
        .append(R"(,"push":)")
        .append(is(entity.push))
        .append(R"(,"delete":false})");
  out += R"(},"flags":{)";
  for (const auto& flag : kFlags)
    out.append(flag.name == kFlags[0].name ? "" : ",")
        .append(json_text(flag.name))
        .append(":")
        .append(is(flag.on));
  return out + "}}";
}

std::string identify_json(const std::string& version, std::size_t body_limit) {
  const auto megabytes = std::to_string(body_limit >> 20U);
  return R"({"endpointVersion":)" + json_text(version) +
         R"(,"platformName":"Orderbridge","platformVersion":)" + json_text(version) +
         R"(,"protocolVersion":7,"serverInfo":{"memoryLimit":256,"executionTime":300,"postMaxSize":)" +
         megabytes + R"(,"uploadMaxFilesize":)" + megabytes + "}}";
}

}  // namespace orderbridge::jtlconnector
