// SPDX-License-Identifier: MIT
// serve: the HTTP endpoint that JTL-Wawi asks, until it is to end. Plain HTTP: TLS and the way in from
// outside are a reverse proxy's. Called by the action "serve" on its thread; makes threads of its own and
// ends them.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "rpc/service.hpp"
#include "store.hpp"

namespace orderbridge::jtlconnector {

/// What a client may ask of the endpoint.
struct EndpointLimits {
  int threads = 16;                               // requests at once
  int queued = 64;                                // connections that wait for a thread; more are closed
  std::chrono::milliseconds receive{30'000};      // from the connection to the last byte of its request
  std::chrono::milliseconds send{60'000};         // until the answer is taken
  std::chrono::milliseconds last_request{1'000};  // at the end: for a request that is still coming in
  std::chrono::milliseconds last_answer{10'000};  // at the end: for an answer that is still going out
};

struct ServeOptions {
  std::string listen = "127.0.0.1:8080";  // address:port or [address]:port; port 0: any free one
  ServiceSettings service;                // token, global data; its body_limit holds for HTTP, too
  EndpointLimits limits;
  std::function<void(std::uint16_t)> listening;  // told the port once connections are accepted; may be empty
};

/// Throws Error (OB_BAD_CONFIG, option listen) where this is no address and port.
void check_address(const std::string& listen, const Host& host);

/// Returns when cancelled() says so, after what was under way. Throws Error: OB_BAD_CONFIG for options that
/// cannot work, OB_RETRY where the address is in use.
void serve(const ServeOptions& options, Store& store, const std::function<bool()>& cancelled,
           const Host& host);

}  // namespace orderbridge::jtlconnector
