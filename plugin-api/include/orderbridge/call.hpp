// SPDX-License-Identifier: MIT
// C++ faces of what the host hands into a call: Host, Call, FetchSink, Results, LookupSink. All borrowed:
// valid inside the call only (Host: until destroy). Cancelled is thrown where the host wants to stop; guard()
// turns it into a status.
#pragma once
#include <string>
#include <string_view>

#include "error.hpp"
#include "text.hpp"

namespace orderbridge {

class Host {
 public:
  explicit Host(const ob_host* host) : host_(host) {}
  bool german() const noexcept { return is_german(host_->language); }
  /// Chooses between two texts for people.
  std::string say(std::string_view en, std::string_view de) const { return std::string(german() ? de : en); }
  bool logs(std::int32_t level) const noexcept { return host_->log_enabled(host_->ctx, level) != 0; }
  void log(std::int32_t level, std::string_view component, std::string_view message) const noexcept {
    host_->log(host_->ctx, level, to_abi(component), to_abi(message));
  }

 private:
  const ob_host* host_;
};

class Call {
 public:
  explicit Call(const ob_call* call) : call_(call) {}
  bool cancelled() const noexcept { return call_->cancelled(call_->ctx) != 0; }
  /// Throws Cancelled.
  void check() const {
    if (cancelled()) throw Cancelled{};
  }
  std::int64_t patience_ms() const noexcept { return call_->patience_ms(call_->ctx); }
  std::uint32_t attempt() const noexcept { return call_->attempt; }
  void progress(std::uint64_t done, std::uint64_t total, std::string_view what = {}) const noexcept {
    call_->progress(call_->ctx, done, total, to_abi(what));
  }
  void finding(std::int32_t level, std::string_view code, std::string_view text) const noexcept {
    call_->finding(call_->ctx, level, to_abi(code), to_abi(text));
  }
  void fail(const ob_failure& failure) const noexcept { call_->fail(call_->ctx, &failure); }

 private:
  const ob_call* call_;
};

/// A note for one order that is not emitted. Strings are borrowed until note() returns.
struct Note {
  std::int32_t outcome = OB_NOTE_NOT_SELECTED;
  std::string_view id, code, text, remote_text;
  const ob_listed* row = nullptr;
  std::int64_t retry_after_ms = 0, grace_ms = 0;
  std::uint32_t flags = 0;  ///< OB_NOTE_*
};

class FetchSink {
 public:
  explicit FetchSink(const ob_fetch_sink* sink) : sink_(sink) {}
  /// True: fetch its detail. Throws Cancelled.
  bool want(const ob_listed& row) const {
    const auto answer = sink_->want(sink_->ctx, &row);
    if (answer < 0) throw Cancelled{};
    return answer == OB_WANT;
  }
  void emit(const ob_record& record, const ob_listed* row = nullptr) const {
    go_on(sink_->emit(sink_->ctx, &record, row));
  }
  void note(const Note& n) const {
    ob_note note{};
    note.size = sizeof note;
    note.outcome = n.outcome;
    note.id = to_abi(n.id);
    note.row = n.row;
    note.code = to_abi(n.code);
    note.text = to_abi(n.text);
    note.remote_text = to_abi(n.remote_text);
    note.retry_after_ms = n.retry_after_ms;
    note.grace_ms = n.grace_ms;
    note.flags = n.flags;
    go_on(sink_->note(sink_->ctx, &note));
  }
  void checkpoint(std::string_view cursor, std::string_view bookmark) const {
    go_on(sink_->checkpoint(sink_->ctx, to_abi(cursor), to_abi(bookmark)));
  }

 private:
  static void go_on(ob_status status) {
    if (status == OB_CANCELLED) throw Cancelled{};
    if (status != OB_OK) throw Error(status, "the host did not take the record");
  }
  const ob_fetch_sink* sink_;
};

/// One result of write(). Strings are borrowed until report() returns.
struct Result {
  std::int32_t outcome = OB_WRITTEN;
  std::string_view remote_id, code, text, found, remote_text;
  std::int64_t retry_after_ms = 0;
  std::uint64_t hint = 0;
  std::uint32_t kept = 0;  // OB_KEPT_*
};

class Results {
 public:
  explicit Results(const ob_results* results) : results_(results) {}
  void report(std::size_t index, const Result& r) const noexcept {
    ob_result result{};
    result.size = sizeof result;
    result.outcome = r.outcome;
    result.remote_id = to_abi(r.remote_id);
    result.code = to_abi(r.code);
    result.text = to_abi(r.text);
    result.found = to_abi(r.found);
    result.remote_text = to_abi(r.remote_text);
    result.retry_after_ms = r.retry_after_ms;
    result.hint = r.hint;
    result.kept = r.kept;
    results_->report(results_->ctx, index, &result);
  }
  void warn(std::size_t index, std::string_view code, std::string_view field,
            std::string_view text) const noexcept {
    const ob_warning warning{sizeof(ob_warning), 0, to_abi(code), to_abi(field), to_abi(text)};
    results_->warn(results_->ctx, index, &warning);
  }

 private:
  const ob_results* results_;
};

class LookupSink {
 public:
  explicit LookupSink(const ob_lookup_sink* sink) : sink_(sink) {}
  void found(std::size_t index, const ob_found& found) const noexcept {
    sink_->found(sink_->ctx, index, &found);
  }

 private:
  const ob_lookup_sink* sink_;
};

}  // namespace orderbridge
