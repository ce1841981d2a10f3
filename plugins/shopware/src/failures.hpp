// SPDX-License-Identifier: MIT
// The one place that says what an answer (or none) of the shop means: status, text for the admin, what to do,
// and whether one order or the whole shop is concerned. Pure; tested with every recorded exchange.
#pragma once
#include <optional>
#include <string_view>

#include "http/answer.hpp"
#include "http/time_header.hpp"
#include "http/url.hpp"
#include "language.hpp"
#include "orderbridge/error.hpp"

namespace orderbridge::shopware5 {

enum class Scope {
  kOrder,  // this order failed for now; others may work
  kGone,   // this order is not readable: aborted or deleted
  kShop    // nothing will work: stop
};

struct Failure {
  Error error;
  Scope scope = Scope::kShop;
  bool weighs = true;  // enough of them in a row mean that the shop as a whole fails
  bool hung = false;   // the answer did not come in time: asking at once again would wait as long again
};

/// What the texts name.
struct Context {
  Language say;
  const ShopUrl& url;
};

/// nullopt: status 2xx with a body that looks like JSON.
std::optional<Failure> judge(const Context& context, const Request& request, const Answer& answer);
Failure judge(const Context& context, const Request& request, const NoAnswer& none);
/// The answer was JSON by its looks, but could not be read.
Failure unreadable(const Context& context, const Request& request, const std::string& why);
/// `body`: for signs of who spoilt it; never shown.
Failure unreadable_list(const Context& context, const Request& request, std::string_view body = {});

}  // namespace orderbridge::shopware5
