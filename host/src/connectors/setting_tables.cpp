// SPDX-License-Identifier: MIT
#include "connectors/setting_tables.hpp"

#include "orderbridge/text.hpp"

namespace orderbridge::connectors {

OptionTables::OptionTables(const std::vector<config::OptionValue>& options) {
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
}

SettingTables::SettingTables(const Spec& spec) : options_(spec.connection.options) {
  connection_.size = sizeof connection_;
  connection_.roles = spec.roles;
  connection_.id = to_abi(spec.connection.id);
  connection_.base_dir = to_abi(spec.base_dir);
  connection_.source_identity = to_abi(spec.source_identity);
  connection_.settings = options_.data();
  connection_.setting_count = options_.size();
}

ActionTables::ActionTables(std::string action, std::vector<std::string> keys,
                           std::vector<config::OptionValue> parameters, bool dry_run)
    : action_(std::move(action)),
      keys_(std::move(keys)),
      values_(std::move(parameters)),
      parameters_(values_) {
  for (const auto& key : keys_) key_views_.push_back(to_abi(key));
  call_.size = sizeof call_;
  call_.flags = dry_run ? OB_ACTION_DRY_RUN : 0;
  call_.action = to_abi(action_);
  call_.keys = key_views_.data();
  call_.key_count = key_views_.size();
  call_.parameters = parameters_.data();
  call_.parameter_count = parameters_.size();
}

QueryTables::QueryTables(Query query) : query_(std::move(query)) {
  for (const auto& [column, text] : query_.filters) filters_.push_back({to_abi(column), to_abi(text)});
  table_.size = sizeof table_;
  table_.descending = query_.descending ? 1 : 0;
  table_.view = to_abi(query_.view);
  table_.key = query_.key ? to_abi(*query_.key) : ob_str{nullptr, 0};
  table_.filters = filters_.data();
  table_.filter_count = filters_.size();
  table_.sort = query_.sort.empty() ? ob_str{nullptr, 0} : to_abi(query_.sort);
  table_.offset = query_.offset;
  table_.limit = query_.limit;
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
