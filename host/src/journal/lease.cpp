// SPDX-License-Identifier: MIT
#include "journal/lease.hpp"

#include <cstdlib>

namespace orderbridge::journal {

bool lives(const Server& server, Micros now) {
  if (platform::is_of_this_machine(server.holder)) return !is_gone(server.holder);
  return std::abs(now - server.seen) <= 3 * kBeatEvery;  // the clock may have gone back
}

}  // namespace orderbridge::journal
