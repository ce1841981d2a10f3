// SPDX-License-Identifier: MIT
// What an action did to one order or customer, or why it did not. Texts for people, without personal data.
#pragma once
#include <orderbridge/connector_abi.h>
#include <stdexcept>
#include <string>

namespace orderbridge::jtlwawi {

struct Done {
  std::int32_t outcome = OB_UPDATED;  // OB_WRITTEN, OB_UPDATED, OB_DUPLICATE
  std::string remote_id, text;
};

/// The transaction is rolled back; the text says which order, what is in the way, and what to do.
struct NotDone : std::runtime_error {
  NotDone(const std::string& text, std::int32_t why = OB_WRITE_REJECTED)
      : std::runtime_error(text), outcome(why) {}
  std::int32_t outcome;  // OB_WRITE_REJECTED, or OB_SKIPPED: a person must decide
};

}  // namespace orderbridge::jtlwawi
