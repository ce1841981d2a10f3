// SPDX-License-Identifier: MIT
// OdbcServer: what FakeServer is to connector jtlwawi, but over the wire: its sessions go through unixODBC
// and FreeTDS to a TDS server with the Handler behind it. One thread per session.
#pragma once
#include <functional>
#include <memory>

#include "sqlserver/sessions.hpp"
#include "tds_server.hpp"

namespace tds {

class OdbcServer {
 public:
  explicit OdbcServer(Handler handler) : server_(std::move(handler)) {}
  ~OdbcServer();
  OdbcServer(const OdbcServer&) = delete;
  OdbcServer& operator=(const OdbcServer&) = delete;

  orderbridge::jtlwawi::sqlserver::SessionFactory factory() {
    return [this] { return connect(); };
  }
  /// Thrown by the next logins.
  std::function<void()> on_login;
  int logins = 0;

  /// For a host that is another process: what stands behind "odbc:" in its option database.
  std::string connection() const;
  /// As when the server is shut down; for good.
  void stop() { server_.stop(); }

 private:
  std::unique_ptr<orderbridge::jtlwawi::sqlserver::Session> connect();
  TdsServer server_;
};

}  // namespace tds
