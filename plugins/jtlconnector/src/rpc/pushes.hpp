// SPDX-License-Identifier: MIT
// status_change.push and delivery_note.push. Every model is read before the first is applied. One that cannot
// be applied fails the whole call, as in jtl/connector-core; the others are applied nevertheless, for
// applying them again is no change and one bad model must not hold up the rest forever. Throw RpcError, and
// Error of the store. Caller holds the store.
#pragma once
#include "store.hpp"
#include "value.hpp"

namespace orderbridge::jtlconnector {

/// `models` is what was pushed; our ids are filled in.
void push_status_changes(Store& store, Value& models);
void push_delivery_notes(Store& store, Value& models);

}  // namespace orderbridge::jtlconnector
