// SPDX-License-Identifier: MIT
// See presentation.hpp.
#include "presentation.hpp"

#include <array>
#include <string_view>

#include "value.hpp"

namespace orderbridge::jtlconnector {

std::string features_json() {
  struct Entity {
    std::string_view name;
    bool pull;  // else push
  };
  constexpr std::array<Entity, 6> kEntities{{{"Customer", true},
                                             {"CustomerOrder", true},
                                             {"Payment", true},
                                             {"StatusChange", false},
                                             {"DeliveryNote", false},
                                             {"GlobalData", true}}};
  // Nothing of products: Wawi keeps them to itself.
  constexpr std::array<std::string_view, 14> kUnsupported{"var_combination_child_first",
                                                          "product_images_supported",
                                                          "category_images_supported",
                                                          "manufacturer_images_supported",
                                                          "specific_images_supported",
                                                          "specific_value_images_supported",
                                                          "variation_products_supported",
                                                          "variation_combinations_supported",
                                                          "set_articles_supported",
                                                          "free_field_supported",
                                                          "needs_category_root",
                                                          "translated_attributes_supported",
                                                          "send_all_acks",
                                                          "disable_statistics"};

  std::string out = R"({"entities":{)";
  for (const auto& entity : kEntities)
    out.append(entity.name == kEntities[0].name ? "" : ",")
        .append(json_text(entity.name))
        .append(entity.pull ? R"(:{"pull":true,"push":false,"delete":false})"
                            : R"(:{"pull":false,"push":true,"delete":false})");
  out += R"(},"flags":{)";
  for (const auto flag : kUnsupported) out.append(json_text(flag)).append(":false,");
  return out + R"("needs_finish_call":true}})";
}

std::string identify_json(const std::string& version, std::size_t body_limit) {
  const auto megabytes = std::to_string(body_limit >> 20U);
  return R"({"endpointVersion":)" + json_text(version) +
         R"(,"platformName":"Orderbridge","platformVersion":)" + json_text(version) +
         R"(,"protocolVersion":7,"serverInfo":{"memoryLimit":256,"executionTime":300,"postMaxSize":)" +
         megabytes + R"(,"uploadMaxFilesize":)" + megabytes + "}}";
}

}  // namespace orderbridge::jtlconnector
