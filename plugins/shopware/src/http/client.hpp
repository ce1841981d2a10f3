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

/// A shop that asks for more time than this is left alone: the run ends and says when to come back.
inline constexpr std::int64_t kLongestWaitMs = 10'000;
inline constexpr int kRefusals = 4;  // of one request, before it counts as failed

class ShopClient {
 public:
  /// Reads the CA file; opens no connection. Throws BAD_CONFIG.
  explicit ShopClient(const Options& options);

  /// The body of a 2xx answer that looks like JSON, with room for simdjson's padding behind its end. `path`
  /// of the request starts below the shop's base path ("/api/orders/63"). Throws Failure and Cancelled.
  ///
  /// An update (PUT) goes out at most once: not again after a broken connection, nor after a refusal (429,
  /// 503), since a person may act while one waits; who asks must look at the order again first. (A login that
  /// is refused changes nothing: after the challenge it is sent with the answer.) Cancellation is looked at
  /// right before each sending.
  std::string ask(Request request, const CancelToken& token);

  /// Closes idle connections.
  void disconnect();
  /// The shop's clock against ours, by its last answer; nullopt before the first.
  std::optional<std::int64_t> clock_ahead() const;
  Context context() const { return {options_.say, options_.url}; }

 private:
  Answer ask_with_patience(const Request& request, const CancelToken& token);
  Answer ask_logged_in(Session& session, const Request& request, const CancelToken& token);
  NoAnswer looked_into(const NoAnswer& none, const Request& request) const;
  std::unique_ptr<Session> borrow(const Request& request);
  void give_back(std::unique_ptr<Session> session, const Answer& answer);

  const Options& options_;
  SessionOptions session_options_;
  std::shared_ptr<SharedState> shared_;
  mutable std::mutex mutex_;  // guards the rest:
  std::vector<std::unique_ptr<Session>> idle_;
  std::string last_date_;
};

}  // namespace orderbridge::shopware5
