// SPDX-License-Identifier: MIT
#include "connectors/callbacks.hpp"

#include "base/language.hpp"
#include "base/log.hpp"
#include "base/version.hpp"
#include "connectors/answers.hpp"
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
  table_.version = to_abi(version());
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
      context.said_.retry_after_ms = sane_wait_ms(failure->retry_after_ms);
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
    return self<FetchCallbacks>(ctx).want(row);
  };
  table_.emit = [](void* ctx, const ob_record* record, const ob_listed* row) -> ob_status {
    return self<FetchCallbacks>(ctx).emit(record, row);
  };
  table_.note = [](void* ctx, const ob_note* note) -> ob_status {
    return self<FetchCallbacks>(ctx).note(note);
  };
  table_.checkpoint = [](void* ctx, ob_str cursor, ob_str bookmark) -> ob_status {
    return self<FetchCallbacks>(ctx).checkpoint(cursor, bookmark);
  };
}

void FetchCallbacks::misuse(const char* en, const char* de) noexcept {
  try {
    misuses_.add(tr(en, de));
  } catch (...) {
  }
}

/// Told to stop, a connector need not end its sweep.
ob_status FetchCallbacks::stops(ob_status status) noexcept {
  if (status != OB_OK) stopped_ = true;
  return status;
}

std::int32_t FetchCallbacks::want(const ob_listed* row) noexcept {
  const Pulse::InsideHost inside(*pulse_);
  if (!row || !OB_HAS(row, hint)) {
    misuse("the connector asked for an order without a list row, or with one that is too small",
           "Der Konnektor fragte ohne Listenzeile nach einer Bestellung, oder mit einer zu kleinen");
    return OB_KNOWN;
  }
  came();
  const auto answer = connected_ ? handler_->want(*row) : static_cast<std::int32_t>(OB_STOP);
  if (answer == OB_STOP) stopped_ = true;
  return answer;
}

ob_status FetchCallbacks::emit(const ob_record* record, const ob_listed* row) noexcept {
  const Pulse::InsideHost inside(*pulse_);
  if (!record) {
    misuse("the connector handed over no record", "Der Konnektor übergab keinen Datensatz");
    return OB_OK;
  }
  came();
  return stops(connected_ ? handler_->emit(*record, row && OB_HAS(row, hint) ? row : nullptr) : OB_CANCELLED);
}

ob_status FetchCallbacks::note(const ob_note* note) noexcept {
  const Pulse::InsideHost inside(*pulse_);
  if (!note || !OB_HAS(note, id)) {
    misuse("the connector noted nothing, or a note that is too small",
           "Der Konnektor vermerkte nichts oder einen zu kleinen Vermerk");
    return OB_OK;
  }
  came();
  if (!connected_) return OB_CANCELLED;
  try {
    ob_note judged{};
    judged.size = sizeof judged;
    if (const auto flaw = flaw_of(*note); flaw.empty()) {
      judged = *note;
      judged.retry_after_ms = sane_wait_ms(note->retry_after_ms);
      judged.grace_ms = sane_wait_ms(note->grace_ms);
      if (judged.row && !OB_HAS(judged.row, hint)) judged.row = nullptr;
    } else {  // nothing final follows from a word that there is not
      misuses_.add(flaw);
      judged.outcome = OB_NOTE_FAILED_RETRY;
      judged.id = note->id;
      judged.code = to_abi(std::string_view("connector-bug"));
      judged.text = to_abi(flaw);
      return stops(handler_->note(judged));
    }
    return stops(handler_->note(judged));
  } catch (...) {
    return stops(OB_CANCELLED);  // out of memory
  }
}

ob_status FetchCallbacks::checkpoint(ob_str cursor, ob_str bookmark) noexcept {
  const Pulse::InsideHost inside(*pulse_);
  if (!connected_) return OB_CANCELLED;
  const auto status = handler_->checkpoint(view(cursor), view(bookmark));
  if (status == OB_REJECTED)
    misuse("the connector gave a cursor or bookmark that is longer than 4096 bytes or not UTF-8",
           "Der Konnektor gab einen Cursor oder ein Lesezeichen, länger als 4096 Bytes oder nicht UTF-8");
  else if (status == OB_OK && view(cursor).empty())
    through_ = true;
  return status == OB_REJECTED ? status : stops(status);
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
    if (index >= reported_.size())
      return misuses_.add(tr("the connector reported record {} of a batch of {}",
                             "Der Konnektor meldete Datensatz {} eines Stapels von {}", index,
                             reported_.size()));
    if (reported_[index])
      return misuses_.add(tr("the connector reported record {} twice; the first report counts",
                             "Der Konnektor meldete Datensatz {} zweimal; die erste Meldung zählt", index));
    reported_[index] = true;
    if (auto flaw = flaw_of(result); !flaw.empty()) return misuses_.add(std::move(flaw));
    if (result.outcome == OB_WRITE_REJECTED && view(result.text).empty())
      misuses_.add(tr("the connector rejected a record without a reason",
                      "Der Konnektor lehnte einen Datensatz ohne Grund ab"));
    handler_->report(index, result);
  } catch (...) {
    // Out of memory: the record stays unreported, that is in doubt, and is settled by lookup.
  }
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
  constexpr std::size_t kMostOutcomes = 100000;
  std::lock_guard lock(mutex_);
  if (taken_ || results_.size() >= kMostOutcomes) return;
  pulse_->beat();
  if (result.outcome < OB_WRITTEN || result.outcome > OB_CONFLICT) {
    return misuses_.add(tr("the connector reported an outcome {}, which there is not",
                           "Der Konnektor meldete ein Ergebnis {}, das es nicht gibt", result.outcome));
  }
  results_.push_back(std::move(result));
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
    try {
      self<LookupCallbacks>(ctx).found(index, found);
    } catch (...) {
      // Out of memory: not answered.
    }
  };
}

void LookupCallbacks::found(std::size_t index, const ob_found* found) {
  std::lock_guard lock(mutex_);
  if (taken_) return;
  if (index >= found_.size())
    return misuses_.add(tr("the connector answered for key {} of {}",
                           "Der Konnektor antwortete zu Schlüssel {} von {}", index, found_.size()));
  if (!found)
    return misuses_.add(tr("the connector answered a lookup with nothing",
                           "Der Konnektor beantwortete eine Suche mit nichts"));
  if (auto flaw = flaw_of(*found); !flaw.empty()) return misuses_.add(std::move(flaw));
  if (found_[index].answered)
    return misuses_.add(tr("the connector answered for key {} twice; the first answer counts",
                           "Der Konnektor antwortete zu Schlüssel {} zweimal; die erste Antwort zählt",
                           index));
  found_[index] = found_of(*found);
}

std::vector<Found> LookupCallbacks::take() {
  std::lock_guard lock(mutex_);
  taken_ = true;
  return std::move(found_);
}

}  // namespace orderbridge::connectors
