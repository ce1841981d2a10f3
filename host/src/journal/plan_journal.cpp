// SPDX-License-Identifier: MIT
#include "journal/plan_journal.hpp"

#include <map>
#include <mutex>

namespace orderbridge::journal {

namespace {

class PlanJournal final : public Journal {
 public:
  explicit PlanJournal(Journal& real) : real_(real) {}

  std::string source_identity(const std::string& connection) override {
    return real_.source_identity(connection);
  }
  StreamId stream(const std::string& pipeline, const std::string& source) override {
    return real_.stream(pipeline, source);
  }
  std::vector<Stream> streams() override { return real_.streams(); }

  Position position(StreamId stream) override {
    std::lock_guard lock(mutex_);
    return position_ ? *position_ : real_.position(stream);
  }
  std::optional<LedgerRow> find(StreamId stream, const std::string& id) override {
    std::lock_guard lock(mutex_);
    const auto planned = rows_.find({stream, id});
    return planned != rows_.end() ? std::optional(planned->second) : real_.find(stream, id);
  }
  std::vector<FoundRow> find_everywhere(const std::string& text) override {
    return real_.find_everywhere(text);
  }
  std::vector<LedgerRow> watch_set(StreamId stream, const std::string& after, std::size_t limit,
                                   Micros paid_since, std::int64_t but_not) override {
    auto rows = real_.watch_set(stream, after, limit, paid_since, but_not);
    for (auto& row : rows)
      if (auto planned = find(stream, row.id)) row = std::move(*planned);
    return rows;
  }
  std::vector<LedgerRow> due_for_rereading(StreamId stream, Micros by, std::size_t limit) override {
    return real_.due_for_rereading(stream, by, limit);
  }
  std::vector<LedgerRow> rows_with_fate(StreamId stream, Fate fate, const std::string& after,
                                        std::size_t limit) override {
    return real_.rows_with_fate(stream, fate, after, limit);
  }
  std::vector<LedgerRow> rows_since(StreamId stream, Micros since, const std::string& after,
                                    std::size_t limit) override {
    return real_.rows_since(stream, since, after, limit);
  }
  std::vector<std::pair<Fate, std::int64_t>> fate_counts(StreamId stream) override {
    return real_.fate_counts(stream);
  }
  std::vector<Event> events(StreamId stream, const std::string& order) override {
    return real_.events(stream, order);
  }
  void commit(const Changes& changes) override {
    std::lock_guard lock(mutex_);
    for (const auto& row : changes.rows) rows_[{changes.stream, row.id}] = row;
    for (const auto& id : changes.touched) touch(changes, id);
    if (changes.position) position_ = changes.position;
  }
  std::int64_t begin_run(const std::string&, Micros, const std::string&) override { return kRun; }
  void end_run(const RunRecord&) override {}
  std::vector<RunRecord> runs(const std::string& pipeline, std::size_t limit) override {
    return real_.runs(pipeline, limit);
  }
  std::optional<RunRecord> run(std::int64_t id) override { return real_.run(id); }
  std::size_t end_dead_runs(Micros, const std::function<bool(const Holder&)>&) override { return 0; }
  Micros failing_since(const std::string& pipeline) override { return real_.failing_since(pipeline); }
  Micros last_written(const std::string& pipeline) override { return real_.last_written(pipeline); }

  std::vector<Wish> due_wishes(const std::string&, const std::vector<std::int64_t>&, Micros,
                               std::size_t) override {
    return {};
  }
  WishCounts wish_counts(const std::string& connection, const std::vector<std::int64_t>& readers,
                         Micros now) override {
    return real_.wish_counts(connection, readers, now);
  }
  std::optional<Wish> wish(const std::string& connection, const std::string& order,
                           const std::string& field) override {
    return real_.wish(connection, order, field);
  }
  std::vector<Wish> wishes(const std::string& connection, WishState state, std::size_t limit) override {
    return real_.wishes(connection, state, limit);
  }
  void settle_wishes(const std::vector<Wish>&, const std::vector<Event>&, const Fence&) override {}
  std::optional<Standing> standing(const std::string& connection, const std::string& order) override {
    return real_.standing(connection, order);
  }

  std::vector<DeadLetter> letters(const LetterFilter& filter) override { return real_.letters(filter); }
  std::optional<DeadLetter> letter(std::int64_t id) override { return real_.letter(id); }
  std::int64_t open_letters(std::int64_t stream) override { return real_.open_letters(stream); }
  std::optional<DeadLetter> open_letter(std::int64_t stream, const std::string& order) override {
    return real_.open_letter(stream, order);
  }
  bool edit_letter(std::int64_t, const std::string&, const std::string&) override { return false; }

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
  std::vector<Lease> leases() override { return real_.leases(); }
  Job job(const std::string& name) override { return real_.job(name); }
  void save_job(const Job&) override {}
  void beat(const Server&) override {}
  void leave(const Holder&) override {}
  std::vector<Server> servers() override { return real_.servers(); }

 private:
  static constexpr std::int64_t kRun = INT64_MAX;  // after every real one

  void touch(const Changes& changes, const std::string& id) {
    auto planned = rows_.find({changes.stream, id});
    if (planned == rows_.end()) {
      auto row = real_.find(changes.stream, id);
      if (!row) return;
      planned = rows_.emplace(std::pair(changes.stream, id), std::move(*row)).first;
    }
    planned->second.last_run = changes.run;
    planned->second.last_seen = changes.time;
  }

  Journal& real_;
  std::mutex mutex_;
  std::map<std::pair<StreamId, std::string>, LedgerRow> rows_;
  std::optional<Position> position_;
};

}  // namespace

std::unique_ptr<Journal> make_plan_journal(Journal& real) {
  return std::make_unique<PlanJournal>(real);
}

}  // namespace orderbridge::journal
