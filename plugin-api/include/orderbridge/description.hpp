// SPDX-License-Identifier: MIT
// Describing a connector and its options as constant data, without start-up code:
//
//   using namespace orderbridge;
//   inline constexpr std::array kOptions{
//       option(OB_TYPE_URL, "url")
//           .required()
//           .doc("Address of the shop", "Adresse des Shops")
//           .example("https://shop.example/"),
//       option(OB_TYPE_INT, "page-size").defaults("100").range(1, 1000).doc("Orders a page", "Bestellungen je Seite")};
//   inline constexpr auto kOptionTable = option_table(kOptions);
#pragma once
#include <array>
#include <string_view>

#include "text.hpp"

namespace orderbridge {

/// Builder for one ob_option. All texts must be string literals.
struct OptionDescription {
  ob_option data{};

  constexpr OptionDescription required() const { return with_flag(OB_OPTION_REQUIRED); }
  constexpr OptionDescription secret() const { return with_flag(OB_OPTION_SECRET); }
  constexpr OptionDescription advanced() const { return with_flag(OB_OPTION_ADVANCED); }
  constexpr OptionDescription deprecated() const { return with_flag(OB_OPTION_DEPRECATED); }
  constexpr OptionDescription defaults(std::string_view value) const {
    auto copy = *this;
    copy.data.default_value = to_abi(value);
    return copy;
  }
  constexpr OptionDescription doc(std::string_view en, std::string_view de) const {
    auto copy = *this;
    copy.data.doc = to_abi(en, de);
    return copy;
  }
  constexpr OptionDescription example(std::string_view value) const {
    auto copy = *this;
    copy.data.example = to_abi(value);
    return copy;
  }
  constexpr OptionDescription choices(std::string_view bar_separated) const {
    auto copy = *this;
    copy.data.choices = to_abi(bar_separated);
    return copy;
  }
  /// INT: the numbers; DURATION: milliseconds.
  constexpr OptionDescription range(std::int64_t min, std::int64_t max) const {
    auto copy = *this;
    copy.data.min = {min, 0, 1};
    copy.data.max = {max, 0, 1};
    return copy;
  }
  template <std::size_t N>
  constexpr OptionDescription columns(const std::array<const ob_option*, N>& table) const {
    auto copy = *this;
    copy.data.columns = table.data();
    copy.data.column_count = N;
    return copy;
  }

 private:
  constexpr OptionDescription with_flag(std::uint32_t flag) const {
    auto copy = *this;
    copy.data.flags |= flag;
    return copy;
  }
};

constexpr OptionDescription option(std::uint32_t type, std::string_view name) {
  OptionDescription d;
  d.data.size = sizeof(ob_option);
  d.data.type = type;
  d.data.name = to_abi(name);
  return d;
}

/// Pointers into an array of options that lives as long as the library.
template <std::size_t N>
constexpr std::array<const ob_option*, N> option_table(const std::array<OptionDescription, N>& options) {
  std::array<const ob_option*, N> table{};
  for (std::size_t i = 0; i < N; ++i) table[i] = &options[i].data;
  return table;
}

/// What a connector class says of itself: static constexpr ConnectorDescription kDescription.
struct ConnectorDescription {
  std::string_view id, version, title_en, title_de, doc_en, doc_de;
  std::uint32_t roles = 0, capabilities = 0;
  const ob_option* const* options = nullptr;
  std::size_t option_count = 0;
};

}  // namespace orderbridge
