// SPDX-License-Identifier: MIT
// Reads an Authorization header as Shopware's old library does: by unanchored patterns, so that `nonce="` is
// also found inside `cnonce="` when that comes first. The views point into the header.
#pragma once

#include <string_view>

namespace orderbridge::sandbox {

struct DigestHeader {
  std::string_view username, realm, nonce, uri, response, cnonce, opaque, qop, nc;
};

enum class HeaderForm {
  kGood,
  kBadName,    // user name not printable ASCII or with a colon: answered with a new challenge
  kMalformed,  // answered with 400
};

// `target` is the request's own path and query: only the paths are compared.
HeaderForm read_digest_header(std::string_view header, std::string_view target, DigestHeader& out);

}  // namespace orderbridge::sandbox
