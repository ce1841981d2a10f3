// SPDX-License-Identifier: MIT
#include "transaction.hpp"

namespace orderbridge::jtlwawi::sqlserver {

namespace {

void try_once(Session& session, const std::function<void(Session&)>& work) {
  session.begin();
  try {
    work(session);
    // The server may have ended the transaction although the work made nothing of an error.
    if (session.broken()) throw SqlError(0, "25000", "the transaction was lost while it was worked on");
    session.commit();
  } catch (...) {
    session.rollback();
    throw;
  }
}

}  // namespace

void in_transaction(const std::function<std::unique_ptr<Session>()>& make_session,
                    const std::function<void(Session&)>& work, int attempts,
                    const std::function<void(int)>& pause) {
  for (int attempt = 1;; ++attempt) {
    try {
      try_once(*make_session(), work);  // a session of its own: the last one is broken
      return;
    } catch (const SqlError& e) {
      if (!e.is_deadlock() || attempt >= attempts) throw;
    }
    if (pause) pause(attempt);
  }
}

}  // namespace orderbridge::jtlwawi::sqlserver
