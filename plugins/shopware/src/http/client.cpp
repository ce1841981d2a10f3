// SPDX-License-Identifier: MIT
// See client.hpp.
#include "client.hpp"

#include <simdjson.h>

#include "port_probe.hpp"

namespace orderbridge::shopware5 {
namespace {

using Clock = std::chrono::steady_clock;

bool refuses(const Answer& answer) {
  return answer.status == 429 || answer.status == 503;
}

SessionOptions session_options(const Options& options) {
  SessionOptions s;
  s.url = options.url;
  s.connect_timeout = options.connect_timeout;
  s.idle_timeout = options.idle_timeout;
  s.answer_limit = options.answer_limit;
  if (options.url.https) s.tls = make_tls_context(options.tls_verify, options.tls_ca_file);
  return s;
}

}  // namespace

ShopClient::ShopClient(const Options& options)
    : options_(options),
      session_options_(session_options(options)),
      shared_(shared_state(options.connection_id, options.url.text(), options.auth, options.url.https,
                           options.connections)) {}

std::string ShopClient::ask(Request request, const CancelToken& token) {
  request.target.insert(0, options_.url.base_path);
  try {
    auto answer = ask_with_patience(request, token);
    if (auto failure = judge(context(), request, answer)) throw *std::move(failure);
    answer.body.reserve(answer.body.size() + simdjson::SIMDJSON_PADDING);
    return std::move(answer.body);
  } catch (const NoAnswer& none) {
    throw judge(context(), request, looked_into(none, request));
  }
}

/// A first request that failed without a word is looked into: does the port speak the other of the two?
NoAnswer ShopClient::looked_into(const NoAnswer& none, const Request& request) const {
  const bool silent = none.trouble == Trouble::kLost || none.trouble == Trouble::kTimeout;
  if (!silent || request.asking != Asking::kVersion) return none;
  if (options_.url.https) return speaks_http(options_.url) ? NoAnswer(Trouble::kNoHttps, none.what()) : none;
  return speaks_tls(options_.url) ? NoAnswer(Trouble::kWantsHttps, none.what()) : none;
}

/// A refusal with a short Retry-After, or none, is waited out while the limiter slows everybody down.
Answer ShopClient::ask_with_patience(const Request& request, const CancelToken& token) {
  auto session = borrow(request);
  const int most = request.asking == Asking::kUpdate ? 1 : kRefusals;
  for (int refusals = 0;;) {
    const auto answered_before = shared_->limiter.enter(token);
    const auto start = Clock::now();
    Answer answer;
    try {
      answer = ask_logged_in(*session, request, token);
    } catch (const NoAnswer& none) {
      const bool hung = none.trouble == Trouble::kTimeout || none.trouble == Trouble::kTooSlow;
      hung ? shared_->limiter.leave_hung(answered_before) : shared_->limiter.leave_refused();
      throw;
    } catch (...) {
      shared_->limiter.leave();
      throw;
    }
    if (!refuses(answer)) {
      shared_->limiter.leave_answered(std::chrono::duration_cast<Pace::Latency>(Clock::now() - start));
      give_back(std::move(session), answer);
      return answer;
    }
    shared_->limiter.leave_refused();
    const auto asked_for = retry_after_ms(answer.retry_after);
    if (++refusals == most || asked_for > kLongestWaitMs) {
      give_back(std::move(session), answer);
      return answer;
    }
    wait(asked_for > 0 ? asked_for : 250 << refusals, token);
  }
}

Answer ShopClient::ask_logged_in(Session& session, const Request& request, const CancelToken& token) {
  const auto end = Clock::now() + session_options_.answer_timeout();
  // At most: a challenge, one fallback from Basic, one nonce that ended in between.
  for (int tries = 0;; ++tries) {
    std::string nonce;
    const auto authorization = shared_->login.authorization(options_.credentials, request, nonce);
    token.check();
    auto answer = session.exchange(request, authorization, token, end);
    if (answer.status != 401) {
      if (!authorization.empty()) shared_->login.accepted();
      return answer;
    }
    if (tries == 2 || !shared_->login.learn(answer, nonce)) return answer;
  }
}

std::unique_ptr<Session> ShopClient::borrow(const Request& request) {
  {
    const std::lock_guard lock(mutex_);
    // An update is not sent again, so it must not meet a connection that the shop closed meanwhile. Where the
    // one used last is too old, all are.
    if (request.asking == Asking::kUpdate && !idle_.empty() && !idle_.back()->just_used()) idle_.clear();
    if (!idle_.empty()) {
      auto session = std::move(idle_.back());  // the one used last is the most likely to be still open
      idle_.pop_back();
      return session;
    }
  }
  return std::make_unique<Session>(session_options_);
}

void ShopClient::give_back(std::unique_ptr<Session> session, const Answer& answer) {
  const std::lock_guard lock(mutex_);
  last_date_ = answer.date;
  idle_.push_back(std::move(session));
}

std::optional<std::int64_t> ShopClient::clock_ahead() const {
  const std::lock_guard lock(mutex_);
  return seconds_ahead(last_date_);
}

void ShopClient::disconnect() {
  const std::lock_guard lock(mutex_);
  idle_.clear();
}

}  // namespace orderbridge::shopware5
