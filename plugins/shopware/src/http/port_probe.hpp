// SPDX-License-Identifier: MIT
// What a port speaks, asked where a first exchange failed without a word: https taken for http and the other
// way round look like a broken connection or a server that is silent. One connection each, no credentials,
// two seconds at most. Never throws.
#pragma once
#include "url.hpp"

namespace orderbridge::shopware5 {

bool speaks_http(const ShopUrl& url) noexcept;
bool speaks_tls(const ShopUrl& url) noexcept;

}  // namespace orderbridge::shopware5
