// SPDX-License-Identifier: MIT
// The program's version, as in CHANGELOG.md: "0.3.0". Constant, any thread.
#pragma once

namespace orderbridge {

const char* version() noexcept;

}  // namespace orderbridge
