// SPDX-License-Identifier: MIT
// make_odbc_session(): a Session over POCO's ODBC. Used by sessions.cpp alone. Throws SqlError where the
// server refuses, Error where there is no driver.
#pragma once
#include <memory>
#include <orderbridge/call.hpp>
#include <string>

#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

/// `connection_string` without user and password; where both are empty, the string or the DSN has them.
std::unique_ptr<Session> make_odbc_session(const std::string& connection_string, const std::string& user,
                                           const std::string& password, const Host& host);

}  // namespace orderbridge::jtlwawi::sqlserver
