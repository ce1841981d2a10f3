// SPDX-License-Identifier: MIT
#include "pipeline/unresolved.hpp"

#include <set>

namespace orderbridge::pipeline {

namespace {

using journal::Fate;

class Gathering {
 public:
  void add(const journal::LedgerRow& row, const journal::Reason& reason) {
    if (all_.size() < kMostAttention && seen_.insert(row.id).second)
      all_.push_back({row.id, row.number, row.fate, reason});
  }
  bool is_full() const noexcept { return all_.size() >= kMostAttention; }
  std::vector<Attention> take() { return std::move(all_); }

 private:
  std::set<std::string> seen_;
  std::vector<Attention> all_;
};

void add_letters(journal::Journal& journal, journal::StreamId stream, const std::string& pipeline,
                 Gathering& all) {
  if (journal.open_letters(stream) == 0) return;
  journal::LetterFilter filter;
  filter.pipeline = pipeline;
  for (std::vector<journal::DeadLetter> page; !all.is_full() && !(page = journal.letters(filter)).empty();
       filter.after = page.back().id)
    for (const auto& letter : page) {
      if (letter.stream != stream) continue;
      const auto row = journal.find(stream, letter.order);
      // Planned to get on: the letter will close.
      if (row && !(row->fate == Fate::kWritten && row->reason.text.empty()))
        all.add(*row, row->reason.text.empty() ? journal::Reason{letter.code, letter.text, letter.place}
                                               : row->reason);
    }
}

}  // namespace

std::vector<Attention> unresolved(journal::Journal& journal, journal::StreamId stream,
                                  const std::string& pipeline) {
  Gathering all;
  for (const auto fate : {Fate::kPending, Fate::kFailed, Fate::kNotReady})
    for (const auto& listed : journal.rows_with_fate(stream, fate, "", kMostAttention))
      if (const auto row = journal.find(stream, listed.id); row && row->fate == fate)  // a plan may differ
        all.add(*row, row->reason);
  add_letters(journal, stream, pipeline, all);
  return all.take();
}

}  // namespace orderbridge::pipeline
