// SPDX-License-Identifier: MIT
// Sweep: one pass over everything the shop offers, in phases, keyset paging by id. Ends with checkpoint("",
// bookmark). Fetch thread only.
#pragma once
#include "fetch_run.hpp"
#include "query.hpp"

namespace orderbridge::shopware5 {

class Sweep final : public PageSource {
 public:
  Sweep(const Options& options, Call& call, FetchSink& out, const ob_fetch& request);

  /// Throws Error and Cancelled.
  void run(FetchRun& run);

  std::optional<Request> next() override;
  std::size_t helping() const override;
  bool smaller() override;
  void page(ListPage& page) override;
  std::optional<Position> position(const ListRow& row) const override;
  void checkpoint(const Position& position) override;

 private:
  std::vector<Filter> filters() const;
  void begin_phase();
  void report_aborted(FetchRun& run);
  void note_newest(FetchRun& run);
  void take_end(const ListPage& page);
  std::int64_t lower_highest();
  void say_hidden(FetchRun& run);

  const Options& options_;
  Call& call_;
  FetchSink& out_;
  const Bookmark bookmark_;  // as the host gave it; unchanged until the sweep is complete
  const std::int64_t known_highest_;
  const std::string changes_since_;
  const std::int64_t floor_;
  bool large_ = false;  // lists of known orders are asked for in large helpings
  const std::uint64_t limit_;
  std::vector<Phase> phases_;   // what is left; front = running
  bool fresh_ = false;          // no cursor: a new sweep
  std::string changed_;         // the newest change when this sweep began
  std::int64_t newest_ = 0;     // the highest id that the shop had then
  std::int64_t last_ = 0;       // id up to which this phase was listed
  bool listed_all_ = false;     // of this phase
  std::int64_t expected_ = -1;  // rows that this phase still has, by an earlier list; -1: not known
  bool doubted_ = false;        // the list said that it ended here, and something else says that it does not
  bool cut_ = false;            // and it did not
  std::int64_t highest_ = 0;    // seen in the coverage phase
};

}  // namespace orderbridge::shopware5
