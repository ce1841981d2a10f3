// SPDX-License-Identifier: MIT
// C views of host values for one call: options, the settings of a connection, the words of an action, a
// query, a list of keys. They own or hold everything they point to, so an abandoned call can still read them.
#pragma once
#include <string>
#include <vector>

#include "connectors/instance.hpp"
#include "orderbridge/views.h"

namespace orderbridge::connectors {

/// Borrows the values.
class OptionTables {
 public:
  explicit OptionTables(const std::vector<config::OptionValue>& options);
  OptionTables(const OptionTables&) = delete;
  OptionTables& operator=(const OptionTables&) = delete;
  const ob_setting* const* data() const noexcept { return pointers_.data(); }
  std::size_t size() const noexcept { return pointers_.size(); }

 private:
  std::vector<std::vector<ob_pair>> cells_;
  std::vector<std::vector<ob_row>> rows_;
  std::vector<ob_setting> settings_;
  std::vector<const ob_setting*> pointers_;
};

/// Borrows the spec, which the instance's shared part keeps alive.
class SettingTables {
 public:
  explicit SettingTables(const Spec& spec);
  const ob_connection* connection() const noexcept { return &connection_; }

 private:
  OptionTables options_;
  ob_connection connection_{};
};

class ActionTables {
 public:
  ActionTables(std::string action, std::vector<std::string> keys, std::vector<config::OptionValue> parameters,
               bool dry_run = false);
  const ob_action_call* call() const noexcept { return &call_; }

 private:
  std::string action_;
  std::vector<std::string> keys_;
  std::vector<config::OptionValue> values_;
  OptionTables parameters_;
  std::vector<ob_str> key_views_;
  ob_action_call call_{};
};

class QueryTables {
 public:
  explicit QueryTables(Query query);
  const ob_query* query() const noexcept { return &table_; }

 private:
  Query query_;
  std::vector<ob_pair> filters_;
  ob_query table_{};
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
