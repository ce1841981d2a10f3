// SPDX-License-Identifier: MIT
// What a connector says of itself, as owned C++ values: read once by the probe child, cached, used by
// configuration, CLI and schema without loading foreign code. Plain values, no threads.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace orderbridge::connectors {

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

struct ConnectorInfo {
  std::string id, version;
  Text title, doc;
  std::uint32_t roles = 0, capabilities = 0;
  std::vector<OptionInfo> options;
};

struct LibraryInfo {
  std::string file;  // absolute path
  std::string vendor, version, toolchain;
  std::uint32_t abi_minor = 0;
  std::vector<ConnectorInfo> connectors;
};

}  // namespace orderbridge::connectors
