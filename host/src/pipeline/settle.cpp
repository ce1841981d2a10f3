// SPDX-License-Identifier: MIT
#include "pipeline/settle.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "pipeline/invariants.hpp"

namespace orderbridge::pipeline {

namespace {

constexpr std::size_t kAtOnce = 100;

connectors::Outcome look_up(const std::vector<journal::LedgerRow>& rows, const RunFacts& facts, Sink& sink,
                            Waiting& waiting, std::vector<connectors::Found>& found) {
  std::vector<std::string> ids;
  for (const auto& row : rows) ids.push_back(row.id);
  Attempts attempts;
  attempts.call = [&](int&) { return sink.lookup(facts.kind, ids, found); };
  attempts.reopen = [&] { return sink.reopen(); };
  attempts.goes_on = [] { return true; };  // the wait looks at the stop signal
  return redelivered(attempts, facts.redelivery, waiting);
}

/// Asked, and not answered: whether the sink has it is not known, so this run does not hand it over again.
void stays_in_doubt(journal::LedgerRow& row, const RunFacts& facts, journal::Changes& changes) {
  row.reason = {"in-doubt",
                tr("the sink was asked whether it has the order, and did not say: it is not handed over "
                   "again before it does",
                   "die Senke wurde gefragt, ob sie die Bestellung hat, und sagte es nicht: Vorher wird sie "
                   "nicht erneut übergeben"),
                ""};
  row.last_seen = facts.now;
  row.last_run = facts.run;  // done with in this run
  ++changes.counts.failed;
  changes.rows.push_back(row);
}

}  // namespace

Settled settle_doubts(journal::Journal& journal, journal::StreamId stream, const RunFacts& facts, Sink& sink,
                      Waiting& waiting, SecondLook& second_look) {
  Settled settled;
  for (std::string after;;) {
    auto rows = journal.watch_set(stream, after, kAtOnce);
    if (rows.empty()) return settled;
    after = rows.back().id;
    std::erase_if(rows, [](const auto& row) { return row.fate != journal::Fate::kPending || !row.in_doubt; });
    if (rows.empty()) continue;
    std::vector<connectors::Found> found(rows.size());
    if (sink.can_lookup()) {
      auto outcome = look_up(rows, facts, sink, waiting, found);
      outcome.findings.insert(outcome.findings.begin(), settled.outcome.findings.begin(),
                              settled.outcome.findings.end());
      settled.outcome = std::move(outcome);
      if (!settled.outcome.ok()) return settled;
    }
    journal::Changes changes;
    changes.stream = stream;
    changes.run = facts.run;
    changes.time = facts.now;
    changes.fence = facts.fence;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (sink.can_lookup() && !found[i].answered) {
        stays_in_doubt(rows[i], facts, changes);
        settled.unanswered.push_back(rows[i]);
        continue;
      }
      auto row = on_looked_up(rows[i], found[i], facts);
      hold_to_promises(&rows[i], row, facts);
      if (row.fate == journal::Fate::kWritten) {
        ++changes.counts.written;
        changes.events.push_back({stream, row.id, facts.now, facts.run, "settled", row.reason.text, ""});
        changes.closed_letters.push_back({row.id});
        if (facts.looks_again) second_look.add(row.id, facts.now, true, &journal::Counts::written);
      }
      changes.rows.push_back(std::move(row));
    }
    settled.written += changes.counts.written;
    journal.commit(changes);
  }
}

}  // namespace orderbridge::pipeline
