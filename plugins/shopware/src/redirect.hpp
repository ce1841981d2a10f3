// SPDX-License-Identifier: MIT
// What a redirect of the shop means for the admin. Redirects are never followed: credentials stay where they
// were meant to go. Pure.
#pragma once
#include "http/answer.hpp"
#include "http/url.hpp"
#include "language.hpp"

namespace orderbridge::shopware5 {

/// Same host with another scheme, port or path: enter the final address. Another host: says which.
std::string redirect_text(Language say, const ShopUrl& from, const Answer& answer);

}  // namespace orderbridge::shopware5
