// SPDX-License-Identifier: MIT
#include "sessions.hpp"

#include "odbc_session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

SessionFactory odbc_sessions(std::string connection_string, std::string user, std::string password,
                             const Host& host) {
  return [connection_string = std::move(connection_string), user = std::move(user),
          password = std::move(password),
          &host] { return make_odbc_session(connection_string, user, password, host); };
}

Session& Sessions::current() {
  if (session_ && session_->broken()) drop();
  if (!session_) session_ = factory_();
  return *session_;
}

}  // namespace orderbridge::jtlwawi::sqlserver
