// SPDX-License-Identifier: MIT
// content_version and payment_version: hashes over the canonical record, by the field table. They tell
// whether an order changed, nothing else; connectors supply none. Stable across hosts, platforms and
// connector versions: a field counts with its name, absent and empty are the same, decimals count by value.
// Pure, any thread.
#pragma once
#include <string>

#include "orderbridge/connector_abi.h"

namespace orderbridge::records {

struct Versions {
  std::string content, payment;  // 32 hex digits
};

Versions versions_of(const ob_record& record);

}  // namespace orderbridge::records
