// SPDX-License-Identifier: MIT
// in_transaction(): work that is done whole or not at all, whatever deadlock it loses. Used by what writes to
// SQL Server; knows no ODBC. One thread. Throws SqlError, and what the work or the factory throws.
#pragma once
#include <functional>
#include <memory>

#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

inline constexpr int kTransactionAttempts = 5;

/// Does `work` between begin and commit. A deadlock (1205) takes the whole transaction: it is begun anew,
/// from the first statement, each time on another session, at most `attempts` times in all. Any other error
/// rolls back and is thrown on. `pause(n)` is called before attempt n + 1; it may throw to give up.
void in_transaction(const std::function<std::unique_ptr<Session>()>& make_session,
                    const std::function<void(Session&)>& work, int attempts = kTransactionAttempts,
                    const std::function<void(int)>& pause = {});

}  // namespace orderbridge::jtlwawi::sqlserver
