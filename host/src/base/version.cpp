// SPDX-License-Identifier: MIT
#include "base/version.hpp"

namespace orderbridge {

const char* version() noexcept {
  return ORDERBRIDGE_VERSION;
}

}  // namespace orderbridge
