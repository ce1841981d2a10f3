// SPDX-License-Identifier: MIT
// ShopUrl: the checked address of a shop, and how addresses and query strings are written. Pure values.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orderbridge::shopware5 {

struct ShopUrl {
  bool https = false;
  std::string host;  // without brackets, lower case
  std::uint16_t port = 0;
  std::string base_path;  // "" or "/shop", never a trailing slash

  /// "https://shop.example:8443/shop", without credentials by construction.
  std::string text() const;
  /// The Host header.
  std::string authority() const;
};

/// Accepts http and https with an optional path; a trailing "/api" is taken off. Without user, query or
/// fragment. On failure nullopt, and `why` is one of "scheme", "credentials", "query", "host".
std::optional<ShopUrl> parse_shop_url(std::string_view text, std::string_view& why);

/// Percent-encoding for one query value or key: all but letters, digits, "-._~".
std::string percent_encoded(std::string_view text);

}  // namespace orderbridge::shopware5
