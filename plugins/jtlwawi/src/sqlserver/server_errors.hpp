// SPDX-License-Identifier: MIT
// What SQL Server's error numbers mean to an admin, in one place. Told apart by number and SQLSTATE only: the
// texts differ between servers and languages, and may quote data, so they travel as remote text. Stateless.
#pragma once
#include <orderbridge/call.hpp>

#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

enum class Trouble {
  kPassing,  ///< deadlock, lock timeout, connection lost, no room: the same may succeed later
  kAway,     ///< the server starts, stops, recovers or restores: the same will succeed in minutes
  kLogin,
  kRights,
  kNoDriver,     ///< unixODBC knows no such driver or DSN
  kUnreachable,  ///< no server there, or not that database: also while a server starts or recovers
  kTables,       ///< a table or column is not there
  kOneRow,       ///< a value or key of one order; its neighbours can be written
  kOther
};

Trouble trouble_of(const SqlError& error) noexcept;
/// True where the transaction is gone, nothing is wrong with it, and it may be begun anew at once.
bool again_at_once(const SqlError& error) noexcept;
Error server_error(const SqlError& error, const Host& host);

}  // namespace orderbridge::jtlwawi::sqlserver
