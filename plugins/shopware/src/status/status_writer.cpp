// SPDX-License-Identifier: MIT
// See status_writer.hpp.
#include "status_writer.hpp"

#include <algorithm>
#include <map>

#include "../fetch/ask_list.hpp"
#include "../fetch/query.hpp"
#include "../fetch/worker_pool.hpp"
#include "../mapper/numbers.hpp"
#include "../mapper/states.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr std::size_t kIdsPerList = 100;  // keeps the URL below what servers take

}  // namespace

struct StatusWriter::Job {
  std::size_t index = 0;
  std::int64_t id = 0;
  std::optional<std::int64_t> state, payment;  // wanted; none: leave alone
  std::vector<std::string> may_replace;
  std::int64_t found_state = 0, found_payment = 0;
  bool reported = false, read = false, to_put = false;
  std::optional<Failure> failure;  // of the PUT
  std::exception_ptr broken;

  bool holds() const { return (!state || *state == found_state) && (!payment || *payment == found_payment); }
};

StatusWriter::StatusWriter(const Options& options, ShopClient& client, Call& call, Results& results,
                           const CancelToken& token)
    : options_(options), client_(client), call_(call), results_(results), token_(token) {}

StatusWriter::~StatusWriter() = default;

void StatusWriter::write(const ob_batch& batch) {
  prepare(batch);
  try {
    read(false);
    for (auto& job : jobs_)
      if (!job->reported) compare(*job);
    put_all();
    read(true);
  } catch (Failure& failure) {
    throw std::move(failure.error);
  }
  std::optional<Error> refused;  // no right to change orders: the same for all of them
  for (auto& job : jobs_) {
    const bool auth = job->failure && (job->failure->error.status() == OB_BAD_AUTH ||
                                       job->failure->error.status() == OB_BAD_CONFIG);
    if (auth && !job->holds()) refused = job->failure->error;
    if (!job->reported && (!auth || job->holds())) judge_put(*job);
  }
  if (refused) throw *refused;
}

void StatusWriter::prepare(const ob_batch& batch) {
  for (std::size_t i = 0; i < batch.count; ++i) {
    auto& job = *jobs_.emplace_back(std::make_unique<Job>());
    job.index = i;
    const auto text = view(batch.records[i]->id);
    const auto id = parse_integer(text);
    if (batch.records[i]->kind != OB_KIND_STATUS) {
      report(job, OB_WRITE_REJECTED, "not-a-status",
             options_.say("the shop takes status updates only", "der Shop nimmt nur Statusmeldungen an"));
    } else if (!id || *id <= 0 || std::to_string(*id) != text) {
      report(job, OB_WRITE_REJECTED, "bad-id",
             options_.say("this is no order id of a Shopware 5 shop (a whole number from 1)",
                          "das ist keine Bestell-Id eines Shopware-5-Shops (eine ganze Zahl ab 1)"));
    } else {
      job.id = *id;
      const auto& update = reinterpret_cast<const ob_status_update&>(*batch.records[i]);
      if (!map_states(job, update)) continue;
      for (std::size_t k = 0; k < update.may_replace_count; ++k)
        job.may_replace.push_back(copy(update.may_replace[k]));
      if (update.delivery_count > 0)
        results_.warn(i, "not-supported", "status/deliveries",
                      options_.say("tracking numbers are not passed on to the shop yet",
                                   "Sendungsnummern werden noch nicht an den Shop übergeben"));
    }
  }
}

bool StatusWriter::map_states(Job& job, const ob_status_update& update) {
  const auto map = [&](ob_str state, const StateMap& states, const char* option, auto& target) {
    if (view(state).empty()) return true;
    target = states.target(view(state));
    if (target) return true;
    report(job, OB_WRITE_REJECTED, "unknown-state",
           options_.say("no state of the shop stands for \"", "kein Status des Shops steht für \"") +
               copy(state) + options_.say("\": add it to option ", "\": in Option ergänzen: ") + option);
    return false;
  };
  return map(update.state, options_.order_targets, "states", job.state) &&
         map(update.payment_state, options_.payment_targets, "payments", job.payment);
}

void StatusWriter::read(bool after_put) {
  std::map<std::int64_t, std::vector<Job*>> left;
  for (auto& job : jobs_)
    if (!job->reported && (!after_put || job->to_put)) left[job->id].push_back(job.get());
  while (!left.empty()) {
    token_.check();
    Filter filter{"id", "IN", {}};
    for (const auto& [id, jobs] : left) {
      if (filter.values.size() == kIdsPerList) break;
      filter.values.push_back(std::to_string(id));
    }
    const auto page = ask_list(client_, list_request({filter}, static_cast<int>(kIdsPerList)), token_);
    std::size_t known = 0;
    for (const auto& row : page.rows) {
      const auto jobs = left.find(row.id);
      if (jobs == left.end()) continue;
      ++known;
      for (auto* job : jobs->second) take_row(*job, row, after_put);
      left.erase(jobs);
    }
    // A shop may give fewer rows than it has: what is missing is asked for again, as long as that brings any.
    if (known > 0 && page.total > static_cast<std::int64_t>(page.rows.size())) continue;
    for (const auto& value : filter.values)
      if (const auto missing = left.find(*parse_integer(value)); missing != left.end()) {
        for (auto* job : missing->second) gone(*job);
        left.erase(missing);
      }
    call_.progress(0, 0);
  }
}

