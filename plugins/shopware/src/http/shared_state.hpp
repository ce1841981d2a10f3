// SPDX-License-Identifier: MIT
// What all instances of one connection share inside the library: login and limiter. Found by connection id
// and URL; dies with the last instance. Thread-safe.
#pragma once
#include <memory>

#include "limiter.hpp"
#include "login.hpp"

namespace orderbridge::shopware5 {

struct SharedState {
  SharedState(AuthMode mode, bool https, int connections) : login(mode, https), limiter(connections) {}
  Login login;
  Limiter limiter;
};

std::shared_ptr<SharedState> shared_state(const std::string& connection_id, const std::string& url,
                                          AuthMode mode, bool https, int connections);

}  // namespace orderbridge::shopware5
