// SPDX-License-Identifier: MIT
// orderbridge dead-letters list | show | retry | edit | drop: orders that do not get on by themselves.

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

#include "base/counted.hpp"
#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/host.hpp"
#include "cli/report.hpp"
#include "cli/terminal.hpp"
#include "jobs/lease_keeper.hpp"
#include "jobs/pipeline_job.hpp"
#include "orderbridge/text.hpp"
#include "platform/exit_guard.hpp"
#include "platform/files.hpp"
#include "records/from_xml.hpp"
#include "records/xml_view.hpp"

namespace orderbridge::cli {

namespace {

using journal::DeadLetter;
using journal::LetterState;

std::string state_text(LetterState state) {
  return state == LetterState::kOpen       ? tr("open", "offen")
         : state == LetterState::kResolved ? tr("resolved", "erledigt")
                                           : tr("dropped", "aufgegeben");
}

DeadLetter letter_of(Host& host, std::int64_t id) {
  auto letter = host.journal().letter(id);
  if (!letter)
    throw UserError(
        tr("there is no dead letter {}; orderbridge dead-letters list names them",
           "Es gibt keinen Eintrag {} in der Fehlerablage; orderbridge dead-letters list nennt alle", id),
        Exit::kUsage);
  return *std::move(letter);
}

DeadLetter open_letter_of(Host& host, std::int64_t id) {
  auto letter = letter_of(host, id);
  if (letter.state != LetterState::kOpen)
    throw UserError(tr("dead letter {} is {} since {}; nothing was done",
                       "Eintrag {} ist {} seit {}; es wurde nichts getan", id, state_text(letter.state),
                       format_local(letter.last_at)),
                    Exit::kUsage);
  return letter;
}

std::vector<std::int64_t> ids_of(Host& host, const Options& options) {
  std::vector<std::int64_t> ids = options.ids;
  if (!options.all) {
    if (ids.empty())
      throw UserError(tr("name dead letters, or --all", "Einträge nennen oder --all"), Exit::kUsage);
    return ids;
  }
  ids.clear();
  journal::LetterFilter filter;
  filter.pipeline = options.pipeline;
  for (std::vector<DeadLetter> page; !(page = host.journal().letters(filter)).empty();
       filter.after = page.back().id)
    for (const auto& letter : page) ids.push_back(letter.id);
  return ids;
}

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw UserError(tr("{} cannot be read", "{} ist nicht lesbar", path), Exit::kUsage);
  std::ostringstream text;
  text << in.rdbuf();
  return text.str();
}

/// Says in an exported file which version of which letter it is, so that an edit of an overtaken one is
/// refused.
constexpr const char* kMark = "<!-- orderbridge: dead letter ";
std::string version_mark(const DeadLetter& letter) {
  return fmt::format("{}{}, version {} -->", kMark, letter.id, letter.content_version);
}

/// The record that an edit makes of a letter, checked whole.
std::string checked(const DeadLetter& letter, const std::string& xml, const std::string& file) {
  records::Arena arena;
  try {
    const auto* record = records::from_xml(xml, arena);
    if (view(record->id) != letter.order)
      throw UserError(
          tr("{}: the order's id must stay {}, it is {}",
             "{}: die Id der Bestellung muss {} bleiben, sie ist {}", file, letter.order, copy(record->id)),
          Exit::kUsage);
    return records::to_xml(*record, records::Personal::kShown);
  } catch (const records::BadXml& e) {
    std::string text;
    for (const auto& m : e.mistakes) text += fmt::format("\n  {}:{}: {}", file, m.line, m.text);
    throw UserError(tr("the record is not valid, nothing was stored:{}",
                       "Der Datensatz ist nicht gültig, es wurde nichts gespeichert:{}", text),
                    Exit::kUsage);
  } catch (const records::BadRecord& e) {
    throw UserError(file + ": " + e.what(), Exit::kUsage);
  }
}

void note(Host& host, const DeadLetter& letter, const char* what, const std::string& text) {
  journal::Changes changes;
  changes.stream = letter.stream;
  changes.time = now();
  changes.events.push_back({letter.stream, letter.order, now(), 0, what, text, ""});
  host.journal().commit(changes);
}

/// The letters of one pipeline as a task: what a person edited, the rest as the shop has it now.
pipeline::Task task_of(Host& host, const std::vector<DeadLetter>& letters) {
  pipeline::Task task;
  task.kind = "retry";
  task.forced = true;
  for (const auto& letter : letters) {
    note(host, letter, "retry-asked", "");
    if (letter.edited.empty())
      task.keys.push_back(letter.order);
    else
      task.edited_letters.push_back(letter.id);
  }
  return task;
}

}  // namespace

