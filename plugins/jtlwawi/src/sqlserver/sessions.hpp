// SPDX-License-Identifier: MIT
// Sessions: the one connection to SQL Server that is in use, made when it is needed and made anew once it is
// broken. One thread at a time. Throws SqlError, and what the factory throws.
#pragma once
#include <functional>
#include <memory>
#include <orderbridge/call.hpp>
#include <string>

#include "../wawi_options.hpp"
#include "server_errors.hpp"
#include "session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

using SessionFactory = std::function<std::unique_ptr<Session>()>;

/// By options database, user, password and answer-timeout. `options` and `host` outlive the factory.
SessionFactory odbc_sessions(const WawiOptions& options, const Host& host);

class Sessions {
 public:
  explicit Sessions(SessionFactory factory) : factory_(std::move(factory)) {}

  Session& current();
  /// The next current() connects anew.
  void drop() noexcept { session_.reset(); }
  /// fn(Session&) that only reads: once more on a new session where the connection was lost; what the server
  /// says becomes an Error.
  template <class Fn>
  void read(const Call& call, const Host& host, Fn&& fn) {
    for (bool again = true;; again = false) {
      try {
        return fn(current());
      } catch (const SqlError& e) {
        drop();
        if (!again || !again_at_once(e)) throw server_error(e, host);
      }
      call.check();
    }
  }

 private:
  SessionFactory factory_;
  std::unique_ptr<Session> session_;
};

/// One transaction; rolls back when it was not committed.
class Transaction {
 public:
  explicit Transaction(Session& session) : session_(session) { session_.begin(); }
  ~Transaction() {
    if (open_) session_.rollback();
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;
  void commit() {
    session_.commit();
    open_ = false;
  }

 private:
  Session& session_;
  bool open_ = true;
};

}  // namespace orderbridge::jtlwawi::sqlserver
