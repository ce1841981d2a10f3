// SPDX-License-Identifier: MIT
// What came of one call into a connector: its status and, where it failed, what it said. Plain values.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "orderbridge/connector_abi.h"

namespace orderbridge::connectors {

/// Something a connector wants people to know although the call went on; OB_FINDING_*.
struct ConnectorFinding {
  std::int32_t level = OB_FINDING_INFO;
  std::string code, text;
};

struct Outcome {
  ob_status status = OB_OK;
  std::string text;         // for people; empty for OB_OK and OB_CANCELLED
  std::string option;       // the option to look at, may be empty
  std::string remote_text;  // never logged above debug
  std::int32_t remote_code = 0;
  std::int64_t retry_after_ms = 0;
  bool abandoned = false;  // the call did not come back; the instance must never be used again
  std::vector<ConnectorFinding> findings;

  bool ok() const noexcept { return status == OB_OK; }
};

}  // namespace orderbridge::connectors
