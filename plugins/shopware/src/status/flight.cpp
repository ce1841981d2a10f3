// SPDX-License-Identifier: MIT
// See flight.hpp.
#include "flight.hpp"

#include <algorithm>

#include "../fetch/query.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr int kRounds = kRefusals;
constexpr int kFailuresInARow = 5;

std::string json_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) continue;  // no tracking number has one
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + '"';
}

/// Header fields and nothing else: a PUT of `details` removes the lines it does not name.
std::string body_of(const Comparison& change) {
  std::string body;
  const auto add = [&body](const char* key, const std::string& value) {
    body += std::string(body.empty() ? "" : ",") + '"' + key + "\":" + value;
  };
  if (change.order) add("orderStatusId", std::to_string(*change.order));
  if (change.payment) add("paymentStatusId", std::to_string(*change.payment));
  if (change.tracking) add("trackingCode", json_text(*change.tracking));
  if (change.cleared) add("clearedDate", change.cleared->empty() ? "null" : json_text(*change.cleared));
  return '{' + body + '}';
}

/// The shop asks to come back later (429, 503); it is there, and the login works.
bool is_refusal(const Failure& failure) {
  const auto code = failure.error.remote_code();
  return code == 429 || code == 503;
}

/// The shop said no, and means this one order.
bool is_denial(const Failure& failure) {
  const auto code = failure.error.remote_code();
  return failure.error.status() == OB_REJECTED && code >= 400 && code < 500;
}

}  // namespace

Flight::Flight(const Options& options, ShopClient& client, const CancelToken& token, Reporter& reporter,
               std::vector<DesiredState> updates)
    : options_(options),
      client_(client),
      token_(token),
      reporter_(reporter),
      jobs_(updates.size()),
      pool_(std::min(updates.size(), static_cast<std::size_t>(options.connections))) {
  for (std::size_t i = 0; i < updates.size(); ++i) jobs_[i].desired = std::move(updates[i]);
}

void Flight::run() {
  Jobs open;
  for (auto& job : jobs_) open.push_back(&job);
  try {
    read(open);
  } catch (Failure& failure) {
    throw std::move(failure.error);
  }
  // Again only for those that the shop refused for now, and each time by what the list says then.
  for (int round = 1;; ++round) {
    const auto writing = to_write(open);
    if (writing.empty()) return;
    put_all(writing, round);
    const auto unread = read_back(writing);
    const bool last = given_up_ || unread || round == kRounds;
    if (unread)
      settle_unread(writing, *unread);
    else
      open = settle(writing, last);
    if (last && stop_why_) throw std::move(*stop_why_);
    if (unread && unread->scope == Scope::kShop) throw unread->error;
    if (last || open.empty()) return;
  }
}

void Flight::read(const Jobs& jobs) {
  std::vector<std::int64_t> ids;
  for (const auto* job : jobs) ids.push_back(job->desired.id);
  const auto states = read_states(client_, token_, std::move(ids));
  for (auto* job : jobs) {
    const auto found = states.find(job->desired.id);
    job->is = found == states.end() ? std::nullopt : std::optional(found->second);
  }
}

/// Reports those whose fate the list tells; the others are to be written.
Flight::Jobs Flight::to_write(const Jobs& jobs) {
  using Outcome = Comparison::Outcome;
  Jobs writing;
  for (auto* job : jobs) {
    const auto& desired = job->desired;
    if (!job->is || job->is->aborted()) {
      reporter_.gone(desired, job->is ? &*job->is : nullptr);
      continue;
    }
    job->desired.cleared = options_.clock.text(desired.paid_at, job->is->clock);
    job->change = compare(desired, *job->is, options_.states);
    // The PUT hides from later lists what somebody did before it, so it is looked for now, and once more
    // after it.
    if (desired.listed && *desired.listed != job->is->row) job->desired.changed_meanwhile = true;
    job->before = *job->is;
    switch (job->change.outcome) {
      case Outcome::kWrite:
        writing.push_back(job);
        break;
      case Outcome::kHolds:
        reporter_.kept(desired, job->change);
        reporter_.confirmed(desired, *job->is, false);
        break;
      case Outcome::kConflict:
        reporter_.kept(desired, job->change);
        reporter_.conflict(desired, *job->is, job->change);
        break;
      case Outcome::kUnread:
        reporter_.unread(desired);
        break;
    }
  }
  return writing;
}

void Flight::put_all(const Jobs& jobs, int round) {
  stopped_ = false;
  stop_why_.reset();
  failures_in_a_row_ = 0;
  running_ = jobs.size();
  for (auto* job : jobs) {
    job->sent = Sent::kNot;
    job->failure.reset();
    pool_.submit([this, job, round] {
      put(*job, round);
      {
        const std::lock_guard lock(mutex_);
        --running_;
      }
      changed_.notify_one();
    });
  }
  std::unique_lock lock(mutex_);
  for (auto seen = running_; running_ > 0;) {
    token_.check();
    changed_.wait_for(lock, kCancelPoll);
    if (seen != running_) reporter_.sign_of_life();
    seen = running_;
  }
  for (const auto* job : jobs)
    if (job->broken) std::rethrow_exception(job->broken);
}

