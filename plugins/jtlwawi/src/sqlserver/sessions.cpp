// SPDX-License-Identifier: MIT
#include "sessions.hpp"

#include "odbc_session.hpp"

namespace orderbridge::jtlwawi::sqlserver {

SessionFactory odbc_sessions(const WawiOptions& options, const Host& host) {
  OdbcLimits limits;
  limits.statement_seconds = static_cast<std::size_t>(options.answer_timeout.count());
  return [&options, limits, &host] {
    return make_odbc_session(options.odbc, options.user, options.password, host, limits);
  };
}

Session& Sessions::current() {
  if (session_ && session_->broken()) drop();
  if (!session_) session_ = factory_();
  return *session_;
}

}  // namespace orderbridge::jtlwawi::sqlserver
