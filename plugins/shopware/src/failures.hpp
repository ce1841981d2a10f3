// SPDX-License-Identifier: MIT
// The one place that says what an answer (or none) of the shop means: status, text for the admin, what to do,
// and whether one order or the whole shop is concerned. Pure; tested with every recorded exchange.
#pragma once
#include <optional>

#include "http/answer.hpp"
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
Failure unreadable_list(const Context& context, const Request& request);

/// Seconds by which a date header is ahead of this machine's clock; nullopt where it is no date.
std::optional<std::int64_t> seconds_ahead(const std::string& date);

/// Milliseconds of a Retry-After header (seconds or a date); 0 where it is absent or unreadable.
std::int64_t retry_after_ms(const std::string& header);

/// What the shop says in {"message": ...}, cut; empty where the body is no such JSON.
std::string shop_message(const std::string& body);

}  // namespace orderbridge::shopware5
