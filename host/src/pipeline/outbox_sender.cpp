// SPDX-License-Identifier: MIT
#include "pipeline/outbox_sender.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "base/log.hpp"
#include "orderbridge/text.hpp"
#include "pipeline/delivery.hpp"

namespace orderbridge::pipeline {

using journal::Wish;
using journal::WishState;

namespace {

constexpr std::size_t kAtOnce = 100;
constexpr std::size_t kMostAttention = 20;
constexpr Micros kLease = 10 * 60 * 1000000LL;  // of a sender; renewed with each batch

/// Status updates of one delivery and the memory they point into.
struct Updates {
  std::vector<Wish> wishes;
  std::vector<std::string> revisions, hints;
  std::vector<ob_extra> extras;
  std::vector<std::vector<std::string>> states;
  std::vector<std::vector<ob_str>> views;
  std::vector<ob_status_update> updates;
  std::vector<const ob_record*> records;

  explicit Updates(std::vector<Wish> due) : wishes(std::move(due)) {
    const auto count = wishes.size();
    revisions.resize(count), hints.resize(count), extras.resize(count), states.resize(count),
        views.resize(count), updates.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      const auto& wish = wishes[i];
      revisions[i] = std::to_string(wish.revision);
      for (std::size_t at = 0; at < wish.may_replace.size();) {
        const auto end = std::min(wish.may_replace.find(' ', at), wish.may_replace.size());
        states[i].push_back(wish.may_replace.substr(at, end - at));
        at = end + 1;
      }
      for (const auto& state : states[i]) views[i].push_back(to_abi(state));
      auto& update = updates[i];
      update = ob_status_update{};
      update.head.size = sizeof update;
      update.head.kind = OB_KIND_STATUS;
      update.head.id = to_abi(wish.order);
      update.number = to_abi(wish.number);
      update.revision = to_abi(revisions[i]);
      update.state = to_abi(wish.desired);
      update.may_replace = views[i].data();
      update.may_replace_count = views[i].size();
      update.paid_at = update.changed_at = OB_NO_TIME;
      hints[i] = std::to_string(wish.listed);
      extras[i] = {to_abi(std::string_view(OB_EXTRA_LISTED_HINT)), to_abi(hints[i]), OB_EXTRA_NOT_PERSONAL,
                   0};
      update.extras = &extras[i];
      update.extra_count = wish.listed != 0 ? 1 : 0;
      records.push_back(&update.head);
    }
  }
};

}  // namespace

OutboxSender::OutboxSender(const Services& services, const config::Pipeline& pipeline,
                           std::vector<journal::StreamId> readers, std::int64_t run)
    : services_(services),
      pipeline_(pipeline),
      readers_(std::move(readers)),
      run_(run),
      waiting_(pipeline.redelivery.maximum_redelivery_time_ms, services.stop),
      thread_([this] { work(); }) {}

OutboxSender::~OutboxSender() {
  if (thread_.joinable()) finish();
}

void OutboxSender::wait_for_old_wishes() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return old_told_; });
}

void OutboxSender::wake() {
  std::lock_guard lock(mutex_);
  woken_ = true;
  changed_.notify_all();
}

Told OutboxSender::finish() {
  {
    std::lock_guard lock(mutex_);
    finishing_ = true;
    changed_.notify_all();
  }
  if (thread_.joinable()) thread_.join();
  return told_;
}

void OutboxSender::work() noexcept {
  try {
    for (bool last = false; !last;) {
      {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [&] { return woken_ || finishing_; });
        woken_ = false;
        last = finishing_;
      }
      if (told_.failure.empty()) tell();
      say_old_told();
    }
    shop_ = nullptr;
    if (!fence_.job.empty()) services_.journal.release(fence_);
    told_.left = services_.journal.wish_counts(pipeline_.from, readers_, now());
  } catch (const std::exception& e) {
    told_.status = OB_INTERNAL;
    told_.failure = e.what();
    say_old_told();
  }
}

void OutboxSender::say_old_told() {
  std::lock_guard lock(mutex_);
  old_told_ = true;
  changed_.notify_all();
}

/// All that is due; at the end of the run also what comes due within its patience.
void OutboxSender::tell() {
  for (bool waited = false; !services_.stop->requested() && told_.failure.empty();) {
    const auto begun = now();
    const bool told = tell_some();
    if (waited) waiting_.spend((now() - begun) / 1000);  // a second try that hangs counts as waiting
    if (told) continue;
    {
      std::lock_guard lock(mutex_);
      if (!finishing_) return;
    }
    const auto wait = next_due_ms();
    if (!wait || !waiting_.wait(*wait)) return;
    waited = true;
  }
}

/// Milliseconds until an open wish comes due; nullopt: none does, or another process tells this shop.
std::optional<std::int64_t> OutboxSender::next_due_ms() {
  if (busy_) return std::nullopt;
  const auto counts = services_.journal.wish_counts(pipeline_.from, readers_, now());
  if (counts.next == 0) return std::nullopt;
  return std::max<std::int64_t>(1, (counts.next - now()) / 1000 + 1);
}

std::uint64_t OutboxSender::listed_hint(const std::string& order) {
  for (const auto reader : readers_)
    if (const auto row = services_.journal.find(reader, order); row && row->fate == journal::Fate::kWritten)
      return row->hint;
  return 0;
}

