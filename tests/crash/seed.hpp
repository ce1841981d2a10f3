// SPDX-License-Identifier: MIT
// The seed of a random test: OB_SEED repeats one, else it is new each time. Print it.
#pragma once
#include <cstdint>
#include <cstdlib>
#include <random>

namespace crash {

inline std::uint64_t seed() {
  const char* given = std::getenv("OB_SEED");
  return given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
}

}  // namespace crash
