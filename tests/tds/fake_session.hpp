// SPDX-License-Identifier: MIT
// FakeServer: Sessions of connector jtlwawi that go to a Handler directly, without driver and wire, and
// behave as their contract says: after an error inside a transaction they are broken. One thread per session.
#pragma once
#include <functional>
#include <memory>

#include "answer.hpp"
#include "sqlserver/sessions.hpp"

namespace tds {

class FakeServer {
 public:
  explicit FakeServer(Handler handler) : handler_(std::move(handler)) {}
  FakeServer(const FakeServer&) = delete;
  FakeServer& operator=(const FakeServer&) = delete;

  orderbridge::jtlwawi::sqlserver::SessionFactory factory() {
    return [this] { return connect(); };
  }
  /// Thrown by the next logins.
  std::function<void()> on_login;
  int logins = 0;

 private:
  std::unique_ptr<orderbridge::jtlwawi::sqlserver::Session> connect();
  Handler handler_;
};

}  // namespace tds
