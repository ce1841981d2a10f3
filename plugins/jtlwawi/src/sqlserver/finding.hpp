// SPDX-License-Identifier: MIT
// Finding: one thing that check() says of a database, and open() refuses with where it is an error. Value
// type.
#pragma once
#include <cstdint>
#include <orderbridge/call.hpp>
#include <string>
#include <vector>

namespace orderbridge::jtlwawi::sqlserver {

struct Finding {
  std::int32_t level = OB_FINDING_OK;
  std::string code, text, option;  // option: which to correct, where it is an error
};

/// Throws bad_config with the first that is an error.
inline void refuse_errors(const std::vector<Finding>& findings) {
  for (const auto& finding : findings)
    if (finding.level == OB_FINDING_ERROR) throw bad_config(finding.option, finding.text);
}

}  // namespace orderbridge::jtlwawi::sqlserver
