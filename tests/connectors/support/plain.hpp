// SPDX-License-Identifier: MIT
// What nearly every test connector shares: a short way to describe itself, and open/close that do nothing.
// Constant data and value types only; included by one library each.
#pragma once
#include <array>
#include <orderbridge/connector.hpp>

namespace test_connectors {

using namespace orderbridge;

inline constexpr std::array<const ob_option*, 0> kNoOptions{};

/// All texts must be literals; `options` lives as long as the library.
template <std::size_t N>
constexpr ConnectorDescription describe(std::string_view id, std::uint32_t roles, std::string_view doc_en,
                                        std::string_view doc_de,
                                        const std::array<const ob_option*, N>& options,
                                        std::uint32_t capabilities = 0) {
  ConnectorDescription d;
  d.id = d.title_en = d.title_de = id;
  d.version = "1.0.0";
  d.doc_en = doc_en;
  d.doc_de = doc_de;
  d.roles = roles;
  d.capabilities = capabilities;
  d.options = N ? options.data() : nullptr;
  d.option_count = N;
  return d;
}

struct Plain {
  Plain(Host, const Connection&) {}
  void open(Call&) {}
  void close() noexcept {}
};

/// An option's word as a status: "retry", "not-connected", "bad-auth" ... anything else is OB_INTERNAL.
inline ob_status status_named(std::string_view name) {
  if (name == "retry") return OB_RETRY;
  if (name == "not-connected") return OB_NOT_CONNECTED;
  if (name == "rejected") return OB_REJECTED;
  if (name == "bad-config") return OB_BAD_CONFIG;
  if (name == "bad-auth") return OB_BAD_AUTH;
  if (name == "unsupported") return OB_UNSUPPORTED;
  return OB_INTERNAL;
}
inline constexpr std::string_view kStatusNames =
    "retry|not-connected|rejected|bad-config|bad-auth|unsupported|internal";

/// A file name from an option: relative ones are relative to the configuration's folder.
inline std::string path_option(const Connection& connection, std::string_view name) {
  const auto path = connection.text(name);
  return path.empty() || path[0] == '/' ? path : connection.base_dir() + "/" + path;
}

}  // namespace test_connectors
