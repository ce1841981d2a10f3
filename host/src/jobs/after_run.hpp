// SPDX-License-Identifier: MIT
// What the scheduler must know of how a run ended: patience that the other side asked for, logins that were
// refused, and what halts a job until a person acts. Pure.
//
// A refused login may be the shop's passing trouble (a deployment, a cache, an account that is being saved):
// it is tried again after 1, 5 and 15 minutes. A key that is wrong so makes four failed logins in 21 minutes,
// far apart enough for any lock that counts failures in a row: Shopware 5 locks its backend login for 30
// seconds times the failures (Enlight_Components_Auth_Adapter_DbTable, lockSeconds = 30).
#pragma once
#include <string>

#include "journal/lease.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::jobs {

inline constexpr Micros kLoginWaits[] = {60 * 1000000LL, 300 * 1000000LL, 900 * 1000000LL};

struct RunEnd {
  bool worked = false;       // to its end, with warnings or without
  bool abandoned = false;    // a connector hangs
  ob_status status = OB_OK;  // of the call that failed
  std::int64_t retry_after_ms = 0;
  std::string text;  // why it failed
};

/// By schedule or by hand alike.
void after_run(journal::Job& job, const RunEnd& end, Micros now);

}  // namespace orderbridge::jobs
