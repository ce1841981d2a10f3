// SPDX-License-Identifier: MIT
// status_change.push, delivery_note.push and payment.push. Every model is read before the first is applied.
// An order that is unknown here, or a status that is none, is answered as it came, as JTL's own connectors do
// (connector-shopware5, Mapper/StatusChange.php; connector-woocommerce3, PaymentController.php), with a
// warning: it must not hold up the rest of the batch. A model that cannot be read fails the whole call, as in
// jtl/connector-core; the others are applied nevertheless, for applying them again is no change. Throw
// RpcError, and Error of the store. Caller holds the store.
#pragma once
#include <string>
#include <vector>

#include "store.hpp"
#include "value.hpp"

namespace orderbridge::jtlconnector {

using Warnings = std::vector<std::string>;

/// `models` is what was pushed; our ids are filled in.
void push_status_changes(Store& store, Value& models, Warnings& warnings);
void push_delivery_notes(Store& store, Value& models, Warnings& warnings);
void push_payments(Store& store, Value& models, Warnings& warnings);

}  // namespace orderbridge::jtlconnector