void StatusWriter::take_row(Job& job, const ListRow& row, bool after_put) {
  job.found_state = row.state;
  job.found_payment = row.payment_state;
  job.read = true;
  if (row.state < 0 && !after_put) gone(job);
}

void StatusWriter::compare(Job& job) {
  const bool payment_is_a_persons = job.payment && *job.payment != job.found_payment &&
                                    job.found_payment != kPaymentNone &&
                                    !options_.payment_targets.owns(job.found_payment);
  if (payment_is_a_persons && !job.state) return report(job, OB_CONFLICT);
  if (payment_is_a_persons) {
    results_.warn(
        job.index, "payment-state", "status/payment/state",
        options_.say("the payment state was set by a person or a payment plugin and is left: ",
                     "den Zahlstatus hat ein Mensch oder ein Zahlungs-Plugin gesetzt, er bleibt: ") +
            payment_status_text(job.found_payment, options_.say));
    job.payment.reset();
  }
  if (job.holds()) return report(job, OB_CONFIRMED);
  if (job.state && *job.state != job.found_state && !may_replace(job)) return report(job, OB_CONFLICT);
  job.to_put = true;
}

bool StatusWriter::may_replace(const Job& job) const {
  if (job.may_replace.empty())
    return job.found_state == kStateOpen || options_.order_targets.owns(job.found_state);
  const auto id = std::to_string(job.found_state);
  const auto name = state_name(job.found_state);
  return std::any_of(job.may_replace.begin(), job.may_replace.end(),
                     [&](const auto& state) { return state == id || state == name; });
}

void StatusWriter::put_all() {
  WorkerPool pool(static_cast<std::size_t>(options_.connections));
  for (auto& job : jobs_) {
    if (!job->to_put) continue;
    {
      const std::lock_guard lock(mutex_);
      ++in_flight_;
    }
    pool.submit([this, job = job.get()] {
      put(*job);
      {
        const std::lock_guard lock(mutex_);
        --in_flight_;
      }
      answered_.notify_one();
    });
  }
  std::unique_lock lock(mutex_);
  while (in_flight_ > 0) {
    answered_.wait_for(lock, kCancelPoll);
    if (token_.requested()) break;  // the pool drops what waits and lets what runs end
    call_.progress(jobs_.size() - in_flight_, jobs_.size());
  }
  lock.unlock();
  pool.join();
  token_.check();
  for (auto& job : jobs_)
    if (job->broken) std::rethrow_exception(job->broken);
}

/// Header fields only: a PUT with order lines would make the shop recalculate nothing and lose lines.
void StatusWriter::put(Job& job) noexcept {
  try {
    token_.check();  // the last moment at which the host can still stop it
    Request request;
    request.asking = Asking::kUpdate;
    request.method = "PUT";
    request.order_id = std::to_string(job.id);
    request.target = "/api/orders/" + request.order_id;
    request.body = "{";
    if (job.state && *job.state != job.found_state)
      request.body += "\"orderStatusId\":" + std::to_string(*job.state);
    if (job.payment && *job.payment != job.found_payment)
      request.body += std::string(request.body.size() > 1 ? "," : "") +
                      "\"paymentStatusId\":" + std::to_string(*job.payment);
    request.body += "}";
    client_.ask(std::move(request), token_);
  } catch (Failure& f) {
    job.failure.emplace(std::move(f));
  } catch (...) {
    job.broken = std::current_exception();
  }
}

/// What was read back decides; the PUT's own answer only says why it does not hold.
void StatusWriter::judge_put(Job& job) {
  if (job.holds()) return report(job, OB_CONFIRMED);
  if (!job.failure)
    return report(job, OB_UNCONFIRMED, "not-applied",
                  options_.say("the shop accepted the change and does not show it",
                               "der Shop nahm die Änderung an und zeigt sie nicht"));
  const auto& error = job.failure->error;
  if (job.failure->scope == Scope::kGone) return gone(job);
  if (error.status() == OB_REJECTED) return report(job, OB_WRITE_REJECTED, "unknown-state", error.what());
  report(job, OB_WRITE_RETRY, "put-failed", error.what(), error.retry_after_ms());
}

void StatusWriter::gone(Job& job) {
  report(job, OB_WRITE_REJECTED, "gone",
         options_.say("the shop no longer has this order, or it was aborted there",
                      "der Shop hat diese Bestellung nicht mehr, oder sie wurde dort abgebrochen"));
}

void StatusWriter::report(Job& job, std::int32_t outcome, std::string_view code, std::string_view text,
                          std::int64_t retry_after_ms) {
  if (job.reported) return;
  job.reported = true;
  const auto id = std::to_string(job.id);
  const auto found = job.read ? std::to_string(job.found_state) : std::string();
  Result result;
  result.outcome = outcome;
  result.remote_id = id;
  result.code = code;
  result.text = text;
  result.found = found;
  result.retry_after_ms = retry_after_ms;
  results_.report(job.index, result);
}

}  // namespace orderbridge::shopware5
