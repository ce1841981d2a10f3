// SPDX-License-Identifier: MIT
// orderbridge status: which serve lives, what the jobs do, what is wrong with them and since when.
#include <algorithm>
#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/host.hpp"
#include "cli/run_json.hpp"
#include "cli/terminal.hpp"
#include "explain/job_state.hpp"
#include "explain/serves.hpp"
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

constexpr std::size_t kMostLookedAt = 100;

struct Line {
  std::string id, schedule, told;  // told: the connection that hears of orders, if any
  explain::JobFacts facts;
  explain::Moves moves = explain::Moves::kOrders;
  JobState state = JobState::kIdle;
  Micros last_order = 0, next = 0;
  std::int64_t letters = 0;
  journal::WishCounts wishes;
  std::string untold;  // why the shop was not told of some orders yet
  std::vector<std::pair<journal::Fate, std::int64_t>> fates;
};

class Status {
 public:
  explicit Status(Host& host)
      : serves(explain::serves_of(host.journal(), host.settings().host, now())), host_(host), now_(now()) {
    for (const auto& p : host.settings().pipelines) {
      auto& line = add(p.id, p.schedule);
      line.last_order = host.journal().last_written(p.id);
      const auto stream = host.stream(p);
      line.letters = host.journal().open_letters(stream);
      line.fates = host.journal().fate_counts(stream);
      if (p.on_written) line.told = p.from;
      if (p.on_written) line.wishes = host.journal().wish_counts(p.from, readers(p), now_);
      if (line.wishes.due + line.wishes.later > 0) line.untold = why_untold(p.from);
    }
    for (const auto& a : host.settings().actions) add(a.id, a.schedule);
  }

  std::vector<Line> lines;
  const std::vector<explain::Serving> serves;
  Micros now_time() const { return now_; }
  bool has_schedules() const {
    return std::any_of(lines.begin(), lines.end(), [](const auto& line) { return !line.schedule.empty(); });
  }

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
    line.facts.failing_since = host_.journal().failing_since(id);
    return line;
  }
  /// Of the newest that was tried.
  std::string why_untold(const std::string& connection) {
    for (const auto& wish : host_.journal().wishes(connection, journal::WishState::kOpen, kMostLookedAt))
      if (!wish.text.empty()) return wish.text;
    return {};
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

/// Each job says it again, so that the list stays a list of jobs.
Json serves_json(const Status& status) {
  Json all = Json::array();
  for (const auto& serving : status.serves)
    all.push_back({{"pid", serving.server.holder.pid},
                   {"host", serving.server.host},
                   {"version", serving.server.version},
                   {"since", format_utc(serving.server.since)},
                   {"seen", format_utc(serving.server.seen)},
                   {"configuration", serving.is_older ? "older" : "current"}});
  return all;
}

Json to_json(const Line& line, const Status& status) {
  Json json{{"job", line.id}, {"state", explain::state_name(line.state)}};
  const auto& job = line.facts.job;
  if (line.last_order) json["lastOrder"] = format_utc(line.last_order);
  if (line.next) json["nextRun"] = format_utc(line.next);
  if (const auto since = explain::since(line.facts, line.state)) json["since"] = format_utc(since);
  json["paused"] = job.paused;
  if (!job.halted.empty()) json["halted"] = {{"code", job.halted}, {"text", job.halted_text}};
  json["deadLetters"] = line.letters;
  for (const auto& [fate, count] : line.fates) json["orders"][journal::fate_name(fate)] = count;
  json["outbox"] = {{"due", line.wishes.due},           {"later", line.wishes.later},
                    {"held", line.wishes.held},         {"confirmed", line.wishes.confirmed},
                    {"conflict", line.wishes.conflict}, {"refused", line.wishes.refused}};
  if (!line.untold.empty()) json["outbox"]["reason"] = line.untold;
  if (line.facts.last) json["lastRun"] = run_json(*line.facts.last);
  const auto advice = explain::advice(line.facts, line.state);
  if (!advice.empty()) json["advice"] = advice;
  json["scheduled"] = !line.schedule.empty();
  json["serves"] = serves_json(status);
  return json;
}

std::string told_text(const journal::WishCounts& w) {
  std::string text;
  const auto add = [&](std::int64_t count, const std::string& word) {
    if (count != 0) text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, word);
  };
  add(w.confirmed, tr("confirmed", "bestätigt"));
  add(w.due + w.later, tr("to be told", "offen"));
  add(w.held, tr("wait for another pipeline", "warten auf eine andere Pipeline"));
  add(w.conflict, tr("left to a person's state", "wegen Status von Hand belassen"));
  add(w.refused, tr("refused", "abgelehnt"));
  return text;
}

