// SPDX-License-Identifier: MIT
#include "journal/sqlite_journal.hpp"

namespace orderbridge::journal {

namespace {

class NullJournal final : public Journal {
 public:
  std::string source_identity(const std::string& connection) override { return "none-" + connection; }
  StreamId stream(const std::string&, const std::string&) override { return 1; }
  Position position(StreamId) override { return {}; }
  std::optional<LedgerRow> find(StreamId, const std::string&) override { return std::nullopt; }
  std::vector<LedgerRow> watch_set(StreamId, const std::string&, std::size_t) override { return {}; }
  void commit(const Changes&) override {}
  std::int64_t begin_run(const std::string&, Micros) override { return 1; }
  void end_run(const RunRecord&) override {}
  std::vector<RunRecord> runs(const std::string&, std::size_t) override { return {}; }
  std::vector<LedgerRow> rows_with_fate(StreamId, Fate, std::size_t) override { return {}; }
};

}  // namespace

std::unique_ptr<Journal> make_null_journal() {
  return std::make_unique<NullJournal>();
}

}  // namespace orderbridge::journal
