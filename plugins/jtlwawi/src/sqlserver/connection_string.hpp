// SPDX-License-Identifier: MIT
// What ODBC is told to connect: the admin's text, user and password, and what FreeTDS needs to know beyond
// that. Used by odbc_session.cpp. Pure but for the lookup that is handed in. The result is a secret.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace orderbridge::jtlwawi::sqlserver {

/// The value of a key like "DSN", in any case; braces taken off.
std::optional<std::string> connection_value(std::string_view connection, std::string_view key);

/// `driver_of`: the driver's name or file of a DSN, empty where unknown.
bool is_freetds(std::string_view connection, const std::function<std::string(const std::string&)>& driver_of);

/// `seconds`: how long FreeTDS waits for what is no statement, a COMMIT; without, for ever.
/// nullopt: FreeTDS cannot be given this user or password, since "};" ends a value there whatever is done.
std::optional<std::string> connection_text(std::string connection, const std::string& user,
                                           const std::string& password, bool freetds, std::size_t seconds);

}  // namespace orderbridge::jtlwawi::sqlserver
