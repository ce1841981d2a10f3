// SPDX-License-Identifier: MIT
// Comparing secrets: takes as long whatever the first difference is. Depends on the lengths only.
#pragma once
#include <string_view>

namespace orderbridge::jtlconnector {

inline bool equal_secrets(std::string_view secret, std::string_view given) noexcept {
  volatile unsigned difference = secret.size() == given.size() ? 0U : 1U;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const char expected = secret.empty() ? '\0' : secret[i % secret.size()];
    difference = difference | static_cast<unsigned>(static_cast<unsigned char>(expected ^ given[i]));
  }
  return difference == 0U;
}

}  // namespace orderbridge::jtlconnector
