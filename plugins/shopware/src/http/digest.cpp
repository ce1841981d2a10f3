// SPDX-License-Identifier: MIT
// See digest.hpp.
#include "digest.hpp"

#include <Poco/Base64Encoder.h>
#include <Poco/MD5Engine.h>

#include <cstdio>
#include <sstream>

namespace orderbridge::shopware5 {
namespace {

std::string md5(const std::string& text) {
  Poco::MD5Engine engine;
  engine.update(text);
  return Poco::DigestEngine::digestToHex(engine.digest());
}

/// The value of `name=` in a challenge, quoted or not; the name must start a parameter.
std::optional<std::string> parameter(std::string_view header, std::string_view name) {
  for (std::size_t at = 0; (at = header.find(name, at)) != std::string_view::npos; ++at) {
    const auto end = at + name.size();
    const bool starts = at > 0 && (header[at - 1] == ' ' || header[at - 1] == ',');
    if (!starts || end >= header.size() || header[end] != '=') continue;
    auto value = header.substr(end + 1);
    if (!value.empty() && value[0] == '"') {
      value.remove_prefix(1);
      const auto quote = value.find('"');
      if (quote == std::string_view::npos) return std::nullopt;
      return std::string(value.substr(0, quote));
    }
    return std::string(value.substr(0, value.find_first_of(", ")));
  }
  return std::nullopt;
}

/// What is echoed back must not be able to break out of its quotes.
bool quotable(const std::string& text) noexcept {
  for (const char c : text)
    if (c < ' ' || c > '~' || c == '"' || c == '\\') return false;
  return true;
}

}  // namespace

std::optional<Challenge> parse_challenge(std::string_view header) {
  if (header.substr(0, 7) != "Digest ") return std::nullopt;
  auto realm = parameter(header, "realm"), nonce = parameter(header, "nonce"),
       opaque = parameter(header, "opaque");
  const auto algorithm = parameter(header, "algorithm").value_or("MD5");
  const auto qop = parameter(header, "qop").value_or("auth");
  if (!realm || !nonce || nonce->empty() || algorithm != "MD5" || qop.find("auth") == std::string::npos)
    return std::nullopt;
  Challenge challenge{std::move(*realm), std::move(*nonce), opaque.value_or("")};
  if (!quotable(challenge.realm) || !quotable(challenge.nonce) || !quotable(challenge.opaque))
    return std::nullopt;
  return challenge;
}

std::string digest_header(const Challenge& challenge, const DigestInput& input) {
  char count[9];
  std::snprintf(count, sizeof count, "%08x", static_cast<unsigned>(input.count));
  const std::string user(input.user), uri(input.uri), cnonce(input.cnonce);
  const auto secret = md5(user + ":" + challenge.realm + ":" + std::string(input.key));
  const auto request = md5(std::string(input.method) + ":" + uri);
  const auto response = md5(secret + ":" + challenge.nonce + ":" + count + ":" + cnonce + ":auth:" + request);
  // nonce stands before cnonce: the shop's pattern for nonce would otherwise catch cnonce.
  return "Digest username=\"" + user + "\", realm=\"" + challenge.realm + "\", nonce=\"" + challenge.nonce +
         "\", uri=\"" + uri + "\", qop=auth, nc=" + count + ", cnonce=\"" + cnonce + "\", response=\"" +
         response + "\", opaque=\"" + challenge.opaque + "\", algorithm=\"MD5\"";
}

std::string basic_header(std::string_view user, std::string_view key) {
  std::ostringstream text;
  Poco::Base64Encoder encoder(text);
  encoder.rdbuf()->setLineLength(0);
  encoder << user << ':' << key;
  encoder.close();
  return "Basic " + text.str();
}

}  // namespace orderbridge::shopware5
