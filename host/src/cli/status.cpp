// SPDX-License-Identifier: MIT
// orderbridge status, runs, run show: what the jobs do and did.
#include <cstdio>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/host.hpp"
#include "cli/terminal.hpp"
#include "explain/job_state.hpp"
#include "journal/backups.hpp"

namespace orderbridge::cli {

namespace {

using explain::JobState;
using Json = nlohmann::ordered_json;

std::string age(Micros then, Micros now) {
  if (then == 0) return tr("never", "nie");
  const auto seconds = std::max<Micros>(0, now - then) / 1000000;
  if (seconds < 120) return tr("{} s ago", "vor {} s", seconds);
  if (seconds < 7200) return tr("{} min ago", "vor {} min", seconds / 60);
  if (seconds < 172800) return tr("{} h ago", "vor {} h", seconds / 3600);
  return tr("{} days ago", "vor {} Tagen", seconds / 86400);
}

struct Line {
  std::string id, schedule;
  explain::JobFacts facts;
  explain::Moves moves = explain::Moves::kOrders;
  JobState state = JobState::kIdle;
  Micros last_order = 0, next = 0;
  std::int64_t letters = 0;
  journal::WishCounts wishes;
  std::vector<std::pair<journal::Fate, std::int64_t>> fates;
};

class Status {
 public:
  explicit Status(Host& host) : host_(host), now_(now()) {
    for (const auto& p : host.settings().pipelines) {
      auto& line = add(p.id, p.schedule);
      line.last_order = host.journal().last_written(p.id);
      const auto stream = host.stream(p);
      line.letters = host.journal().open_letters(stream);
      line.fates = host.journal().fate_counts(stream);
      if (p.on_written) line.wishes = host.journal().wish_counts(p.from, readers(p), now_);
    }
    for (const auto& a : host.settings().actions) add(a.id, a.schedule);
  }

  std::vector<Line> lines;
  Micros now_time() const { return now_; }

 private:
  Line& add(const std::string& id, const std::string& schedule) {
    auto& line = lines.emplace_back();
    line.id = id;
    line.schedule = line.facts.schedule = schedule;
    line.moves = explain::what_moves(host_.settings(), id);
    line.facts.job = host_.journal().job(id);
    for (const auto& lease : host_.journal().leases())
      if (lease.fence.job == id && lease.expires > now_ && !journal::is_gone(lease.holder))
        line.facts.lease = lease;
    for (const auto& run : host_.journal().runs(id, 5))
      if (!line.facts.last && run.outcome != journal::RunOutcome::kRunning) line.facts.last = run;
    line.state = explain::state_of(line.facts, now_);
    line.next = explain::next_run(line.facts, now_);
    return line;
  }
  std::vector<journal::StreamId> readers(const config::Pipeline& p) {
    std::vector<journal::StreamId> all;
    for (const auto& other : host_.settings().pipelines)
      if (other.from == p.from && other.kind == OB_KIND_ORDER) all.push_back(host_.stream(other));
    return all;
  }

