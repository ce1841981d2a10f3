// SPDX-License-Identifier: MIT
// Identities, ["our id", Wawi's id]: read from what Wawi sends, completed from the store's links as
// jtl/connector-core does. Used by what answers pull, push, ack, delete and clear. No state.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store.hpp"
#include "value.hpp"

namespace orderbridge::jtlconnector {

struct Identity {
  std::string endpoint;
  std::int64_t host = 0;
};

inline constexpr int kCustomerOrderItemType = 68;

/// nullopt: no identity.
std::optional<Identity> read_identity(const Value* value);
Value identity_value(const Identity& identity);

/// The number of a type with links: "CustomerOrder" is 4. 0: none.
int type_of(std::string_view model);

/// Where Wawi names a thing by its own id alone, the store may know ours; where it names both, the store
/// learns the pair. False: neither is known.
bool complete(Store& store, int type, Identity& identity);

/// A model for pull with Wawi's ids where the store knows them; the same bytes where it knows none. Numbers
/// keep their text always. nullopt: no JSON.
std::optional<std::string> with_hosts(Store& store, const std::string& json);

}  // namespace orderbridge::jtlconnector
