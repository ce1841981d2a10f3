// SPDX-License-Identifier: MIT
// See fetch_run.hpp.
#include "fetch_run.hpp"

#include <algorithm>
#include <utility>

namespace orderbridge::shopware5 {
namespace {

constexpr std::size_t kJobsPerConnection = 3;  // in flight, answered, or waiting for a connection
constexpr std::size_t kCheckpointEvery = 100;
constexpr int kFailuresInARow = 5;
constexpr std::int64_t kAskAgainMs = 60'000;  // checkout writes lines and addresses within seconds
// An order that hung hangs again: with the usual time-out it is the next run's, this one does not wait twice.
constexpr int kHungTimeouts = 2;

}  // namespace

FetchRun::FetchRun(const Options& options, ShopClient& client, Call& call, FetchSink& out, CancelToken& token,
                   Judge judge)
    : options_(options),
      client_(client),
      call_(call),
      out_(out),
      token_(token),
      judge_(judge),
      pool_(static_cast<std::size_t>(options.connections)) {}

FetchRun::~FetchRun() {
  token_.stop();
  pool_.join();
}

bool FetchRun::run(PageSource& source, std::uint64_t limit) {
  for (bool more = true;;) {
    token_.check();
    const bool enough = limit > 0 && emitted_ + running_.size() >= limit;
    if (enough && emitted_ >= limit) waiting_.clear();
    if (more && !enough && !listing_ && waiting_.size() <= source.helping()) {
      const auto request = source.next();
      request ? ask_list(*request) : void(more = false);
    }
    if (!enough) start_rows(source);
    checkpoint(source, kCheckpointEvery);
    const bool idle = running_.empty() && !listing_;
    if (idle && (emitted_ >= limit && limit > 0)) break;
    if (idle && waiting_.empty() && !more) break;
    if (!running_.empty() || listing_) wait_for_answers();
    take_page(source);
    take_details();
  }
  const bool stopped = limit > 0 && emitted_ >= limit;
  if (stopped) waiting_.clear();
  checkpoint(source, 1);
  return !stopped;
}

ListPage FetchRun::list(const Request& request) {
  auto answer = fetch_list(request);
  if (answer.broken) std::rethrow_exception(answer.broken);
  if (answer.failure) throw std::move(answer.failure->error);
  return std::move(*answer.page);
}

std::optional<Reason> FetchRun::refusal(const Judged& order) const {
  if (judge_ == Judge::kNothing) return std::nullopt;
  return not_wanted(options_.wanted, order, options_.say);
}

void FetchRun::ask_list(const Request& request) {
  listing_ = true;
  pool_.submit(
      [this, request] {
        auto answer = fetch_list(request);
        {
          const std::lock_guard lock(mutex_);
          list_answer_ = std::move(answer);
        }
        answered_.notify_one();
      },
      true);
}

FetchRun::ListAnswer FetchRun::fetch_list(const Request& request) noexcept {
  ListAnswer result;
  try {
    const auto body = client_.ask(request, token_);
    try {
      simdjson::ondemand::parser parser;
      result.page =
          read_list_page(parser, simdjson::padded_string_view(body.data(), body.size(), body.capacity()));
    } catch (const simdjson::simdjson_error&) {
    }
    if (!result.page) result.failure = unreadable_list(client_.context(), request, body);
  } catch (Failure& f) {
    result.failure.emplace(std::move(f));
  } catch (...) {
    result.broken = std::current_exception();
  }
  return result;
}

void FetchRun::take_page(PageSource& source) {
  std::optional<ListAnswer> answer;
  {
    const std::lock_guard lock(mutex_);
    answer.swap(list_answer_);
  }
  if (!answer) return;
  listing_ = false;
  if (answer->broken) std::rethrow_exception(answer->broken);
  if (answer->failure && asks_for_less(source, *answer->failure)) return;
  if (answer->failure) give_up(std::move(*answer->failure));
  try {
    source.page(*answer->page);
  } catch (Error& error) {
    give_up({std::move(error)});
  }
  for (auto& row : answer->page->rows) waiting_.push_back(std::move(row));
  call_.progress(done_, 0, "orders");
}

/// Where the list itself may be too much for the shop: its memory, the size of an answer, a server in
/// between.
bool FetchRun::asks_for_less(PageSource& source, const Failure& failure) {
  const auto code = failure.error.remote_code();
  const bool too_much = code >= 500 || code == 200 || failure.error.option() == "answer-limit-mib";
  return failure.scope == Scope::kOrder && too_much && source.smaller();
}

void FetchRun::start_rows(PageSource& source) {
  const auto most = kJobsPerConnection * static_cast<std::size_t>(options_.connections);
  while (!waiting_.empty() && running_.size() < most) {
    auto row = std::move(waiting_.front());
    waiting_.pop_front();
    start(source, std::move(row));
  }
}

void FetchRun::start(PageSource& source, ListRow row) {
  const auto position = source.position(row);
  const auto ticket = position ? std::optional(finished_.start(*position)) : std::nullopt;
  const auto end = [&] {
    ++done_;
    if (ticket) finished_.finish(*ticket);
  };
  if (const auto reason = refusal(judged(row))) {
    note(row, OB_NOTE_NOT_SELECTED, *reason);
    return end();
  }
  if (!out_.want(row.listed())) return end();

  if (free_.empty()) {
    jobs_.push_back(std::make_unique<DetailJob>());
    free_.push_back(jobs_.back().get());
  }
  auto* job = free_.back();
  free_.pop_back();
  running_.push_back(job);
  job->row = std::move(row);
  job->ticket = ticket;
  job->answered = false;
  pool_.submit([this, job] {
    job->run(client_, options_, token_);
    {
      const std::lock_guard lock(mutex_);
      job->answered = true;
      answers_.push_back(job);
    }
    answered_.notify_one();
  });
}

void FetchRun::wait_for_answers() {
  std::unique_lock lock(mutex_);
  while (answers_.empty() && !list_answer_) {
    token_.check();
    answered_.wait_for(lock, kCancelPoll);
  }
}

void FetchRun::take_details() {
  std::vector<DetailJob*> answers;
  {
    const std::lock_guard lock(mutex_);
    answers.swap(answers_);
  }
  for (auto* job : answers) finish(*job);
}

void FetchRun::finish(DetailJob& job) {
  if (job.broken) std::rethrow_exception(job.broken);
  if (job.failure && job.failure->scope == Scope::kShop) give_up(std::move(*job.failure));
  job.failure ? finish_failed(job) : emit_or_note(job);
  running_.erase(std::find(running_.begin(), running_.end(), &job));
  free_.push_back(&job);
  ++done_;
  if (job.ticket) finished_.finish(*job.ticket);
  call_.progress(done_, 0, "orders");
}

void FetchRun::finish_failed(DetailJob& job) {
  auto& failure = *job.failure;
  const auto& say = options_.say;
  if (failure.scope == Scope::kGone) {
    failures_in_a_row_ = 0;
    if (job.row.has_number)
      return note(job.row, OB_NOTE_GONE, {"gone", failure.error.what()}, &failure.error);
    return note(job.row, OB_NOTE_FAILED_FINAL,
                {"no-number",
                 say("the order has no number, so the shop does not give it out; give it one in the shop's "
                     "database or delete it",
                     "die Bestellung hat keine Nummer, deshalb gibt der Shop sie nicht heraus; in der "
                     "Datenbank des Shops eine vergeben oder sie löschen")},
                &failure.error);
  }
  failures_in_a_row_ += failure.weighs ? 1 : 0;
  if (gives_up_ && failures_in_a_row_ >= kFailuresInARow)
    give_up({Error(failure.error.status(),
                   std::to_string(kFailuresInARow) +
                       say(" orders in a row could not be read, so the run stops. The last one: ",
                           " Bestellungen in Folge waren nicht lesbar, deshalb endet der Lauf. Die "
                           "letzte: ") +
                       failure.error.what())
                 .remote(failure.error.remote_text(), failure.error.remote_code())});
  if (failure.hung)
    failure.error = std::move(failure.error).retry_after(kHungTimeouts * options_.idle_timeout.count());
  const bool final = failure.error.status() == OB_REJECTED;
  note(job.row, final ? OB_NOTE_FAILED_FINAL : OB_NOTE_FAILED_RETRY, {"detail-failed", failure.error.what()},
       &failure.error);
}

void FetchRun::emit_or_note(DetailJob& job) {
  failures_in_a_row_ = 0;
  // It may have changed since it was listed.
  if (const auto reason = refusal(judged(job.mapper.detail())))
    return note(job.row, OB_NOTE_NOT_SELECTED, *reason);
  const auto& mapped = job.mapped;
  switch (mapped.outcome) {
    case MapOutcome::kOrder: {
      const auto row = job.row.listed();
      out_.emit(job.mapper.record(), &row);
      ++emitted_;
      return;
    }
    case MapOutcome::kIncomplete:
      return note_not_ready(job.row, mapped);
    default:
      return note(job.row, OB_NOTE_FAILED_FINAL, {mapped.code, mapped.text});
  }
}

/// What is only too young becomes complete by itself, so it has no end at which it has failed.
void FetchRun::note_not_ready(const ListRow& row, const Mapped& mapped) {
  const auto listed = row.listed();
  Note note;
  note.outcome = OB_NOTE_NOT_READY;
  note.id = row.id_text;
  note.row = &listed;
  note.code = mapped.code;
  note.text = mapped.text;
  note.retry_after_ms = kAskAgainMs;
  note.grace_ms = mapped.only_for_age ? 0 : options_.incomplete_grace.count();
  out_.note(note);
}

void FetchRun::note(const ListRow& row, std::int32_t outcome, const Reason& reason, const Error* error) {
  const auto listed = row.listed();
  Note note;
  note.outcome = outcome;
  note.id = row.id_text;
  note.row = &listed;
  note.code = reason.code;
  note.text = reason.text;
  if (reason.for_a_person) note.flags = OB_NOTE_FOR_A_PERSON;
  if (error) {
    note.remote_text = error->remote_text();
    note.retry_after_ms = error->retry_after_ms();
  }
  out_.note(note);
}

/// The shop as a whole fails: what came is emitted, what did not is noted as failed for now, so that every
/// wanted order has a fate, and the call ends with the shop's error, which may speak of another order.
void FetchRun::give_up(Failure failure) {
  token_.stop();
  pool_.join();
  const auto running = std::exchange(running_, {});
  const auto not_read = options_.say(
      "not read, because the shop failed for other requests and the run stopped; the run says why",
      "nicht gelesen, weil der Shop bei anderen Anfragen scheiterte und der Lauf endete; der Lauf sagt, "
      "warum");
  for (auto* job : running) {
    if (job->answered && !job->failure && !job->broken)
      emit_or_note(*job);
    else
      note(job->row, OB_NOTE_FAILED_RETRY,
           {"shop-failed", job->failure ? std::string(job->failure->error.what()) : not_read},
           job->failure ? &job->failure->error : &failure.error);
  }
  throw std::move(failure.error);
}

void FetchRun::checkpoint(PageSource& source, std::size_t at_least) {
  if (finished_.pending() < at_least) return;
  if (const auto position = finished_.take()) source.checkpoint(*position);
}

}  // namespace orderbridge::shopware5
