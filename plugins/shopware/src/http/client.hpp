// SPDX-License-Identifier: MIT
// ShopClient: asks the shop one thing and returns its JSON, or throws the Failure that says what went wrong.
// Holds a pool of kept-alive sessions; any number of threads may ask at once, the shared limiter says how
// many do.
#pragma once
#include <mutex>
#include <vector>

#include "../failures.hpp"
#include "../options.hpp"
#include "shared_state.hpp"

namespace orderbridge::shopware5 {

class ShopClient {
 public:
  /// Reads the CA file; opens no connection. Throws BAD_CONFIG.
  explicit ShopClient(const Options& options);

  /// The body of a 2xx answer that looks like JSON, with room for simdjson's padding behind its end. `path`
  /// of the request starts below the shop's base path ("/api/orders/63"). Throws Failure and Cancelled.
  std::string ask(Request request, const CancelToken& token);

  /// Closes idle connections.
  void disconnect();
  /// The shop's clock against ours, by its last answer; nullopt before the first.
  std::optional<std::int64_t> clock_ahead() const;
  Context context() const { return {options_.say, options_.url}; }

 private:
  Answer ask_with_patience(const Request& request, const CancelToken& token);
  Answer ask_logged_in(Session& session, const Request& request, const CancelToken& token);
  std::unique_ptr<Session> borrow();
  void give_back(std::unique_ptr<Session> session, const Answer& answer);

  const Options& options_;
  SessionOptions session_options_;
  std::shared_ptr<SharedState> shared_;
  mutable std::mutex mutex_;  // guards the rest:
  std::vector<std::unique_ptr<Session>> idle_;
  std::string last_date_;
};

}  // namespace orderbridge::shopware5
