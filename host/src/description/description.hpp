// SPDX-License-Identifier: MIT
// What a connector says of itself, as owned C++ values: read once by the probe child, cached, used by
// configuration, CLI and schema without loading foreign code. Plain values, no threads.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::description {

struct Text {
  std::string en, de;
};

/// One option of a connector; `type` is OB_TYPE_*, `flags` OB_OPTION_* of connector_abi.h.
struct OptionInfo {
  std::string name;
  std::uint32_t type = 0, flags = 0;
  std::optional<std::string> default_value;
  Text doc;
  std::string example;
  std::vector<std::string> choices;
  std::optional<std::int64_t> min, max;  // INT, DURATION (milliseconds)
  std::vector<OptionInfo> columns;       // LIST: one; TABLE: one or more

  bool required() const noexcept { return (flags & 1u) != 0; }
  bool secret() const noexcept { return (flags & 2u) != 0; }
};

/// One column of a view; `type` is OB_TYPE_*, `flags` OB_COLUMN_* of views.h.
struct ColumnInfo {
  std::string id;
  std::uint32_t type = 0, flags = 0;
  Text title;

  bool key() const noexcept { return (flags & 1u) != 0; }
  bool personal() const noexcept { return (flags & 2u) != 0; }
  bool sortable() const noexcept { return (flags & 4u) != 0; }
  bool filterable() const noexcept { return (flags & 8u) != 0; }
  bool detail_only() const noexcept { return (flags & 16u) != 0; }
  bool money() const noexcept { return (flags & 32u) != 0; }
  bool minor() const noexcept { return (flags & 64u) != 0; }
};

struct ViewInfo {
  std::string id;
  Text title, doc;
  std::vector<ColumnInfo> columns;  // one of them at most is the key

  bool has_key() const noexcept {
    for (const auto& c : columns)
      if (c.key()) return true;
    return false;
  }
};

/// `flags`: OB_ACTION_* of views.h; `view`: whose rows are its targets, empty: it has none.
struct ActionInfo {
  std::string id, view;
  std::uint32_t flags = 0;
  Text title, doc;
  std::vector<OptionInfo> parameters;

  bool changes() const noexcept { return (flags & 1u) != 0; }
  bool many() const noexcept { return (flags & 2u) != 0; }
  bool reads_first() const noexcept { return (flags & 4u) != 0; }
};

struct ConnectorInfo {
  std::string id, version;
  Text title, doc;
  std::uint32_t roles = 0, capabilities = 0;
  std::vector<OptionInfo> options;
  std::vector<ViewInfo> views;      // extension orderbridge.views/1
  std::vector<ActionInfo> actions;  // the same

  const ViewInfo* view(std::string_view view_id) const noexcept {
    for (const auto& v : views)
      if (v.id == view_id) return &v;
    return nullptr;
  }
  const ActionInfo* action(std::string_view action_id) const noexcept {
    for (const auto& a : actions)
      if (a.id == action_id) return &a;
    return nullptr;
  }
};

struct LibraryInfo {
  std::string file;  // absolute path
  std::string vendor, version, toolchain;
  std::uint32_t abi_minor = 0;
  std::vector<ConnectorInfo> connectors;
};

}  // namespace orderbridge::description
