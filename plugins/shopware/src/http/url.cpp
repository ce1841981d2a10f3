// SPDX-License-Identifier: MIT
// See url.hpp.
#include "url.hpp"

#include <charconv>

namespace orderbridge::shopware5 {
namespace {

bool has_prefix(std::string_view text, std::string_view prefix) noexcept {
  if (text.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i)
    if ((text[i] | 0x20) != prefix[i] && text[i] != prefix[i]) return false;
  return true;
}

bool host_character(char c) noexcept {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == ':';
}

/// Splits "host:port" or "[::1]:port"; false where it is neither.
bool split_authority(std::string_view authority, ShopUrl& url) {
  std::string_view host = authority, port;
  if (!authority.empty() && authority[0] == '[') {
    const auto end = authority.find(']');
    if (end == std::string_view::npos) return false;
    host = authority.substr(1, end - 1);
    const auto rest = authority.substr(end + 1);
    if (!rest.empty() && rest[0] != ':') return false;
    port = rest.empty() ? rest : rest.substr(1);
  } else if (const auto colon = authority.find(':'); colon != std::string_view::npos) {
    host = authority.substr(0, colon);
    port = authority.substr(colon + 1);
    if (port.empty()) return false;
  }
  if (host.empty()) return false;
  for (const char c : host) {
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
    if (!host_character(lower)) return false;
    url.host += lower;
  }
  url.port = url.https ? 443 : 80;
  if (!port.empty()) {
    const auto [end, error] = std::from_chars(port.data(), port.data() + port.size(), url.port);
    if (error != std::errc() || end != port.data() + port.size() || url.port == 0) return false;
  }
  return true;
}

}  // namespace

std::string ShopUrl::authority() const {
  const bool standard = port == (https ? 443 : 80);
  const auto name = host.find(':') == std::string::npos ? host : "[" + host + "]";
  return standard ? name : name + ":" + std::to_string(port);
}

std::string ShopUrl::text() const {
  return (https ? "https://" : "http://") + authority() + base_path;
}

std::optional<ShopUrl> parse_shop_url(std::string_view text, std::string_view& why) {
  ShopUrl url;
  url.https = has_prefix(text, "https://");
  if (!url.https && !has_prefix(text, "http://")) return why = "scheme", std::nullopt;
  text.remove_prefix(url.https ? 8 : 7);
  const auto slash = text.find_first_of("/?#");
  const auto authority = text.substr(0, slash);
  auto path = slash == std::string_view::npos ? std::string_view() : text.substr(slash);
  if (authority.find('@') != std::string_view::npos) return why = "credentials", std::nullopt;
  if (path.find_first_of("?#") != std::string_view::npos) return why = "query", std::nullopt;
  if (!split_authority(authority, url)) return why = "host", std::nullopt;
  for (const char c : path)
    if (static_cast<unsigned char>(c) <= ' ' || static_cast<unsigned char>(c) > '~')
      return why = "host", std::nullopt;
  const auto trim_slashes = [&] {
    while (!path.empty() && path.back() == '/') path.remove_suffix(1);
  };
  trim_slashes();
  if (path.size() >= 4 && path.substr(path.size() - 4) == "/api") path.remove_suffix(4);
  trim_slashes();
  url.base_path = path;
  return url;
}

std::string percent_encoded(std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      encoded += c;
    } else {
      encoded += '%';
      encoded += kHex[byte >> 4];
      encoded += kHex[byte & 15];
    }
  }
  return encoded;
}

}  // namespace orderbridge::shopware5