bool OutboxSender::tell_some() {
  auto due = services_.journal.due_wishes(pipeline_.from, readers_, now(), kAtOnce);
  if (due.empty() || !open()) return false;
  for (auto& wish : due) wish.listed = listed_hint(wish.order);
  const auto updates = std::make_shared<Updates>(std::move(due));
  auto sink = make_sink(shop_);
  auto delivered = deliver(*sink, updates->records, updates, pipeline_.redelivery, waiting_);
  // A failed call is the shop's failure: wishes that it did not answer are as they were.
  const bool failed = !delivered.outcome.ok();
  std::vector<journal::Event> events;
  std::vector<Wish> answered;
  for (std::size_t i = 0; i < updates->wishes.size(); ++i) {
    const auto& result = delivered.results[i];
    if (failed && (!result.reported || result.outcome == OB_WRITE_RETRY)) continue;
    answered.push_back(updates->wishes[i]);
    note(answered.back(), result, events);
  }
  services_.journal.settle_wishes(answered, events, fence_);
  if (failed) fail(delivered.outcome);
  return !failed;
}

/// The lease and the connection, when they are needed first. False: another process tells this shop just now,
/// or the shop cannot be reached.
bool OutboxSender::open() {
  if (shop_) {
    journal::Lease lease{fence_, journal::this_process(), now(), now() + kLease, now()};
    return services_.journal.renew(lease);
  }
  journal::Lease other;
  const auto lease =
      services_.journal.acquire("tell " + pipeline_.from, journal::this_process(), now(), kLease, other);
  busy_ = !lease;
  if (!lease) return false;  // it finds our wishes, or the next run does
  fence_ = lease->fence;
  Attempts attempts;
  attempts.call = [&](int&) {
    return connect(services_, pipeline_.from, OB_WRITE_STATUS, Opening::kOpen, shop_, services_.hard_stop());
  };
  attempts.reopen = [] { return connectors::Outcome{}; };  // connect() begins anew anyway
  attempts.goes_on = [&] { return !services_.stop->requested(); };
  const auto outcome = redelivered(attempts, pipeline_.redelivery, waiting_);
  if (!outcome.ok()) fail(outcome);
  return outcome.ok();
}

void OutboxSender::note(Wish& wish, const SinkResult& result, std::vector<journal::Event>& events) {
  const auto attention = [&](const std::string& text) {
    if (told_.attention.size() < kMostAttention)
      told_.attention.push_back((wish.number.empty() ? "id " + wish.order : wish.number) + ": " + text);
  };
  const auto settle = [&](WishState state, const char* what, std::string text) {
    wish.state = state;
    wish.settled = now();
    wish.text = std::move(text);
    for (const auto reader : readers_)
      events.push_back({reader, wish.order, now(), run_, what, wish.text, ""});
  };
  ++wish.attempts;
  wish.found = result.found;
  const int outcome = result.reported ? result.outcome : OB_UNCONFIRMED;
  switch (outcome) {
    case OB_CONFIRMED:
    case OB_WRITTEN:
    case OB_UPDATED:
    case OB_DUPLICATE:
      ++told_.confirmed;
      wish.changed_meanwhile = result.code == OB_CODE_CHANGED_MEANWHILE;
      wish.shown = result.hint;
      wish.told = true;
      return settle(WishState::kConfirmed, "told", "");
    case OB_CONFLICT:
      ++told_.conflicts;
      settle(
          WishState::kConflict, "conflict",
          tr("the shop's order stands at state {}, set by a person or another program: left as it is",
             "die Bestellung steht im Shop auf Status {}, gesetzt von einem Menschen oder anderen Programm: "
             "bleibt so",
             result.found.empty() ? "?" : result.found));
      return attention(wish.text);
    case OB_WRITE_REJECTED:
    case OB_SKIPPED:
      ++told_.refused;
      settle(WishState::kRefused, "refused", result.text);
      return attention(wish.text);
    default:  // RETRY, UNCONFIRMED, no report: read and compared again at the next try
      wish.text = result.text;
      // Tried further, but a person should know that the shop does not do what it is told.
      if (wish.attempts == pipeline_.redelivery.maximum_redeliveries + 1) {
        for (const auto reader : readers_)
          events.push_back({reader, wish.order, now(), run_, "unconfirmed", wish.text, ""});
        attention(tr("told {} times, and the shop does not show it: {}",
                     "{}-mal mitgeteilt, und der Shop zeigt es nicht: {}", wish.attempts, wish.text));
        ++told_.refused;
      }
      wish.next_try =
          now() + 1000 * back_off_ms(wish.attempts, result.retry_after_ms, pipeline_.redelivery, jitter());
  }
}

void OutboxSender::fail(const connectors::Outcome& outcome) {
  if (!outcome.remote_text.empty()) log::debug(pipeline_.from, outcome.remote_text);
  told_.abandoned |= outcome.abandoned;
  if (outcome.status == OB_CANCELLED && services_.stop->requested()) return;
  told_.status = outcome.status;
  told_.failure = describe_failure(services_.settings, pipeline_.from, outcome);
}

}  // namespace orderbridge::pipeline
