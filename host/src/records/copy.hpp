// SPDX-License-Identifier: MIT
// The host's own copy of a record that a connector emitted: into an arena, in this host's struct sizes,
// fields that an older connector does not know zeroed. The only reader of foreign record memory; checks it
// while copying.
#pragma once
#include <stdexcept>
#include <string>

#include "orderbridge/connector_abi.h"
#include "records/arena.hpp"

namespace orderbridge::records {

/// The record breaks the rules of the ABI; the text names the field.
struct BadRecord : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Throws BadRecord: bad id, text that is not UTF-8, decimals out of range, absurd counts, no billing
/// address.
ob_record* copy_record(const ob_record& record, Arena& arena);

}  // namespace orderbridge::records
