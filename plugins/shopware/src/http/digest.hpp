// SPDX-License-Identifier: MIT
// HTTP Digest as Shopware 5 understands it (a home-made parser with regular expressions): nonce before
// cnonce, opaque and nc with eight digits mandatory, MD5 and qop=auth only. Pure functions.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace orderbridge::shopware5 {

struct Challenge {
  std::string realm, nonce, opaque;
};

/// From a WWW-Authenticate header; nullopt where it is no Digest challenge with MD5 and qop auth.
std::optional<Challenge> parse_challenge(std::string_view header);

struct DigestInput {
  std::string_view user, key, method, uri;  // uri: path and query exactly as in the request line
  std::string_view cnonce;                  // printable ASCII
  std::uint32_t count = 1;
};

/// The Authorization header.
std::string digest_header(const Challenge& challenge, const DigestInput& input);
/// The Authorization header of HTTP Basic.
std::string basic_header(std::string_view user, std::string_view key);

}  // namespace orderbridge::shopware5
