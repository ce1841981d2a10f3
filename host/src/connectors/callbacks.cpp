// SPDX-License-Identifier: MIT
#include "connectors/callbacks.hpp"

#include "base/language.hpp"
#include "base/log.hpp"
#include "connectors/foreign_text.hpp"

namespace orderbridge::connectors {

namespace {

template <class T>
T& self(void* ctx) noexcept {
  return *static_cast<T*>(ctx);
}

}  // namespace

HostServices::HostServices() {
  table_.size = sizeof table_;
  table_.abi_minor = OB_ABI_MINOR;
  table_.ctx = this;
  table_.name = to_abi("orderbridge");
  table_.version = to_abi(ORDERBRIDGE_VERSION);
  table_.language = to_abi(language() == Language::kGerman ? "de" : "en");
  table_.log_enabled = [](void*, std::int32_t level) -> std::int32_t {
    return log::enabled(static_cast<log::Level>(level)) ? 1 : 0;
  };
  table_.log = [](void*, std::int32_t level, ob_str component, ob_str message) {
    try {
      const auto clamped = level < OB_LOG_DEBUG ? OB_LOG_DEBUG : level > OB_LOG_ERROR ? OB_LOG_ERROR : level;
      log::write(static_cast<log::Level>(clamped), safe(component, 60), safe(message));
    } catch (...) {
    }
  };
  table_.extension = [](void*, ob_str) -> const void* { return nullptr; };
}

CallContext::CallContext(std::shared_ptr<const StopSignal> stop, std::shared_ptr<Pulse> pulse,
                         std::chrono::milliseconds patience, Progress progress)
    : stop_(std::move(stop)), pulse_(std::move(pulse)), patience_(patience), progress_(std::move(progress)) {
  pulse_->beat();
  table_.size = sizeof table_;
  table_.attempt = 1;
  table_.ctx = this;
  table_.cancelled = [](void* ctx) -> std::int32_t { return self<CallContext>(ctx).cancelled() ? 1 : 0; };
  table_.patience_ms = [](void* ctx) -> std::int64_t { return self<CallContext>(ctx).patience_left_ms(); };
  table_.progress = [](void* ctx, std::uint64_t done, std::uint64_t total, ob_str what) {
    auto& context = self<CallContext>(ctx);
    context.pulse_->beat();
    try {
      context.progress_(done, total, safe(what, 200));
    } catch (...) {
    }
  };
  table_.fail = [](void* ctx, const ob_failure* failure) {
    auto& context = self<CallContext>(ctx);
    try {
      std::lock_guard lock(context.mutex_);
      if (context.finished_ || !failure) return;
      context.said_.text = safe(failure->text);
      context.said_.option = safe(failure->option, 60);
      context.said_.remote_text = safe(failure->remote_text);
      context.said_.remote_code = failure->remote_code;
      context.said_.retry_after_ms = failure->retry_after_ms;
    } catch (...) {
    }
  };
  table_.finding = [](void* ctx, std::int32_t level, ob_str code, ob_str text) {
    auto& context = self<CallContext>(ctx);
    context.pulse_->beat();
    try {
      std::lock_guard lock(context.mutex_);
      if (!context.finished_ && context.said_.findings.size() < 1000)
        context.said_.findings.push_back({level, safe(code, 60), safe(text)});
    } catch (...) {
    }
  };
}

bool CallContext::cancelled() const noexcept {
  if (stop_->requested()) return true;
  if (patience_left_ms() > 0) return false;
  impatient_.store(true);
  return true;
}

std::int64_t CallContext::patience_left_ms() const noexcept {
  const auto left = patience_.count() - pulse_->silent_ms();
  return left > 0 && !impatient_.load() ? left : 0;
}

void CallContext::finish(Outcome& outcome) {
  std::lock_guard lock(mutex_);
  finished_ = true;
  outcome = std::move(said_);
}

FetchCallbacks::FetchCallbacks(std::shared_ptr<FetchHandler> handler, std::shared_ptr<Pulse> pulse)
    : handler_(std::move(handler)), pulse_(std::move(pulse)) {
  table_.size = sizeof table_;
  table_.ctx = this;
  table_.want = [](void* ctx, const ob_listed* row) -> std::int32_t {
    auto& s = self<FetchCallbacks>(ctx);
    const Pulse::InsideHost inside(*s.pulse_);
    return s.connected_ && row ? s.handler_->want(*row) : OB_STOP;
  };
  table_.emit = [](void* ctx, const ob_record* record, const ob_listed* row) -> ob_status {
    auto& s = self<FetchCallbacks>(ctx);
    const Pulse::InsideHost inside(*s.pulse_);
    return s.connected_ && record ? s.handler_->emit(*record, row) : OB_CANCELLED;
  };
  table_.note = [](void* ctx, const ob_note* note) -> ob_status {
    auto& s = self<FetchCallbacks>(ctx);
    const Pulse::InsideHost inside(*s.pulse_);
    return s.connected_ && note ? s.handler_->note(*note) : OB_CANCELLED;
  };
  table_.checkpoint = [](void* ctx, ob_str cursor, ob_str bookmark) -> ob_status {
    auto& s = self<FetchCallbacks>(ctx);
    const Pulse::InsideHost inside(*s.pulse_);
    return s.connected_ ? s.handler_->checkpoint(view(cursor), view(bookmark)) : OB_CANCELLED;
  };
}

WriteCallbacks::WriteCallbacks(std::shared_ptr<WriteHandler> handler, std::shared_ptr<Pulse> pulse,
                               std::size_t count)
    : handler_(std::move(handler)), pulse_(std::move(pulse)), reported_(count) {
  table_.size = sizeof table_;
  table_.ctx = this;
  table_.report = [](void* ctx, std::size_t index, const ob_result* result) {
    if (result) self<WriteCallbacks>(ctx).report(index, *result);
  };
  table_.warn = [](void* ctx, std::size_t index, const ob_warning* warning) {
    if (warning) self<WriteCallbacks>(ctx).warn(index, *warning);
  };
}

void WriteCallbacks::disconnect() noexcept {
  std::lock_guard lock(mutex_);
  connected_ = false;
}

void WriteCallbacks::warn(std::size_t index, const ob_warning& warning) noexcept {
  std::lock_guard lock(mutex_);
  if (connected_ && index < reported_.size()) handler_->warn(index, warning);
}

void WriteCallbacks::report(std::size_t index, const ob_result& result) noexcept {
  pulse_->beat();
  try {
    std::lock_guard lock(mutex_);
    if (!connected_) return;
    if (index >= reported_.size()) {
      misuses_.push_back(tr("the connector reported record {} of a batch of {}",
                            "Der Konnektor meldete Datensatz {} eines Stapels von {}", index,
                            reported_.size()));
    } else if (reported_[index]) {
      misuses_.push_back(tr("the connector reported record {} twice; the first report counts",
                            "Der Konnektor meldete Datensatz {} zweimal; die erste Meldung zählt", index));
    } else {
      reported_[index] = true;
      handler_->report(index, result);
    }
  } catch (...) {
    // Out of memory: the record stays unreported, that is in doubt, and is settled by lookup.
  }
}

std::vector<std::string> WriteCallbacks::misuses() const {
  std::lock_guard lock(mutex_);
  return misuses_;
}

ActionCallbacks::ActionCallbacks(std::shared_ptr<Pulse> pulse) : pulse_(std::move(pulse)) {
  table_.size = sizeof table_;
  table_.ctx = this;
  table_.outcome = [](void* ctx, ob_str key, std::int32_t outcome, ob_str remote_id, ob_str text) {
    try {
      self<ActionCallbacks>(ctx).outcome({safe(key, 200), safe(remote_id, 200), safe(text), outcome});
    } catch (...) {
      // Out of memory: the key stays unreported, and people look what became of it.
    }
  };
}

void ActionCallbacks::outcome(ActionResult result) {
  constexpr std::size_t kMostOutcomes = 100000, kMostMisuses = 20;
  std::lock_guard lock(mutex_);
  if (taken_ || results_.size() >= kMostOutcomes) return;
  pulse_->beat();
  if (result.outcome < OB_WRITTEN || result.outcome > OB_CONFLICT) {
    if (misuses_.size() < kMostMisuses)
      misuses_.push_back(tr("the connector reported an outcome {}, which there is not",
                            "Der Konnektor meldete ein Ergebnis {}, das es nicht gibt", result.outcome));
    return;
  }
  results_.push_back(std::move(result));
}

std::vector<std::string> ActionCallbacks::misuses() const {
  std::lock_guard lock(mutex_);
  return misuses_;
}

std::vector<ActionResult> ActionCallbacks::take() {
  std::lock_guard lock(mutex_);
  taken_ = true;
  return std::move(results_);
}

LookupCallbacks::LookupCallbacks(std::size_t count) : found_(count) {
  table_.size = sizeof table_;
  table_.ctx = this;
  table_.found = [](void* ctx, std::size_t index, const ob_found* found) {
    auto& s = self<LookupCallbacks>(ctx);
    try {
      std::lock_guard lock(s.mutex_);
      if (s.taken_ || !found || index >= s.found_.size()) return;
      s.found_[index] = {found->state,
                         true,
                         copy(found->remote_id),
                         copy(found->number),
                         copy(found->content_version),
                         copy(found->payment_version),
                         found->ordered_at};
    } catch (...) {
    }
  };
}

std::vector<Found> LookupCallbacks::take() {
  std::lock_guard lock(mutex_);
  taken_ = true;
  return std::move(found_);
}

}  // namespace orderbridge::connectors
