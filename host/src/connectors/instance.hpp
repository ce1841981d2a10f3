// SPDX-License-Identifier: MIT
// Instance: the C++ face of one connector instance (one connection, one use). The only place from which
// foreign code is called. Calls of one instance come one at a time, from any thread; each runs on the
// instance's own worker thread and is watched: without a sign of life for `patience` it is cancelled,
// interrupted and finally abandoned.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "connectors/outcome.hpp"
#include "connectors/view_data.hpp"
#include "connectors/worker.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::connectors {

/// Tells running calls to stop; any thread. A signal with a parent is requested when either is.
class StopSignal {
 public:
  explicit StopSignal(std::shared_ptr<const StopSignal> parent = nullptr) : parent_(std::move(parent)) {}
  void request() noexcept { requested_.store(true, std::memory_order_relaxed); }
  bool requested() const noexcept {
    return requested_.load(std::memory_order_relaxed) || (parent_ && parent_->requested());
  }

 private:
  const std::shared_ptr<const StopSignal> parent_;
  std::atomic<bool> requested_{false};
};

/// Where fetch() results go. Called from the connector's threads; must not throw. Kept alive by the call,
/// even when it is abandoned: then answers no longer reach it.
class FetchHandler {
 public:
  virtual ~FetchHandler() = default;
  virtual std::int32_t want(const ob_listed& row) noexcept = 0;
  virtual ob_status emit(const ob_record& record, const ob_listed* row) noexcept = 0;
  virtual ob_status note(const ob_note& note) noexcept = 0;
  virtual ob_status checkpoint(std::string_view cursor, std::string_view bookmark) noexcept = 0;
};

/// Where the results of write() go; index is checked, each index arrives at most once.
class WriteHandler {
 public:
  virtual ~WriteHandler() = default;
  virtual void report(std::size_t index, const ob_result& result) noexcept = 0;
  virtual void warn(std::size_t index, const ob_warning& warning) noexcept = 0;
};

struct Found {
  std::int32_t state = OB_FOUND_ABSENT;
  bool answered = false;
  std::string remote_id, number, content_version, payment_version;
  std::int64_t ordered_at = INT64_MIN;
};

struct Spec {
  const ob_connector* connector = nullptr;
  std::uint32_t roles = 0;
  config::Connection connection;  // secrets resolved
  std::string base_dir, source_identity;
  std::chrono::milliseconds patience{std::chrono::minutes(5)};
  std::chrono::milliseconds grace{std::chrono::seconds(3)};  // from cancelling to abandoning
};

/// Progress of the running call, for people.
using ProgressHandler = std::function<void(std::uint64_t done, std::uint64_t total, std::string_view what)>;

class Instance {
 public:
  /// Creates the connector's object; no I/O. On failure the outcome says why and `instance` stays empty.
  static Outcome create(Spec spec, std::shared_ptr<const StopSignal> stop,
                        std::unique_ptr<Instance>& instance);
  /// Closes and destroys, unless a call was abandoned: then the object is left alone for ever.
  ~Instance();

  Outcome open();
  void close();
  Outcome check();
  Outcome fetch(std::uint32_t kind, const std::string& cursor, const std::string& bookmark,
                std::shared_ptr<FetchHandler> handler);
  /// `flags`: OB_KEYS_*.
  Outcome fetch_keys(std::uint32_t kind, std::vector<std::string> ids, std::shared_ptr<FetchHandler> handler,
                     std::uint32_t flags = 0);
  /// `records` and `owner` (which owns their memory) stay alive until the call came back, however late.
  Outcome write(std::uint32_t kind, std::vector<const ob_record*> records, std::shared_ptr<const void> owner,
                std::shared_ptr<WriteHandler> handler, bool dry_run = false);
  /// One Found per id.
  Outcome lookup(std::uint32_t kind, std::vector<std::string> ids, std::vector<Found>& found);

  /// The extension "orderbridge.views/1" (views.h); OB_UNSUPPORTED where the connector has none of this name.
  /// What breaks its rules is left out and becomes a finding "connector-bug". `results` holds what came, also
  /// where the call failed. Parameters are complete and checked (config/parameters.hpp). `dry_run`: only
  /// where description::ActionInfo::reads_first().
  Outcome query(const Query& query, QueryResult& result);
  Outcome run_action(const std::string& action, std::vector<std::string> keys,
                     std::vector<config::OptionValue> parameters, std::vector<ActionResult>& results,
                     bool dry_run = false);

  bool can(std::uint32_t capability) const noexcept;
  bool is_abandoned() const noexcept { return abandoned_; }
  const std::string& connection_id() const noexcept;
  void on_progress(ProgressHandler handler);

 private:
  struct Shared;
  explicit Instance(std::shared_ptr<Shared> shared);
  /// kCreate: nothing to interrupt yet. kEnd: close and destroy are let finish, whatever stop was asked for.
  enum class Kind { kCreate, kWork, kEnd };
  /// `stop`: this call's own signal, else the instance's.
  Outcome invoke(const char* what, Kind kind, std::function<ob_status(void* self, const ob_call&)> job,
                 std::shared_ptr<const StopSignal> stop = nullptr);
  void abandon(const char* what, Outcome& outcome);
  void say_why(const char* what, bool came_back, bool out_of_patience, Outcome& outcome) const;

  std::shared_ptr<Shared> shared_;
  Worker worker_;
  bool opened_ = false, abandoned_ = false;
};

}  // namespace orderbridge::connectors
