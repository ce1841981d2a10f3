// SPDX-License-Identifier: MIT
#include "connectors/setting_tables.hpp"

#include "orderbridge/text.hpp"

namespace orderbridge::connectors {

SettingTables::SettingTables(const Spec& spec) {
  const auto& options = spec.connection.options;
  settings_.reserve(options.size());
  rows_.reserve(options.size());
  for (const auto& option : options) {
    auto& rows = rows_.emplace_back();
    for (const auto& row : option.rows) {
      auto& cells = cells_.emplace_back();
      for (const auto& [name, value] : row) cells.push_back({to_abi(name), to_abi(value)});
      rows.push_back({cells.data(), cells.size()});  // moving the outer vector keeps the inner one's memory
    }
    ob_setting setting{};
    setting.size = sizeof setting;
    setting.name = to_abi(option.name);
    setting.value = option.value ? to_abi(*option.value) : ob_str{nullptr, 0};
    setting.rows = rows.data();
    setting.row_count = rows.size();
    settings_.push_back(setting);
  }
  for (const auto& setting : settings_) pointers_.push_back(&setting);
  connection_.size = sizeof connection_;
  connection_.roles = spec.roles;
  connection_.id = to_abi(spec.connection.id);
  connection_.base_dir = to_abi(spec.base_dir);
  connection_.source_identity = to_abi(spec.source_identity);
  connection_.settings = pointers_.data();
  connection_.setting_count = pointers_.size();
}

KeyTable::KeyTable(std::uint32_t kind, std::vector<std::string> ids, std::uint32_t flags)
    : ids_(std::move(ids)) {
  for (const auto& id : ids_) views_.push_back(to_abi(id));
  keys_.size = sizeof keys_;
  keys_.kind = kind;
  keys_.flags = flags;
  keys_.ids = views_.data();
  keys_.count = views_.size();
}

}  // namespace orderbridge::connectors
