// SPDX-License-Identifier: MIT
#include "journal/sqlite_journal.hpp"

namespace orderbridge::journal {

namespace {

class NullJournal final : public Journal {
 public:
  std::string source_identity(const std::string& connection) override { return "none-" + connection; }
  StreamId stream(const std::string&, const std::string&) override { return 1; }
  std::vector<Stream> streams() override { return {}; }
  Position position(StreamId) override { return {}; }
  std::optional<LedgerRow> find(StreamId, const std::string&) override { return std::nullopt; }
  std::vector<FoundRow> find_everywhere(const std::string&) override { return {}; }
  std::vector<LedgerRow> watch_set(StreamId, const std::string&, std::size_t, Micros, std::int64_t) override {
    return {};
  }
  std::vector<LedgerRow> due_for_rereading(StreamId, Micros, std::size_t) override { return {}; }
  std::vector<LedgerRow> rows_with_fate(StreamId, Fate, const std::string&, std::size_t) override {
    return {};
  }
  std::vector<LedgerRow> rows_since(StreamId, Micros, const std::string&, std::size_t) override { return {}; }
  std::vector<std::pair<Fate, std::int64_t>> fate_counts(StreamId) override { return {}; }
  std::vector<Event> events(StreamId, const std::string&) override { return {}; }
  void commit(const Changes&) override {}

  std::int64_t begin_run(const std::string&, Micros, const std::string&) override { return 1; }
  void end_run(const RunRecord&) override {}
  std::vector<RunRecord> runs(const std::string&, std::size_t) override { return {}; }
  std::optional<RunRecord> run(std::int64_t) override { return std::nullopt; }
  std::size_t end_dead_runs(Micros, const std::function<bool(const Holder&)>&) override { return 0; }
  Micros failing_since(const std::string&) override { return 0; }
  Micros last_written(const std::string&) override { return 0; }

  std::vector<Wish> due_wishes(const std::string&, const std::vector<std::int64_t>&, Micros,
                               std::size_t) override {
    return {};
  }
  WishCounts wish_counts(const std::string&, const std::vector<std::int64_t>&, Micros) override { return {}; }
  std::optional<Wish> wish(const std::string&, const std::string&, const std::string&) override {
    return std::nullopt;
  }
  std::vector<Wish> wishes(const std::string&, WishState, std::size_t) override { return {}; }
  void settle_wishes(const std::vector<Wish>&, const std::vector<Event>&, const Fence&) override {}
  std::optional<Standing> standing(const std::string&, const std::string&) override { return std::nullopt; }

  std::vector<DeadLetter> letters(const LetterFilter&) override { return {}; }
  std::optional<DeadLetter> letter(std::int64_t) override { return std::nullopt; }
  std::int64_t open_letters(std::int64_t) override { return 0; }
  std::optional<DeadLetter> open_letter(std::int64_t, const std::string&) override { return std::nullopt; }
  bool edit_letter(std::int64_t, const std::string&, const std::string&) override { return false; }

  /// Nobody else can hold what nobody remembers.
  std::optional<Lease> acquire(const std::string& job, const Holder& holder, Micros now, Micros lasts, Lease&,
                               const std::function<bool(const Holder&)>&) override {
    Lease lease;  // one by one: gcc takes an aggregate inside an optional for uninitialized
    lease.fence = {job, 1};
    lease.holder = holder;
    lease.acquired = lease.progress = now;
    lease.expires = now + lasts;
    return lease;
  }
  std::optional<Lease> take(const std::string& name, const Holder& holder, Micros lasts, const Taking& taking,
                            const std::function<bool(const Holder&)>& gone) override {
    auto planned = job(name);
    const auto now = taking.clock();
    Lease other;
    return taking.is_due(planned, now) ? acquire(name, holder, now, lasts, other, gone) : std::nullopt;
  }
  bool renew(const Lease&) override { return true; }
  void release(const Fence&) override {}
  std::vector<Lease> leases() override { return {}; }
  Job job(const std::string& name) override {
    Job job;
    job.name = name;
    return job;
  }
  void save_job(const Job&) override {}
  void beat(const Server&) override {}
  void leave(const Holder&) override {}
  std::vector<Server> servers() override { return {}; }
};

}  // namespace

std::unique_ptr<Journal> make_null_journal() {
  return std::make_unique<NullJournal>();
}

}  // namespace orderbridge::journal
