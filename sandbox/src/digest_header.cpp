// SPDX-License-Identifier: MIT
// See digest_header.hpp.
#include "digest_header.hpp"

#include <algorithm>
#include <cctype>

namespace orderbridge::sandbox {
namespace {

// name="value", anywhere; an empty value counts as missing.
std::string_view value_of(std::string_view header, std::string_view name) {
  for (auto at = header.find(name); at != std::string_view::npos; at = header.find(name, at + 1)) {
    const auto begin = at + name.size();
    if (header.substr(begin, 2) != "=\"") continue;
    const auto end = header.find('"', begin + 2);
    if (end != std::string_view::npos && end > begin + 2) return header.substr(begin + 2, end - begin - 2);
  }
  return {};
}

bool hex(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return std::isxdigit(c); });
}

bool printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c >= 0x20 && c < 0x7F; });
}

std::string_view nc_of(std::string_view header) {
  for (auto at = header.find("nc="); at != std::string_view::npos; at = header.find("nc=", at + 1)) {
    const auto begin = at + 3 + (header.substr(at + 3, 1) == "\"");
    const auto value = header.substr(begin, 8);
    if (value.size() == 8 && hex(value)) return value;
  }
  return {};
}

bool has_qop_auth(std::string_view header) {
  return header.find("qop=auth") != std::string_view::npos ||
         header.find("qop=\"auth") != std::string_view::npos;
}

std::string_view path_of(std::string_view uri) {
  const auto scheme = uri.find("://");
  if (scheme != std::string_view::npos && scheme < uri.find('/')) {
    const auto slash = uri.find('/', scheme + 3);
    uri = slash == std::string_view::npos ? std::string_view("/") : uri.substr(slash);
  }
  return uri.substr(0, uri.find('?'));
}

}  // namespace

HeaderForm read_digest_header(std::string_view header, std::string_view target, DigestHeader& out) {
  out.username = value_of(header, "username");
  if (out.username.empty()) return HeaderForm::kMalformed;
  if (!printable(out.username) || out.username.find(':') != std::string_view::npos)
    return HeaderForm::kBadName;
  out.realm = value_of(header, "realm");
  out.nonce = value_of(header, "nonce");
  out.uri = value_of(header, "uri");
  out.response = value_of(header, "response");
  out.cnonce = value_of(header, "cnonce");
  out.opaque = value_of(header, "opaque");
  out.nc = nc_of(header);
  out.qop = "auth";
  const bool complete = !out.realm.empty() && hex(out.nonce) && !out.uri.empty() &&
                        out.response.size() == 32 && hex(out.response) && !out.cnonce.empty() &&
                        printable(out.cnonce) && out.opaque.size() == 32 && hex(out.opaque) &&
                        !out.nc.empty() && has_qop_auth(header);
  return complete && path_of(out.uri) == path_of(target) ? HeaderForm::kGood : HeaderForm::kMalformed;
}

}  // namespace orderbridge::sandbox
