// SPDX-License-Identifier: MIT
// From an HTTP request to what the service is asked: body within limits, form fields in either encoding, whom
// wrong tokens are blamed on. No state.
#pragma once
#include <Poco/Net/HTTPServerRequest.h>

#include <string>
#include <variant>

#include "rpc/service.hpp"

namespace orderbridge::jtlconnector {

/// The request, or why it is none (text for the client). Throws Poco::Exception where the connection breaks.
std::variant<Asked, std::string> read_form(Poco::Net::HTTPServerRequest& request, std::size_t body_limit);

/// A key, not a text: the peer's address; behind a proxy on this machine, whom the proxy names last. IPv6 by
/// its network, because one client has a whole network of addresses.
std::string client_of(const Poco::Net::HTTPServerRequest& request);

}  // namespace orderbridge::jtlconnector