  Host& host_;
  Micros now_;
};

bool needs_attention(const Line& line) {
  return line.state == JobState::kFailed || line.state == JobState::kStalled || line.letters > 0 ||
         line.wishes.conflict > 0 || line.wishes.refused > 0;
}

Json to_json(const Line& line) {
  Json json{{"job", line.id}, {"state", explain::state_name(line.state)}};
  if (line.last_order) json["lastOrder"] = format_utc(line.last_order);
  if (line.next) json["nextRun"] = format_utc(line.next);
  json["deadLetters"] = line.letters;
  for (const auto& [fate, count] : line.fates) json["orders"][journal::fate_name(fate)] = count;
  json["outbox"] = {{"due", line.wishes.due},           {"later", line.wishes.later},
                    {"held", line.wishes.held},         {"confirmed", line.wishes.confirmed},
                    {"conflict", line.wishes.conflict}, {"refused", line.wishes.refused}};
  if (const auto& last = line.facts.last)
    json["lastRun"] = {{"id", last->id},
                       {"outcome", explain::outcome_name(last->outcome)},
                       {"ended", format_utc(last->ended)},
                       {"listed", last->counts.listed},
                       {"written", last->counts.written}};
  const auto advice = explain::advice(line.facts, line.state);
  if (!advice.empty()) json["advice"] = advice;
  return json;
}

void print_line(const Line& line, Micros now) {
  std::vector<TableRow> rows;
  if (const auto& last = line.facts.last)
    rows.push_back({tr("last run", "letzter Lauf"),
                    fmt::format("{} {}, {}: {}", last->id, explain::outcome_name(last->outcome),
                                age(last->ended, now), explain::counts_in_short(last->counts, line.moves))});
  rows.push_back({tr("last order", "letzte Bestellung"), age(line.last_order, now)});
  if (line.next)
    rows.push_back(
        {tr("next run", "nächster Lauf"), line.next <= now ? tr("due", "fällig") : format_local(line.next)});
  std::string orders;
  for (const auto& [fate, count] : line.fates)
    orders += fmt::format("{}{} {}", orders.empty() ? "" : ", ", count, journal::fate_text(fate));
  if (!orders.empty()) rows.push_back({tr("orders", "Bestellungen"), orders});
  if (line.letters > 0) rows.push_back({tr("dead letters", "Fehlerablage"), std::to_string(line.letters)});
  const auto& w = line.wishes;
  if (w.due + w.later + w.held + w.conflict + w.refused + w.confirmed > 0)
    rows.push_back(
        {tr("told the shop", "dem Shop gemeldet"),
         tr("{} confirmed, {} to be told, {} wait for another pipeline, {} left to a person's state, {} "
            "refused",
            "{} bestätigt, {} offen, {} warten auf eine andere Pipeline, {} wegen Status von Hand belassen, "
            "{} abgelehnt",
            w.confirmed, w.due + w.later, w.held, w.conflict, w.refused)});
  std::printf("%s: %s\n%s", line.id.c_str(), explain::state_name(line.state), table(rows).c_str());
  if (const auto advice = explain::advice(line.facts, line.state); !advice.empty())
    std::printf("  %s\n", advice.c_str());
}

void print_backups(const std::string& journal_file) {
  for (const auto& backup : journal::backups(journal_file))
    std::printf("%s\n", tr("copy of the journal: {} (version {}, kept until {})",
                           "Kopie des Journals: {} (Version {}, aufbewahrt bis {})", backup.path,
                           backup.schema_version, format_local(backup.expires))
                            .c_str());
}

std::string duration(const journal::RunRecord& run) {
  if (run.ended == 0) return "-";
  return fmt::format("{:.1f} s", static_cast<double>(run.ended - run.started) / 1e6);
}

}  // namespace

int status(const Options& options) {
  Host host(options);
  const Status status(host);
  bool attention = false;
  Json all = Json::array();
  for (const auto& line : status.lines) {
    attention |= needs_attention(line);
    if (options.json)
      all.push_back(to_json(line));
    else
      print_line(line, status.now_time());
  }
  if (options.json)
    std::printf("%s\n", all.dump(2).c_str());
  else
    print_backups(host.settings().host.journal_file);
  return static_cast<int>(attention ? Exit::kAttention : Exit::kOk);
}

int runs(const Options& options) {
  Host host(options);
  std::vector<TableRow> rows{{tr("run", "Lauf"), tr("job", "Aufgabe"), tr("kind", "Art"),
                              tr("started", "Beginn"), tr("took", "Dauer"), tr("outcome", "Ergebnis"),
                              tr("orders", "Bestellungen")}};
  for (const auto& run :
       host.journal().runs(options.names.empty() ? "" : options.names.front(), options.limit))
    rows.push_back(
        {std::to_string(run.id), run.pipeline, run.kind, format_local(run.started), duration(run),
         explain::outcome_name(run.outcome),
         explain::counts_in_short(run.counts, explain::what_moves(host.settings(), run.pipeline))});
  std::fputs(table(rows, 0).c_str(), stdout);
  return static_cast<int>(Exit::kOk);
}

int show_run(const Options& options) {
  Host host(options);
  const auto run = host.journal().run(options.number);
  if (!run)
    throw UserError(tr("there is no run {}; orderbridge runs lists them",
                       "Es gibt keinen Lauf {}; orderbridge runs nennt alle", options.number),
                    Exit::kUsage);
  std::printf("%s\n", tr("Run {} of '{}' ({}): {}, {} from {}", "Lauf {} von '{}' ({}): {}, {} ab {}",
                         run->id, run->pipeline, run->kind, explain::outcome_name(run->outcome),
                         duration(*run), format_local(run->started))
                          .c_str());
  const auto& c = run->counts;
  const std::pair<std::int64_t, std::string> counts[]{
      {c.written, explain::word_for_written(explain::what_moves(host.settings(), run->pipeline))},
      {c.updated, tr("updated", "aktualisiert")},
      {c.duplicate, tr("there already", "schon da")},
      {c.unchanged, tr("known and unchanged", "bekannt und unverändert")},
      {c.filtered, tr("filtered", "ausgefiltert")},
      {c.not_selected, tr("not selected", "nicht ausgewählt")},
      {c.not_ready, tr("not ready", "noch unvollständig")},
      {c.rejected, tr("rejected", "abgelehnt")},
      {c.failed, tr("failed", "fehlgeschlagen")},
      {c.gone, tr("gone", "verschwunden")}};
  std::vector<TableRow> rows;
  for (const auto& [count, word] : counts)
    if (count != 0) rows.push_back({std::to_string(count), word});
  rows.push_back(
      {std::to_string(c.sum()), tr("together, of {} listed", "zusammen, von {} gelisteten", c.listed)});
  std::fputs(table(rows).c_str(), stdout);
  if (!run->text.empty()) std::printf("%s\n", run->text.c_str());
  return static_cast<int>(Exit::kOk);
}

}  // namespace orderbridge::cli