int list_letters(const Options& options) {
  Host host(options);
  if (!options.pipeline.empty()) host.pipeline(options.pipeline);
  journal::LetterFilter filter;
  filter.pipeline = options.pipeline;
  if (options.all) filter.state.reset();
  std::vector<TableRow> rows;
  for (std::vector<DeadLetter> page; !(page = host.journal().letters(filter)).empty();
       filter.after = page.back().id)
    for (const auto& d : page)
      rows.push_back({std::to_string(d.id), d.pipeline, d.order, d.number, d.stage, state_text(d.state),
                      tr("{} since {}", "{} seit {}", d.attempts, format_local(d.first_at)),
                      d.text + (d.place.empty() ? "" : " (" + d.place + ")")});
  if (rows.empty()) {
    std::printf("%s\n", tr("no dead letters", "die Fehlerablage ist leer").c_str());
    return static_cast<int>(Exit::kOk);
  }
  rows.insert(rows.begin(),
              {tr("letter", "Eintrag"), "pipeline", "id", tr("number", "Nummer"), tr("stage", "Stelle"),
               tr("state", "Stand"), tr("attempts", "Versuche"), tr("why", "Warum")});
  std::fputs(table(rows, 0).c_str(), stdout);
  return static_cast<int>(Exit::kOk);
}

int show_letter(const Options& options) {
  Host host(options);
  const auto d = letter_of(host, options.number);
  std::printf("%s\n", tr("Dead letter {}: order {} (id {}) of pipeline '{}', {}",
                         "Eintrag {}: Bestellung {} (Id {}) der Pipeline '{}', {}", d.id,
                         d.number.empty() ? "-" : d.number, d.order, d.pipeline, state_text(d.state))
                          .c_str());
  std::printf("  %s: %s%s\n", d.stage.c_str(), d.text.c_str(),
              d.place.empty() ? "" : (" (" + d.place + ")").c_str());
  std::printf("  %s\n", tr("{} from {} to {}, last in run {}", "{} von {} bis {}, zuletzt in Lauf {}",
                           attempts(d.attempts), format_local(d.first_at), format_local(d.last_at), d.run)
                            .c_str());
  const auto& xml = d.edited.empty() || options.original ? d.record : d.edited;
  if (xml.empty()) {
    std::printf("  %s\n", tr("the source gave no record", "die Quelle gab keinen Datensatz").c_str());
    return static_cast<int>(Exit::kOk);
  }
  if (!d.edited.empty())
    std::printf("  %s\n", options.original
                              ? tr("as it was emitted:", "wie sie geliefert wurde:").c_str()
                              : tr("as a person edited it:", "wie jemand sie bearbeitet hat:").c_str());
  records::Arena arena;
  const auto personal = options.show_personal ? records::Personal::kShown : records::Personal::kMasked;
  std::fputs(records::to_xml(*records::from_xml(xml, arena), personal).c_str(), stdout);
  return static_cast<int>(Exit::kOk);
}

