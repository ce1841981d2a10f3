// SPDX-License-Identifier: MIT
// What Shopware's own JSON means where it refuses: the only answers that may stop a connection until a person
// acts. Pure.
#pragma once
#include "failures.hpp"

namespace orderbridge::shopware5 {

/// A status outside 2xx with the API's own JSON, whose `message` says what is wrong. `what`: the subject.
Failure own_refusal(const Context& context, const Request& request, const std::string& what, int status,
                    const std::string& message);

}  // namespace orderbridge::shopware5
