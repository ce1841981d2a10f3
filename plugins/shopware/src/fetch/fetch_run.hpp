// SPDX-License-Identifier: MIT
// FetchRun: the loop of one fetch or fetch_keys call. List pages come in while details of the page before are
// still in flight; the calling thread alone talks to the host (want, emit, note, checkpoint), workers do the
// requests. Memory is bounded: a fixed number of jobs, one page waiting and one on its way.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>

#include "detail_job.hpp"
#include "orderbridge/call.hpp"
#include "position.hpp"
#include "selection.hpp"
#include "worker_pool.hpp"

namespace orderbridge::shopware5 {

/// Where list pages come from; called on the fetch thread.
class PageSource {
 public:
  virtual ~PageSource() = default;
  /// The next list to ask for; nullopt: no more. Called again only after page() took the answer, or
  /// smaller() said yes.
  virtual std::optional<Request> next() = 0;
  /// Most rows that one list may bring: as many may wait while the next list is on its way.
  virtual std::size_t helping() const = 0;
  /// The shop could not give the list that next() asked for. True: it can be asked for in smaller helpings.
  virtual bool smaller() { return false; }
  /// Takes what is not a row (end of the list, missing ids) and may drop rows.
  virtual void page(ListPage& page) = 0;
  /// The row's position for checkpoints; nullopt: none (by key).
  virtual std::optional<Position> position(const ListRow& row) const = 0;
  virtual void checkpoint(const Position& position) = 0;
};

class FetchRun {
 public:
  enum class Judge { kSelection, kNothing };  // kNothing: the host holds these orders, in whatever state
  FetchRun(const Options& options, ShopClient& client, Call& call, FetchSink& out, CancelToken& token,
           Judge judge = Judge::kSelection);
  ~FetchRun();

  /// Until the source has no more, `limit` orders were emitted (0: no limit), or something fails: throws
  /// Error or Cancelled. False: stopped at the limit.
  bool run(PageSource& source, std::uint64_t limit);

  /// Orders asked for by key are no neighbours: many that fail do not mean that the shop is down.
  void never_give_up() noexcept { gives_up_ = false; }

  /// One list, now, while nothing else runs. Throws as run().
  ListPage list(const Request& request);

 private:
  struct ListAnswer {
    std::optional<ListPage> page;
    std::optional<Failure> failure;
    std::exception_ptr broken;
  };

  std::optional<Reason> refusal(const Judged& order) const;
  void ask_list(const Request& request);
  ListAnswer fetch_list(const Request& request) noexcept;
  void take_page(PageSource& source);
  bool asks_for_less(PageSource& source, const Failure& failure);
  void start_rows(PageSource& source);
  void start(PageSource& source, ListRow row);
  void wait_for_answers();
  void take_details();
  void finish(DetailJob& job);
  void finish_failed(DetailJob& job);
  void emit_or_note(DetailJob& job);
  void note_not_ready(const ListRow& row, const Mapped& mapped);
  void note(const ListRow& row, std::int32_t outcome, const Reason& reason, const Error* error = nullptr);
  void give_up(Failure failure);
  void checkpoint(PageSource& source, std::size_t at_least);

  const Options& options_;
  ShopClient& client_;
  Call& call_;
  FetchSink& out_;
  CancelToken& token_;
  const Judge judge_;

  std::deque<ListRow> waiting_;
  std::vector<std::unique_ptr<DetailJob>> jobs_;
  std::vector<DetailJob*> free_, running_;
  Finished finished_;
  bool listing_ = false;
  std::uint64_t emitted_ = 0, done_ = 0;
  int failures_in_a_row_ = 0;
  bool gives_up_ = true;

  std::mutex mutex_;  // guards what workers hand over:
  std::condition_variable answered_;
  std::vector<DetailJob*> answers_;
  std::optional<ListAnswer> list_answer_;

  WorkerPool pool_;  // last: joined before the rest goes
};

}  // namespace orderbridge::shopware5