int edit_letter(const Options& options) {
  Host host(options);
  const auto letter = open_letter_of(host, options.number);
  if (letter.record.empty())
    throw UserError(
        tr("the source gave no record of order {}; mend it in the shop, then dead-letters retry {}",
           "Die Quelle gab keinen Datensatz der Bestellung {}; im Shop berichtigen, dann dead-letters retry "
           "{}",
           letter.order, letter.id),
        Exit::kUsage);
  if (options.file.empty() == options.export_file.empty())
    throw UserError(tr("either --export FILE, to take the record out, or --file FILE, to bring it back",
                       "entweder --export DATEI, um den Datensatz herauszunehmen, oder --file DATEI, um ihn "
                       "zurückzugeben"),
                    Exit::kUsage);
  if (!options.export_file.empty()) {
    const auto record = letter.edited.empty() ? letter.record : letter.edited;
    if (!platform::write_private_file(options.export_file, version_mark(letter) + '\n' + record))
      throw UserError(tr("{} cannot be written", "{} ist nicht schreibbar", options.export_file),
                      Exit::kUsage);
    std::printf("%s\n", tr("{} holds personal data: delete it when you are done. Then: orderbridge "
                           "dead-letters edit {} --file {}",
                           "{} enthält personenbezogene Daten: danach löschen. Weiter: orderbridge "
                           "dead-letters edit {} --file {}",
                           options.export_file, letter.id, options.export_file)
                            .c_str());
    return static_cast<int>(Exit::kOk);
  }
  const auto text = read_file(options.file);
  const bool overtaken = text.starts_with(kMark) && !text.starts_with(version_mark(letter));
  const auto edited = checked(letter, text, options.file);
  if (overtaken || !host.journal().edit_letter(letter.id, letter.content_version, edited))
    throw UserError(tr(
        "dead letter {0} is superseded: it was closed, or its order changed in the shop since it was "
        "exported; "
        "nothing was stored. Take it out again: orderbridge dead-letters edit {0} --export FILE",
        "Eintrag {0} ist überholt: er ist geschlossen, oder seine Bestellung wurde im Shop geändert, seit er "
        "herausgenommen wurde; es wurde nichts gespeichert. Neu herausnehmen: orderbridge dead-letters edit "
        "{0} "
        "--export DATEI",
        letter.id));
  note(host, letter, "edited", "");
  std::printf("%s\n", tr("stored; orderbridge dead-letters retry {} sends it on",
                         "gespeichert; orderbridge dead-letters retry {} schickt ihn weiter", letter.id)
                          .c_str());
  return static_cast<int>(Exit::kOk);
}

int drop_letters(const Options& options) {
  Host host(options);
  for (const auto id : ids_of(host, options)) {
    const jobs::LeaseKeeper lease(host.journal(), open_letter_of(host, id).pipeline, {});
    const auto letter = open_letter_of(host, id);  // read again: no run may judge it from here on
    auto row = host.journal().find(letter.stream, letter.order);
    if (row && row->in_doubt)
      throw UserError(
          tr("order {0} may be in the sink already, which was not asked yet: orderbridge run {1}, then "
             "drop {2} again",
             "Bestellung {0} ist vielleicht schon in der Senke, die noch nicht gefragt wurde: "
             "orderbridge run {1}, danach drop {2} wiederholen",
             letter.order, letter.pipeline, id));
    journal::Changes changes;
    changes.stream = letter.stream;
    changes.time = now();
    changes.fence = lease.fence();
    changes.closed_letters.push_back({letter.order, LetterState::kDropped});
    if (row && row->fate != journal::Fate::kWritten) {
      row->fate = journal::Fate::kSuperseded;
      row->fate_since = now();
      row->reason = {"dropped", options.reason, ""};
      changes.rows.push_back(*row);
    }
    changes.events.push_back({letter.stream, letter.order, now(), 0, "superseded", options.reason, ""});
    host.journal().commit(changes);
    std::printf(
        "%s\n",
        tr("{}: order {} is given up; orderbridge import {} --pipeline {} would take it up again",
           "{}: Bestellung {} ist aufgegeben; orderbridge import {} --pipeline {} nähme sie wieder auf", id,
           letter.number.empty() ? letter.order : letter.number, letter.order, letter.pipeline)
            .c_str());
  }
  return static_cast<int>(Exit::kOk);
}

int retry_letters(const Options& options) {
  Host host(options);
  std::map<std::string, std::vector<DeadLetter>> by_pipeline;
  for (const auto id : ids_of(host, options)) {
    auto letter = open_letter_of(host, id);
    by_pipeline[letter.pipeline].push_back(std::move(letter));
  }
  auto worst = Exit::kOk;
  bool abandoned = false;
  for (const auto& [name, letters] : by_pipeline) {
    const auto& pipeline = host.pipeline(name);
    const auto task = task_of(host, letters);
    const auto report = jobs::run_job(host.services(), pipeline, {}, task);
    print_report(pipeline, report);
    abandoned |= report.abandoned;
    worst = std::max(worst, exit_of(report));
    for (const auto& letter : letters)
      if (const auto after = host.journal().letter(letter.id))
        std::printf("%s\n", fmt::format("{}: {}{}", letter.id, state_text(after->state),
                                        after->state == LetterState::kOpen ? ": " + after->text : "")
                                .c_str());
  }
  std::fflush(stdout);
  if (abandoned) platform::end_process(static_cast<int>(worst));
  return static_cast<int>(worst);
}

}  // namespace orderbridge::cli
