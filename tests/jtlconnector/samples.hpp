// SPDX-License-Identifier: MIT
// The sample exchanges in tests/data/jtl-connector, constructed after JTL's published sources, and the global
// data that they show.
#pragma once
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <stdexcept>
#include <string>

#include "rpc/service.hpp"

namespace ob_test {

inline std::string sample_text(const std::string& name) {
  std::ifstream file(std::string(OB_TEST_DATA) + "/jtl-connector/" + name, std::ios::binary);
  if (!file) throw std::runtime_error("no sample " + name);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}
inline nlohmann::json sample(const std::string& name) {
  return nlohmann::json::parse(sample_text(name));
}

inline constexpr const char* kToken = "EXAMPLE-CONNECTOR-TOKEN";

inline orderbridge::jtlconnector::ServiceSettings sample_settings() {
  orderbridge::jtlconnector::ServiceSettings settings;
  settings.token = kToken;
  auto& data = settings.global_data;
  data.currencies = {{"1", "EUR", "Euro", "1.0", true}};
  data.customer_groups = {{"EK", "Shopkunden", true, false}};
  data.languages = {{"1", "de", "ger", "German", "Deutsch", true}};
  data.shipping_methods = {{"9", "Standard Versand"}};
  data.tax_rates = {{"1", "19.0", "DE"}, {"4", "7.0", "DE"}};
  return settings;
}

}  // namespace ob_test
