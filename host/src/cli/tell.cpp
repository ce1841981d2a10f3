// SPDX-License-Identifier: MIT
// orderbridge tell CONNECTION [ORDER...]: a shop is told once more what it refused. Without orders: all that
// it refused; with orders: these, also where a person's state was in the way.
#include <algorithm>
#include <cstdio>

#include "base/counted.hpp"
#include "base/error.hpp"
#include "base/language.hpp"
#include "base/suggest.hpp"
#include "cli/host.hpp"
#include "cli/terminal.hpp"
#include "pipeline/tell.hpp"
#include "platform/exit_guard.hpp"

namespace orderbridge::cli {

namespace {

using journal::WishState;

/// A pipeline that tells this connection, by the connection's id or its own.
const config::Pipeline& teller(const Host& host, const std::string& name) {
  std::vector<std::string> known;
  for (const auto& pipeline : host.settings().pipelines) {
    if (!pipeline.on_written) continue;
    if (pipeline.from == name || pipeline.id == name) return pipeline;
    for (const auto& id : {pipeline.from, pipeline.id}) known.push_back(id);
  }
  const auto hint = did_you_mean(name, known);
  throw UserError(
      tr("no pipeline with <onWritten> reads '{}', so there is nothing that it would be told of orders",
         "Keine Pipeline mit <onWritten> liest '{}', deshalb gibt es nichts, was ihr von Bestellungen "
         "gemeldet "
         "würde",
         name) +
          (hint.empty() ? "" : "; " + hint),
      Exit::kUsage);
}

/// Ids of orders named by number or id. Throws UserError for one that no pipeline knows.
std::vector<std::string> ids_of(Host& host, const std::string& connection,
                                const std::vector<std::string>& names) {
  std::vector<std::string> ids;
  for (const auto& name : names) {
    std::string id;
    for (const auto& found : host.journal().find_everywhere(name)) {
      if (found.stream.connection != connection) continue;
      if (id.empty() || found.row.id == name) id = found.row.id;
    }
    if (id.empty())
      throw UserError(
          tr("no pipeline knows an order {} of '{}'; nothing was done",
             "Keine Pipeline kennt eine Bestellung {} von '{}'; es wurde nichts getan", name, connection),
          Exit::kUsage);
    if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
  }
  return ids;
}

std::string outcome_of(const journal::Wish& wish) {
  switch (wish.state) {
    case WishState::kConfirmed:
      return tr("told, and the shop shows it", "gemeldet, und der Shop zeigt es");
    case WishState::kConflict:
      return tr("left: state {} was set by a person", "belassen: Status {} setzte ein Mensch", wish.found);
    case WishState::kOpen:
      return tr("not told yet, every run tries again", "noch nicht gemeldet, jeder Lauf versucht es erneut") +
             (wish.text.empty() ? "" : ": " + wish.text);
    default:
      return tr("refused again: {}", "erneut abgelehnt: {}", wish.text);
  }
}

void print(const std::string& connection, const pipeline::ToldAgain& result) {
  std::printf("%s\n",
              tr("'{}' was told of {} of {} (run {})", "'{}' erfuhr von {} von {} (Lauf {})", connection,
                 result.record.counts.written, orders(result.record.counts.listed), result.record.id)
                  .c_str());
  constexpr std::size_t kMostShown = 40;
  std::vector<TableRow> rows;
  for (const auto& wish : result.wishes) {
    if (wish.state == WishState::kConfirmed && result.wishes.size() > kMostShown) continue;
    if (rows.size() == kMostShown) break;
    rows.push_back({wish.number.empty() ? "id " + wish.order : wish.number, outcome_of(wish)});
  }
  std::fputs(table(rows).c_str(), stdout);
  for (const auto& warning : result.warnings)
    std::printf("  %s\n", tr("Warning: {}", "Warnung: {}", warning).c_str());
  if (!result.told.failure.empty())
    std::printf("  %s\n", tr("Failed: {}", "Fehlgeschlagen: {}", result.told.failure).c_str());
  std::fflush(stdout);
}

Exit exit_of(const pipeline::ToldAgain& result) {
  if (!result.told.failure.empty()) return result.told.status == OB_BAD_CONFIG ? Exit::kUsage : Exit::kFailed;
  return result.record.counts.written == result.record.counts.listed ? Exit::kOk : Exit::kAttention;
}

}  // namespace

int tell(const Options& options) {
  Host host(options);
  const auto& pipeline = teller(host, options.connection);
  const auto services = host.services();
  const auto ids = ids_of(host, pipeline.from, options.names);
  auto wishes = pipeline::untold(services, pipeline.from, ids);
  if (wishes.empty()) {
    std::printf("%s\n",
                ids.empty()
                    ? tr("'{}' refused nothing; nothing was done",
                         "'{}' lehnte nichts ab; es wurde nichts getan", pipeline.from)
                          .c_str()
                    : tr("'{}' has nothing more to be told of these orders; nothing was done",
                         "'{}' ist zu diesen Bestellungen nichts mehr zu melden; es wurde nichts getan",
                         pipeline.from)
                          .c_str());
    return static_cast<int>(Exit::kOk);
  }
  const auto result = pipeline::tell_again(services, pipeline, std::move(wishes));
  print(pipeline.from, result);
  const auto exit = exit_of(result);
  if (result.told.abandoned) platform::end_process(static_cast<int>(exit));
  return static_cast<int>(exit);
}

}  // namespace orderbridge::cli
