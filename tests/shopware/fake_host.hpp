// SPDX-License-Identifier: MIT
// A host for the contract tests: creates one instance of the connector through its C table, with the table's
// own defaults, and collects everything that is reported. Copies all it keeps, as a host must.
#pragma once
#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "orderbridge/connector_abi.h"

namespace shopware_test {

struct SeenNote {
  std::string id, code, text, remote_text;
  std::int32_t outcome = 0;
  std::int64_t retry_after_ms = 0, grace_ms = 0;
  bool has_row = false;
};
struct SeenFinding {
  std::int32_t level = 0;
  std::string code, text;
};
struct SeenFailure {
  std::string text, option, remote_text;
  std::int32_t remote_code = 0;
  std::int64_t retry_after_ms = 0;
  int count = 0;
};

/// What one call reported.
struct Seen {
  ob_status status = OB_INTERNAL;
  std::vector<std::string> wanted, emitted;  // ids, in order
  std::vector<SeenNote> notes;
  std::vector<std::pair<std::string, std::string>> checkpoints;  // cursor, bookmark
  std::vector<SeenFinding> findings;
  SeenFailure failure;
  bool foreign_thread = false;  // emit, note or checkpoint from another thread than the caller's

  const SeenNote* note(const std::string& id) const;
  std::set<std::string> emitted_ids() const { return {emitted.begin(), emitted.end()}; }
  std::map<std::string, int> note_codes() const;
  /// Every id met ends in one fate, wanted ones included.
  bool each_once() const;
  std::string finding(const std::string& code) const;
};

class FakeHost {
 public:
  using Settings = std::map<std::string, std::string>;
  using Lists = std::map<std::string, std::vector<std::string>>;
  explicit FakeHost(const Settings& settings, const Lists& lists = {}, const std::string& language = "en");
  ~FakeHost();
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  /// What create() said; the other calls need OB_OK.
  const Seen& created() const { return created_; }
  Seen open();
  Seen check();
  Seen fetch(const std::string& cursor = "", const std::string& bookmark = "", std::uint64_t limit = 0);
  Seen fetch_keys(const std::vector<std::string>& ids);

  std::function<std::int32_t(const ob_listed&)> want;  // default: all
  std::function<void(const ob_order&, const ob_listed*)> on_emit;
  std::atomic<bool> cancelled{false};
  void interrupt() { table_->interrupt(self_); }

 private:
  struct Call;
  Seen call(const std::function<ob_status(const ob_call*, const ob_fetch_sink*)>& function);

  const ob_connector* table_;
  ob_host host_{};
  std::string language_;
  void* self_ = nullptr;
  Seen created_;
};

/// Settings for a shop at this address with the demo user, short time-outs.
FakeHost::Settings settings_for(const std::string& url);

}  // namespace shopware_test
