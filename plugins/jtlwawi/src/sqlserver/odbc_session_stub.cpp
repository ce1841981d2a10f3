// SPDX-License-Identifier: MIT
// Stands in for odbc_session.cpp in a build without an ODBC driver manager.
#include "odbc_session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

std::unique_ptr<Session> make_odbc_session(const std::string&, const std::string&, const std::string&,
                                           const Host& host) {
  throw bad_config("database",
                   host.say("this Orderbridge was built without ODBC: install a build that has it",
                            "dieses Orderbridge wurde ohne ODBC gebaut: eines mit ODBC installieren"));
}

}  // namespace orderbridge::jtlwawi::sqlserver
