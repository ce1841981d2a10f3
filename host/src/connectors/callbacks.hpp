// SPDX-License-Identifier: MIT
// The C function tables that the host hands to connectors. All callbacks are noexcept, may come from any
// thread, and stop reaching the host once their call is over or was abandoned.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "connectors/instance.hpp"
#include "connectors/misuses.hpp"
#include "connectors/outcome.hpp"
#include "connectors/pulse.hpp"
#include "orderbridge/views.h"

namespace orderbridge::connectors {

/// ob_host: name, version, language, log. Lives as long as the instance's shared part.
class HostServices {
 public:
  HostServices();
  const ob_host* table() const noexcept { return &table_; }

 private:
  ob_host table_{};
};

/// ob_call of one call: cancellation, patience, failure text, findings.
class CallContext {
 public:
  using Progress = std::function<void(std::uint64_t, std::uint64_t, std::string_view)>;
  CallContext(std::shared_ptr<const StopSignal> stop, std::shared_ptr<Pulse> pulse,
              std::chrono::milliseconds patience, Progress progress);

  const ob_call* table() const noexcept { return &table_; }
  bool cancelled() const noexcept;
  bool out_of_patience() const noexcept { return impatient_.load(); }
  /// Moves what the connector said into the outcome; later words are dropped.
  void finish(Outcome& outcome);

 private:
  std::int64_t patience_left_ms() const noexcept;

  std::shared_ptr<const StopSignal> stop_;
  std::shared_ptr<Pulse> pulse_;
  std::chrono::milliseconds patience_;
  Progress progress_;
  mutable std::atomic<bool> impatient_{false};
  std::mutex mutex_;
  Outcome said_;
  bool finished_ = false;
  ob_call table_{};
};

class FetchCallbacks {
 public:
  FetchCallbacks(std::shared_ptr<FetchHandler> handler, std::shared_ptr<Pulse> pulse);
  const ob_fetch_sink* table() const noexcept { return &table_; }
  /// From now on every callback answers "stop".
  void disconnect() noexcept { connected_.store(false); }
  /// The sweep was called complete and nothing came after that, or we stopped it ourselves.
  bool is_through() const noexcept { return through_ || stopped_; }
  std::vector<std::string> misuses() const { return misuses_.all(); }

 private:
  std::int32_t want(const ob_listed* row) noexcept;
  ob_status emit(const ob_record* record, const ob_listed* row) noexcept;
  ob_status note(const ob_note* note) noexcept;
  ob_status checkpoint(ob_str cursor, ob_str bookmark) noexcept;
  void came() noexcept { through_ = false; }
  ob_status stops(ob_status status) noexcept;
  void misuse(const char* en, const char* de) noexcept;

  std::shared_ptr<FetchHandler> handler_;
  std::shared_ptr<Pulse> pulse_;
  Misuses misuses_;
  std::atomic<bool> connected_{true}, through_{false}, stopped_{false};
  ob_fetch_sink table_{};
};

class WriteCallbacks {
 public:
  WriteCallbacks(std::shared_ptr<WriteHandler> handler, std::shared_ptr<Pulse> pulse, std::size_t count);
  const ob_results* table() const noexcept { return &table_; }
  /// Waits for a report that is just arriving; later ones are dropped.
  void disconnect() noexcept;
  /// Sentences about reports that broke the rules (index out of range, twice, an outcome that there is not).
  std::vector<std::string> misuses() const { return misuses_.all(); }

 private:
  void report(std::size_t index, const ob_result& result) noexcept;
  void warn(std::size_t index, const ob_warning& warning) noexcept;
  std::shared_ptr<WriteHandler> handler_;
  std::shared_ptr<Pulse> pulse_;
  bool connected_ = true;
  std::mutex mutex_;
  std::vector<bool> reported_;
  Misuses misuses_;
  ob_results table_{};
};

class ActionCallbacks {
 public:
  explicit ActionCallbacks(std::shared_ptr<Pulse> pulse);
  const ob_action_sink* table() const noexcept { return &table_; }
  /// What was reported so far; later reports are dropped.
  std::vector<ActionResult> take();
  std::vector<std::string> misuses() const { return misuses_.all(); }

 private:
  void outcome(ActionResult result);
  std::shared_ptr<Pulse> pulse_;
  std::mutex mutex_;
  Misuses misuses_;
  std::vector<ActionResult> results_;
  bool taken_ = false;
  ob_action_sink table_{};
};

class LookupCallbacks {
 public:
  explicit LookupCallbacks(std::size_t count);
  const ob_lookup_sink* table() const noexcept { return &table_; }
  /// What was found so far; later answers are dropped.
  std::vector<Found> take();
  std::vector<std::string> misuses() const { return misuses_.all(); }

 private:
  void found(std::size_t index, const ob_found* found);
  std::mutex mutex_;
  Misuses misuses_;
  std::vector<Found> found_;
  bool taken_ = false;
  ob_lookup_sink table_{};
};

}  // namespace orderbridge::connectors
