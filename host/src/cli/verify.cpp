// SPDX-License-Identifier: MIT
// orderbridge verify PIPELINE: does the sink still have what the ledger says it got? --restage writes what is
// missing again, --accept takes its absence for good.
#include "pipeline/verify.hpp"

#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/host.hpp"
#include "cli/report.hpp"
#include "cli/terminal.hpp"
#include "jobs/lease_keeper.hpp"
#include "jobs/pipeline_job.hpp"
#include "platform/exit_guard.hpp"

namespace orderbridge::cli {

namespace {

constexpr std::size_t kMostShown = 20;

void print_orders(const std::vector<pipeline::Verification::Order>& orders, const std::string& title) {
  if (orders.empty()) return;
  std::printf("  %s\n", title.c_str());
  std::vector<TableRow> rows;
  for (std::size_t i = 0; i < std::min(orders.size(), kMostShown); ++i)
    rows.push_back({"id " + orders[i].id, orders[i].number, orders[i].remote_id, orders[i].found});
  std::fputs(table(rows, 4).c_str(), stdout);
  if (orders.size() > kMostShown)
    std::printf("    %s\n", tr("... and {} more", "... und {} weitere", orders.size() - kMostShown).c_str());
}

void print(const config::Pipeline& pipeline, const pipeline::Verification& v) {
  std::printf(
      "%s\n",
      tr("'{}': {} written orders looked up in '{}': {} are there ({} taken over, {} cancelled there)",
         "'{}': {} übergebene Bestellungen in '{}' gesucht: {} sind da ({} übernommen, {} dort storniert)",
         pipeline.id, v.looked_at, pipeline.to, v.agree, v.taken_over, v.cancelled)
          .c_str());
  print_orders(v.absent, tr("{} are missing in the sink:", "{} fehlen in der Senke:", v.absent.size()));
  print_orders(
      v.other,
      tr("{} stand there as another order:", "{} stehen dort als andere Bestellung:", v.other.size()));
  print_orders(v.older, tr("{} stand there in another version than was written:",
                           "{} stehen dort in anderer Fassung als geschrieben:", v.older.size()));
  print_orders(v.unanswered, tr("of {} the sink did not say whether it has them:",
                                "von {} sagte die Senke nicht, ob sie sie hat:", v.unanswered.size()));
  if (!v.absent.empty())
    std::printf(
        "  %s\n",
        tr("Was the sink restored from an old copy? orderbridge verify {0} --restage writes them again, "
           "orderbridge verify {0} --accept takes their absence for good.",
           "Wurde die Senke aus einer alten Sicherung zurückgespielt? orderbridge verify {0} --restage "
           "übergibt sie erneut, orderbridge verify {0} --accept nimmt ihr Fehlen hin.",
           pipeline.id)
            .c_str());
}

void accept(Host& host, const config::Pipeline& pipeline, const std::vector<std::string>& ids) {
  const jobs::LeaseKeeper lease(host.journal(), pipeline.id, {});
  const auto stream = host.stream(pipeline);
  journal::Changes changes;
  changes.stream = stream;
  changes.time = now();
  changes.fence = lease.fence();
  std::vector<journal::Wish> untold;
  for (const auto& id : ids) {
    auto row = host.journal().find(stream, id);
    // Looked up before the lease was taken: a run since then may have restaged it, or be in doubt of it.
    if (!row || row->fate != journal::Fate::kWritten || row->in_doubt) continue;
    if (auto wish = host.journal().wish(pipeline.from, id, "state");
        wish && wish->state == journal::WishState::kOpen) {
      wish->state = journal::WishState::kRefused;
      wish->settled = now();
      wish->text =
          tr("missing in the sink, and a person accepted it", "fehlt in der Senke, und jemand nahm es hin");
      untold.push_back(std::move(*wish));
    }
    row->fate = journal::Fate::kSuperseded;
    row->fate_since = now();
    row->reason = {
        "accepted",
        tr("missing in the sink, and a person accepted it", "fehlt in der Senke, und jemand nahm es hin"),
        ""};
    changes.events.push_back({stream, id, now(), 0, "accepted", "", ""});
    changes.rows.push_back(std::move(*row));
  }
  host.journal().settle_wishes(untold, {}, lease.fence());  // first: no shop is told of what is not there
  host.journal().commit(changes);
  std::printf("%s\n",
              tr("{} accepted as missing", "{} als fehlend hingenommen", changes.rows.size()).c_str());
}

/// Of the missing orders those that were named; all where none was.
std::vector<std::string> chosen(const Options& options, const pipeline::Verification& v) {
  std::vector<std::string> ids;
  for (const auto& order : v.absent) ids.push_back(order.id);
  if (options.names.size() < 2) return ids;
  std::vector<std::string> named(options.names.begin() + 1, options.names.end());
  for (const auto& name : named)
    if (std::find(ids.begin(), ids.end(), name) == ids.end())
      throw UserError(tr("order {} is not missing in the sink; nothing was done",
                         "Bestellung {} fehlt in der Senke nicht; es wurde nichts getan", name),
                      Exit::kUsage);
  return named;
}

}  // namespace

int verify(const Options& options) {
  Host host(options);
  const auto& pipeline = host.pipeline(options.names.front());
  const auto v = pipeline::verify(host.services(), pipeline);
  print(pipeline, v);
  std::fflush(stdout);
  if (v.outcome.abandoned) platform::end_process(static_cast<int>(Exit::kFailed));
  if (!v.outcome.ok()) throw UserError(pipeline::describe_failure(host.settings(), pipeline.to, v.outcome));
  const auto ids = chosen(options, v);
  if (!ids.empty() && options.accept) {
    accept(host, pipeline, ids);
    return static_cast<int>(Exit::kOk);
  }
  if (!ids.empty() && options.restage) {
    pipeline::Task task;
    task.kind = "restage";
    task.keys = ids;
    task.forced = true;
    const auto report = jobs::run_job(host.services(), pipeline, {}, task);
    print_report(pipeline, report);
    if (report.abandoned) platform::end_process(static_cast<int>(exit_of(report)));
    return static_cast<int>(exit_of(report));
  }
  const bool fine = v.absent.empty() && v.other.empty() && v.older.empty() && v.unanswered.empty();
  return static_cast<int>(fine ? Exit::kOk : Exit::kAttention);
}

}  // namespace orderbridge::cli
