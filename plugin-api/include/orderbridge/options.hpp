// SPDX-License-Identifier: MIT
// Typed access to the options of a connection inside create(). The host has filled in defaults, resolved
// secrets and checked types, so a missing or malformed option here means an older host: BAD_CONFIG with the
// option's name.
#pragma once
#include <charconv>
#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "error.hpp"
#include "text.hpp"

namespace orderbridge {

/// Borrows the ob_connection: use it in the constructor only, copy what you keep.
class Connection {
 public:
  explicit Connection(const ob_connection& connection) : c_(connection) {}

  std::string id() const { return copy(c_.id); }
  std::string base_dir() const { return copy(c_.base_dir); }
  std::string source_identity() const { return copy(c_.source_identity); }
  std::uint32_t roles() const noexcept { return c_.roles; }

  bool has(std::string_view name) const {
    const auto* s = find(name);
    return s && present(s->value);
  }
  std::string text(std::string_view name) const { return std::string(view(need(name).value)); }
  std::string text_or(std::string_view name, std::string_view fallback) const {
    return has(name) ? text(name) : std::string(fallback);
  }
  bool flag(std::string_view name) const { return view(need(name).value) == "true"; }
  std::int64_t integer(std::string_view name) const {
    const auto value = view(need(name).value);
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
    if (error != std::errc() || end != value.data() + value.size())
      throw bad_config(std::string(name), "option " + std::string(name) + " is not a whole number");
    return number;
  }
  std::chrono::milliseconds duration(std::string_view name) const {
    return std::chrono::milliseconds(integer(name));
  }
  /// LIST: its items; empty where it was not given.
  std::vector<std::string> list(std::string_view name) const {
    std::vector<std::string> items;
    if (const auto* s = find(name))
      for (std::size_t i = 0; i < s->row_count; ++i)
        if (s->rows[i].count > 0) items.push_back(copy(s->rows[i].cells[0].value));
    return items;
  }
  /// TABLE: rows of (column, cell).
  std::vector<std::vector<std::pair<std::string, std::string>>> table(std::string_view name) const {
    std::vector<std::vector<std::pair<std::string, std::string>>> rows;
    if (const auto* s = find(name))
      for (std::size_t i = 0; i < s->row_count; ++i) {
        auto& row = rows.emplace_back();
        for (std::size_t k = 0; k < s->rows[i].count; ++k)
          row.emplace_back(copy(s->rows[i].cells[k].name), copy(s->rows[i].cells[k].value));
      }
    return rows;
  }

 private:
  const ob_setting* find(std::string_view name) const {
    for (std::size_t i = 0; i < c_.setting_count; ++i)
      if (view(c_.settings[i]->name) == name) return c_.settings[i];
    return nullptr;
  }
  const ob_setting& need(std::string_view name) const {
    const auto* s = find(name);
    if (!s || !present(s->value))
      throw bad_config(std::string(name), "option " + std::string(name) + " is missing");
    return *s;
  }
  const ob_connection& c_;
};

}  // namespace orderbridge
