// SPDX-License-Identifier: MIT
#include "batch_writer.hpp"

#include <algorithm>
#include <thread>

#include "server_errors.hpp"
#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

constexpr int kAttempts = 5;  // of a transaction that lost a deadlock or its connection
constexpr std::size_t kLongestId = 200;

void rest(const Call& call, int attempt) {
  std::this_thread::sleep_for(std::chrono::milliseconds(10) * (1 << attempt));
  call.check();
}

}  // namespace

void BatchWriter::Fate::anew() {
  outcome = OB_WRITTEN;
  remote_id.clear(), code.clear(), text.clear(), found.clear();
  warnings.clear();
}

void BatchWriter::Fate::duplicate(std::string because, std::string what) {
  outcome = OB_DUPLICATE;
  code = found = std::move(because);
  text = std::move(what);
}

void BatchWriter::Fate::reject(std::string because, std::string what) {
  outcome = OB_WRITE_REJECTED;
  warnings.clear();  // of an order that is not there
  code = std::move(because);
  text = std::move(what);
}

void BatchWriter::write(const Call& call, const ob_batch& batch, const Results& results) {
  judge_keys(batch);
  try {
    write_all(call);
  } catch (const SqlError& e) {
    const Error error = server_error(e, host_);
    report(results, &error);
    throw error;
  } catch (const Error& e) {
    report(results, &e);
    throw;
  } catch (const Cancelled&) {
    report(results, nullptr);
    throw;
  }
  report(results, nullptr);
}

void BatchWriter::judge_keys(const ob_batch& batch) {
  fates_.clear();
  for (std::size_t i = 0; i < batch.count; ++i) {
    Fate& fate = fates_.emplace_back();
    const ob_record& record = *batch.records[i];
    if (record.kind != OB_KIND_ORDER) {
      fate.reject("not-an-order",
                  host_.say("only orders can be staged", "nur Bestellungen können abgelegt werden"));
      fate.state = Fate::kDone;
    } else if (view(record.id).empty() || record.id.size > kLongestId) {
      fate.reject("bad-id", host_.say("the order's id is empty or longer than 200 characters",
                                      "die Id der Bestellung ist leer oder länger als 200 Zeichen"));
      fate.state = Fate::kDone;
    } else {
      fate.order = reinterpret_cast<const ob_order*>(&record);
      fate.wanted = Wanted::of(view(record.id), view(fate.order->number));
    }
  }
}

void BatchWriter::write_all(const Call& call) {
  std::vector<Fate*> open;
  for (auto& fate : fates_)
    if (fate.state == Fate::kOpen) open.push_back(&fate);
  while (!open.empty()) {
    write_part(call, std::span(open).first(std::min(open.size(), kMostOrders)));
    std::erase_if(open, [](const Fate* fate) { return fate->state != Fate::kOpen; });
  }
}

/// Some of them at least.
void BatchWriter::write_part(const Call& call, std::span<Fate* const> fates) {
  if (fates.size() == 1) return write_alone(call, *fates.front());
  if (transact(call, fates)) return;
  write_part(call, fates.first(fates.size() / 2));
  write_part(call, fates.last(fates.size() - fates.size() / 2));
}

void BatchWriter::write_alone(const Call& call, Fate& fate) {
  Fate* const alone[] = {&fate};
  // A key that somebody else took meanwhile shows at the next look.
  for (int attempt = 0; attempt < 3; ++attempt)
    if (transact(call, alone)) return;
  fate.anew();
  fate.reject(
      "refused-by-database",
      host_.say("the database refused this order: a value breaks a rule of its tables; look at the order "
                "in the shop, then retry it",
                "die Datenbank hat diese Bestellung abgelehnt: ein Wert verletzt eine Regel ihrer "
                "Tabellen; die Bestellung im Shop ansehen, dann erneut versuchen"));
  fate.state = Fate::kDone;
}

bool BatchWriter::transact(const Call& call, std::span<Fate* const> fates) {
  const auto becomes = [&](auto state) {
    for (Fate* fate : fates)
      if (fate->state == Fate::kDecided) fate->state = state;
  };
  for (int attempt = 0;;) {
    call.check();
    bool committing = false;
    try {
      for (Fate* fate : fates) fate->anew();
      try_once(call, fates, committing);
      becomes(Fate::kDone);
      return true;
    } catch (const SqlError& e) {
      sessions_.drop();
      becomes(committing ? Fate::kInDoubt : Fate::kOpen);
      if (committing) throw;
      if (trouble_of(e) == Trouble::kOneRow) return false;
      if (!again_at_once(e) || attempt + 1 >= kAttempts) throw;
    } catch (...) {  // refused or cancelled before COMMIT
      becomes(Fate::kOpen);
      throw;
    }
    rest(call, attempt++);
  }
}

void BatchWriter::try_once(const Call& call, std::span<Fate* const> fates, bool& committing) {
  Session& session = sessions_.current();
  Transaction transaction(session);
  lock(call, session);
  deadline_ = clock_() + kMostTime;
  const std::size_t decided = decide(call, session, fates);
  for (Fate* fate : fates.first(decided)) fate->state = Fate::kDecided;
  call.check();  // the last moment at which the host can still stop us
  committing = true;
  transaction.commit();
}

/// Nobody of ours writes to the same place beside us, so that ids can be allocated. Ends with the
/// transaction.
void BatchWriter::lock(const Call& call, Session& session) const {
  const auto deadline = std::chrono::steady_clock::now() + busy_;
  for (;;) {
    Statement s("DECLARE @granted INT; EXEC @granted = sp_getapplock @Resource=");
    s << Value::of(std::string_view(lock_name_))
      << ", @LockMode='Exclusive', @LockOwner='Transaction', @LockTimeout=500; SELECT CAST(@granted AS "
         "NVARCHAR(40))";
    const Rows rows = s.query(session);
    if (!rows.empty() && rows.front().front() && int_cell(rows.front(), 0) >= 0) return;
    if (std::chrono::steady_clock::now() >= deadline)
      throw retry(
          host_.say("another Orderbridge has been writing to JTL-Wawi for longer than "
                    "busy-timeout; end it or raise busy-timeout",
                    "ein anderes Orderbridge schreibt länger als busy-timeout in die JTL-Wawi; es "
                    "beenden oder busy-timeout erhöhen"));
    call.check();
  }
}

void BatchWriter::report(const Results& results, const Error* failed) const {
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    const Fate& fate = fates_[i];
    Result result;
    const std::string text = failed ? failed->what() : "";
    if (fate.state == Fate::kOpen && failed) {  // surely rolled back
      result.outcome = OB_WRITE_RETRY;
      result.code = "database";
      result.text = text;
      result.retry_after_ms = failed->retry_after_ms();
      results.report(i, result);
    }
    if (fate.state != Fate::kDone) continue;
    for (const auto& warning : fate.warnings) results.warn(i, warning.code, warning.field, warning.text);
    result.outcome = fate.outcome;
    if (fate.outcome != OB_WRITE_REJECTED) result.remote_id = fate.remote_id;
    result.code = fate.code;
    result.text = fate.text;
    result.found = fate.found;
    results.report(i, result);
  }
}

}  // namespace orderbridge::jtlwawi::sqlserver