std::string next_text(const Line& line, const Status& status) {
  const auto when = line.next <= status.now_time() ? tr("due", "fällig") : format_local(line.next);
  return status.serves.empty() ? tr("{}, but no serve is running", "{}, aber es läuft kein serve", when)
                               : when;
}

void print_line(const Line& line, const Status& status) {
  const auto now = status.now_time();
  std::vector<TableRow> rows;
  if (const auto& last = line.facts.last)
    rows.push_back({tr("last run", "letzter Lauf"),
                    tr("{}, {}, {}: {}", "Nr. {}, {}, {}: {}", last->id, explain::outcome_text(last->outcome),
                       age(last->ended, now), explain::counts_in_short(last->counts, line.moves))});
  if (const auto since = explain::since(line.facts, line.state))
    rows.push_back({tr("since", "seit"), fmt::format("{} ({})", format_local(since), age(since, now))});
  if (const auto reason = explain::reason(line.facts, line.state); !reason.empty())
    rows.push_back({tr("reason", "Grund"), reason});
  if (line.moves != explain::Moves::kActions)
    rows.push_back({tr("last order", "letzte Bestellung"), age(line.last_order, now)});
  if (line.next) rows.push_back({tr("next run", "nächster Lauf"), next_text(line, status)});
  std::string orders;
  for (const auto& [fate, count] : line.fates)
    orders += fmt::format("{}{} {}", orders.empty() ? "" : ", ", count, journal::fate_text(fate));
  if (!orders.empty()) rows.push_back({tr("orders", "Bestellungen"), orders});
  if (line.letters > 0) rows.push_back({tr("dead letters", "Fehlerablage"), std::to_string(line.letters)});
  if (const auto told = told_text(line.wishes); !told.empty())
    rows.push_back({tr("told the shop", "dem Shop gemeldet"), told});
  if (!line.untold.empty()) rows.push_back({tr("not told, as", "offen, weil"), line.untold});
  std::printf("%s: %s\n%s", line.id.c_str(), explain::state_text(line.state).c_str(), table(rows).c_str());
  if (const auto advice = explain::advice(line.facts, line.state); !advice.empty())
    std::printf("  %s\n", advice.c_str());
  if (line.wishes.refused > 0)
    std::printf("  %s\n",
                tr("once the cause is mended, orderbridge tell {} tells the shop again",
                   "ist die Ursache behoben, meldet orderbridge tell {} es dem Shop erneut", line.told)
                    .c_str());
}

void print_serves(const Status& status, const std::string& file) {
  if (status.serves.empty() && status.has_schedules())
    std::printf("%s\n", tr("no serve is running; jobs wait: orderbridge serve starts it",
                           "es läuft kein serve; die Aufgaben warten: orderbridge serve startet ihn")
                            .c_str());
  for (const auto& serving : status.serves) {
    std::printf("serve: %s\n", explain::name_of(serving.server).c_str());
    if (serving.is_older)
      std::printf("  %s\n", tr("it runs an older configuration than {}: restart it",
                               "er läuft mit einer älteren Konfiguration als {}: neu starten", file)
                                .c_str());
  }
  if (status.serves.size() > 1)
    std::printf("%s\n", tr("{} serves share the work: each planned time is run by one of them",
                           "{} serve teilen sich die Arbeit: Jede geplante Zeit führt einer von ihnen aus",
                           status.serves.size())
                            .c_str());
}

void print_backups(const std::string& journal_file) {
  for (const auto& backup : journal::backups(journal_file))
    std::printf("%s\n", tr("copy of the journal: {} (version {}, kept until {})",
                           "Kopie des Journals: {} (Version {}, aufbewahrt bis {})", backup.path,
                           backup.schema_version, format_local(backup.expires))
                            .c_str());
}

}  // namespace

int status(const Options& options) {
  Host host(options);
  const Status status(host);
  bool attention = false;
  Json all = Json::array();
  if (!options.json) print_serves(status, host.settings().host.file);
  for (const auto& line : status.lines) {
    attention |= needs_attention(line);
    if (options.json)
      all.push_back(to_json(line, status));
    else
      print_line(line, status);
  }
  if (options.json)
    std::printf("%s\n", all.dump(2).c_str());
  else
    print_backups(host.settings().host.journal_file);
  return static_cast<int>(attention ? Exit::kAttention : Exit::kOk);
}

}  // namespace orderbridge::cli