/// On a worker.
void Flight::put(Job& job, int round) noexcept {
  try {
    {
      const std::lock_guard lock(mutex_);
      if (stopped_) return;
    }
    client_.ask(update_request(job.desired.id, body_of(job.change)), token_);
    job.sent = Sent::kAnswered;
    const std::lock_guard lock(mutex_);
    failures_in_a_row_ = 0;
  } catch (Failure& failure) {
    try {
      failed(job, std::move(failure), round);
    } catch (...) {
      job.broken = std::current_exception();
    }
  } catch (...) {
    job.broken = std::current_exception();
  }
}

/// On a worker. Says what the failure leaves open, and whether the others are sent at all.
void Flight::failed(Job& job, Failure failure, int round) {
  const bool refused = is_refusal(failure);
  const auto wait_ms = failure.error.retry_after_ms();
  if (refused)
    job.sent = Sent::kRefused;
  else if (is_denial(failure))
    job.sent = Sent::kDenied;
  else if (failure.scope != Scope::kShop)
    job.sent = Sent::kFailed;
  stop_where_needed(failure, refused && wait_ms <= kLongestWaitMs);
  job.failure.emplace(std::move(failure));
  if (refused && wait_ms <= kLongestWaitMs && round < kRounds)
    wait(wait_ms > 0 ? wait_ms : 250 << round, token_);
}

/// On a worker. `patient`: the shop only asks for a pause, after which the others may be sent.
void Flight::stop_where_needed(const Failure& failure, bool patient) {
  const std::lock_guard lock(mutex_);
  failures_in_a_row_ = failure.weighs ? failures_in_a_row_ + 1 : 0;
  const bool too_many = failures_in_a_row_ >= kFailuresInARow;
  if (!too_many && (patient || failure.scope != Scope::kShop)) return;
  stopped_ = true;
  given_up_ = given_up_ || !patient;
  if (stop_why_) return;
  stop_why_ = failure.scope == Scope::kShop ? failure.error : too_many_failures(failure.error);
}

Error Flight::too_many_failures(const Error& last) const {
  return Error(
             last.status(),
             std::to_string(kFailuresInARow) +
                 options_.say(" orders in a row could not be changed, so the shop is left alone for now. The "
                              "last one: ",
                              " Bestellungen in Folge ließen sich nicht ändern, deshalb bleibt der Shop "
                              "vorerst in Ruhe. Die letzte: ") +
                 last.what())
      .remote(last.remote_text(), last.remote_code());
}

/// What the shop has now. A failure where it does not say.
std::optional<Failure> Flight::read_back(const Jobs& jobs) {
  const auto unclear = [](const Job* job) { return job->sent != Sent::kNot && job->sent != Sent::kDenied; };
  if (std::none_of(jobs.begin(), jobs.end(), unclear)) return std::nullopt;
  try {
    read(jobs);
    return std::nullopt;
  } catch (Failure& failure) {
    return std::move(failure);
  }
}

/// Reports what is known; returns those that may be written in another round.
Flight::Jobs Flight::settle(const Jobs& jobs, bool last_round) {
  Jobs open;
  for (auto* job : jobs) {
    const auto& desired = job->desired;
    const auto* is = job->is ? &*job->is : nullptr;
    if (job->sent == Sent::kDenied) {
      reporter_.denied(desired, *job->failure);
    } else if (!is || is->aborted()) {
      reporter_.gone(desired, is);
    } else if (holds(job->change, *is)) {
      if (desired.listed && others_changed(job->change, job->before, *is))
        job->desired.changed_meanwhile = true;
      reporter_.kept(desired, job->change);
      if (job->change.order_kept || job->change.payment_kept)
        reporter_.conflict(desired, *is, job->change);
      else
        reporter_.confirmed(desired, *is, true);
    } else if (job->sent == Sent::kAnswered) {
      reporter_.unconfirmed(desired, *is);
    } else if (job->sent == Sent::kFailed || (job->sent == Sent::kRefused && last_round)) {
      reporter_.again(desired, is, job->failure->error);
    } else if (!last_round) {
      open.push_back(job);
    }  // else it was never sent: what is thrown tells why
  }
  return open;
}

void Flight::settle_unread(const Jobs& jobs, const Failure& why) {
  for (auto* job : jobs) {
    if (job->sent == Sent::kDenied)
      reporter_.denied(job->desired, *job->failure);
    else if (job->sent == Sent::kAnswered)
      reporter_.not_read_back(job->desired, why.error);
    else if (job->sent == Sent::kFailed)
      reporter_.unknown(job->desired, job->failure->error);
    else if (job->sent != Sent::kNot)
      reporter_.again(job->desired, nullptr, job->failure->error);
  }
}

}  // namespace orderbridge::shopware5
