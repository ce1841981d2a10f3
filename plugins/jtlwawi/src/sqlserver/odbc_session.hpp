// SPDX-License-Identifier: MIT
// make_odbc_session(): a Session over unixODBC and a driver of the admin's choice, FreeTDS or Microsoft's.
// Used by sessions.cpp alone. Throws SqlError where driver or server refuse, Error where an option cannot be
// used. No text of it names a user or password. Each session has a connection of its own; one thread each.
#pragma once
#include <memory>
#include <orderbridge/call.hpp>
#include <string>

#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

struct OdbcLimits {
  std::size_t login_seconds = 15, statement_seconds = 60;
};

/// `connection_string` without user and password; where both are empty, the string or the DSN has them.
std::unique_ptr<Session> make_odbc_session(const std::string& connection_string, const std::string& user,
                                           const std::string& password, const Host& host,
                                           OdbcLimits limits = {});

}  // namespace orderbridge::jtlwawi::sqlserver
