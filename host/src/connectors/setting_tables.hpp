// SPDX-License-Identifier: MIT
// C views of host values for one call: the settings of a connection, a list of keys. They own or hold
// everything they point to, so an abandoned call can still read them.
#pragma once
#include <string>
#include <vector>

#include "connectors/instance.hpp"

namespace orderbridge::connectors {

/// Borrows the spec, which the instance's shared part keeps alive.
class SettingTables {
 public:
  explicit SettingTables(const Spec& spec);
  const ob_connection* connection() const noexcept { return &connection_; }

 private:
  std::vector<std::vector<ob_pair>> cells_;
  std::vector<std::vector<ob_row>> rows_;
  std::vector<ob_setting> settings_;
  std::vector<const ob_setting*> pointers_;
  ob_connection connection_{};
};

class KeyTable {
 public:
  KeyTable(std::uint32_t kind, std::vector<std::string> ids, std::uint32_t flags = 0);
  const ob_keys* table() const noexcept { return &keys_; }

 private:
  std::vector<std::string> ids_;
  std::vector<ob_str> views_;
  ob_keys keys_{};
};

}  // namespace orderbridge::connectors
