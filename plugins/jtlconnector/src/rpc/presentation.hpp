// SPDX-License-Identifier: MIT
// How the endpoint presents itself: the answers of core.connector.features and connector.identify. JSON text.
#pragma once
#include <string>

namespace orderbridge::jtlconnector {

std::string features_json();
/// `body_limit`: bytes of a request that are taken.
std::string identify_json(const std::string& version, std::size_t body_limit);

}  // namespace orderbridge::jtlconnector
