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

struct SeenResult {
  std::int32_t outcome = 0;
  std::string remote_id, code, text, found, remote_text;
  std::int64_t retry_after_ms = 0;
  std::uint64_t hint = 0;
  std::uint32_t kept = 0;
};

/// A status update for write().
struct Told {
  std::string id, state = {}, payment_state = {};
  std::vector<std::string> may_replace = {};
  std::vector<std::string> tracking = {};  // of one delivery
  ob_time paid_at = OB_NO_TIME;
  std::uint64_t listed = 0;  // the hint that the order was read with
  std::vector<std::string> may_replace_payment = {};
  bool old_host = false;  // minor 0: the update ends before the list of payment states
};

/// What one call reported.
struct Seen {
  ob_status status = OB_INTERNAL;
  std::vector<std::string> wanted, emitted;    // ids, in order
  std::map<std::string, std::uint64_t> hints;  // of the rows met
  std::vector<SeenNote> notes;
  std::vector<std::pair<std::string, std::string>> checkpoints;  // cursor, bookmark
  std::vector<SeenFinding> findings;
  std::map<std::size_t, std::vector<SeenResult>> results;     // by index; one each, or it is a bug
  std::vector<std::pair<std::size_t, std::string>> warnings;  // index, code
  bool late_warning = false;                                  // after its index was reported
  SeenFailure failure;
  bool foreign_thread = false;  // emit, note or checkpoint from another thread than the caller's

  const SeenNote* note(const std::string& id) const;
  std::set<std::string> emitted_ids() const { return {emitted.begin(), emitted.end()}; }
  std::map<std::string, int> note_codes() const;
  /// Every id met ends in one fate, wanted ones included.
  bool each_once() const;
  std::string finding(const std::string& code) const;
  /// The one result of this index; outcome 0 where there is none, -1 where there are several.
  SeenResult result(std::size_t index) const;
  std::map<std::int32_t, int> outcomes() const;
};

class FakeHost {
 public:
  using Settings = std::map<std::string, std::string>;
  using Lists = std::map<std::string, std::vector<std::string>>;
  using Row = std::vector<std::pair<std::string, std::string>>;
  using Tables = std::map<std::string, std::vector<Row>>;
  explicit FakeHost(const Settings& settings, const Lists& lists = {}, const std::string& language = "en",
                    const Tables& tables = {}, std::uint32_t roles = OB_FETCH_ORDERS);
  ~FakeHost();
  FakeHost(const FakeHost&) = delete;
  FakeHost& operator=(const FakeHost&) = delete;

  /// What create() said; the other calls need OB_OK.
  const Seen& created() const { return created_; }
  Seen open();
  Seen check();
  Seen fetch(const std::string& cursor = "", const std::string& bookmark = "", std::uint64_t limit = 0);
  Seen fetch_keys(const std::vector<std::string>& ids);

  Seen write(const std::vector<Told>& updates, std::uint32_t kind = OB_KIND_STATUS, std::uint32_t flags = 0);

  std::function<std::int32_t(const ob_listed&)> want;  // default: all
  std::function<void(const ob_order&, const ob_listed*)> on_emit;
  std::function<void(std::size_t)> on_report;
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
