// SPDX-License-Identifier: MIT
// What differs between Shopware 5 versions, as far as the sandbox plays it. Built once from the version text.
#pragma once

#include <string>

namespace orderbridge::sandbox {

struct ShopVersion {
  explicit ShopVersion(const std::string& text);  // throws std::invalid_argument unless it is like 5.7.19

  std::string text;
  bool basic_works;         // from 5.3.2
  bool basic_offered;       // 5.3.2 to 5.5; from 5.6 the Digest header replaces the Basic one
  bool list_attribute;      // from 5.2.6
  bool shipping_phone;      // from 5.3.3
  bool changed_and_rates;   // from 5.5: changed, invoiceShippingTaxRate, isProportionalCalculation,
                            // articleDetailID
  bool rate_as_string;      // 5.5.0 to 5.7.3: invoiceShippingTaxRate is a decimal text
  bool status_description;  // before 5.5
  bool code_in_errors;      // from 5.7.8
  bool short_tracking;      // before 5.5.4: trackingCode takes 255 characters, MySQL cuts the rest
};

}  // namespace orderbridge::sandbox
