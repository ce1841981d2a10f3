// SPDX-License-Identifier: MIT
// Whether an order is all there. Shopware's checkout commits an order in steps
// (engine/Shopware/Core/sOrder.php, sSaveOrder, the same from 5.1 to 5.7): header, payment instance, the
// order's free texts, each line with its free texts, billing address with its free texts, delivery address,
// its free texts. The list row does not change meanwhile, so what is staged half is never looked at again.
// Pure.
#pragma once
#include <string>

#include "detail.hpp"
#include "reading.hpp"

namespace orderbridge::shopware5 {

/// No name, company, street, post code or city: payment plugins that know the address later store such ones.
bool is_empty(const DetailAddress& address) noexcept;

struct Missing {
  std::string parts;          // "lines and no billing address"; empty: the order is complete
  bool only_for_age = false;  // an older order is taken without
};
Missing missing_parts(const Detail& detail, const Reading& reading);

}  // namespace orderbridge::shopware5
