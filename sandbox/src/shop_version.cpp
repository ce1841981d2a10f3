// SPDX-License-Identifier: MIT
// See shop_version.hpp.
#include "shop_version.hpp"

#include <cstdio>
#include <stdexcept>

namespace orderbridge::sandbox {

ShopVersion::ShopVersion(const std::string& version) : text(version) {
  int major = 0, minor = 0, patch = 0;
  if (std::sscanf(version.c_str(), "%d.%d.%d", &major, &minor, &patch) != 3 || major != 5)
    throw std::invalid_argument("version must look like 5.7.19, not '" + version + "'");
  const int number = minor * 1000 + patch;
  basic_works = number >= 3002;
  basic_offered = basic_works && number < 6000;
  list_attribute = number >= 2006;
  shipping_phone = number >= 3003;
  changed_and_rates = number >= 5000;
  rate_as_string = changed_and_rates && number < 7004;
  status_description = number < 5000;
  code_in_errors = number >= 7008;
  short_tracking = number < 5004;
}

}  // namespace orderbridge::sandbox
