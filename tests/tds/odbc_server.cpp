// SPDX-License-Identifier: MIT
#include "odbc_server.hpp"

#include <catch2/catch.hpp>

#include "script.hpp"

namespace tds {

OdbcServer::~OdbcServer() {
  server_.stop();
  CHECK(server_.misunderstood().empty());
}

std::string OdbcServer::connection() const {
  return "DRIVER=" + driver() + ";SERVER=127.0.0.1;PORT=" + std::to_string(server_.port()) +
         ";DATABASE=eazybusiness";
}

std::unique_ptr<orderbridge::jtlwawi::sqlserver::Session> OdbcServer::connect() {
  ++logins;
  if (on_login) on_login();
  return orderbridge::jtlwawi::sqlserver::make_odbc_session(connection(), "orderbridge", "geheim",
                                                            quiet_host());
}

}  // namespace tds
