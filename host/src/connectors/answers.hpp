// SPDX-License-Identifier: MIT
// What a connector answers, judged: a struct that is too small, a word that there is not, a time that cannot
// be. What cannot be believed is no answer: the order stays in doubt, or is asked for again, and the run says
// so. Pure.
#pragma once
#include <cstdint>
#include <string>

#include "connectors/instance.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::connectors {

/// Why this is no answer; empty: it is one.
std::string flaw_of(const ob_result& result);
std::string flaw_of(const ob_found& found);
std::string flaw_of(const ob_note& note);

/// A wait between nothing and a week; what lies outside is a connector's slip and must not overflow.
std::int64_t sane_wait_ms(std::int64_t ms) noexcept;

/// As owned values, texts bounded and printable. Only of what has no flaw.
Found found_of(const ob_found& found);

}  // namespace orderbridge::connectors
