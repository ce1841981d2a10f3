// SPDX-License-Identifier: MIT
// Optional: POCO's exceptions and HTTP statuses as Errors, for connectors that use POCO Net or POCO Data.
// The plugin API itself needs no POCO; include this only where POCO is linked.
#pragma once
#include <Poco/Exception.h>
#include <Poco/Net/NetException.h>

#include <string>

#include "error.hpp"

namespace orderbridge::poco {

/// `what` says what was being done: "reading order 63 from https://shop.example". Never returns.
[[noreturn]] inline void rethrow(const Poco::Exception& e, const std::string& what) {
  const std::string detail = e.displayText();
  if (dynamic_cast<const Poco::TimeoutException*>(&e))
    throw retry(what + ": no answer in time").remote(detail, e.code());
  if (dynamic_cast<const Poco::Net::HostNotFoundException*>(&e) ||
      dynamic_cast<const Poco::Net::NoAddressFoundException*>(&e))
    throw not_connected(what + ": host name not found").remote(detail, e.code());
  if (dynamic_cast<const Poco::Net::ConnectionRefusedException*>(&e))
    throw not_connected(what + ": connection refused").remote(detail, e.code());
  if (dynamic_cast<const Poco::Net::NetException*>(&e) || dynamic_cast<const Poco::IOException*>(&e))
    throw retry(what + ": connection lost").remote(detail, e.code());
  if (dynamic_cast<const Poco::InvalidArgumentException*>(&e) ||
      dynamic_cast<const Poco::SyntaxException*>(&e))
    throw Error(OB_BAD_CONFIG, what + ": malformed value").remote(detail, e.code());
  throw Error(OB_INTERNAL, what + ": unexpected error").remote(detail, e.code());
}

/// Runs fn and translates what POCO throws.
template <class Fn>
auto translated(const std::string& what, Fn&& fn) -> decltype(fn()) {
  try {
    return fn();
  } catch (const Poco::Exception& e) {
    rethrow(e, what);
  }
}

}  // namespace orderbridge::poco
