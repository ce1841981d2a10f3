// SPDX-License-Identifier: MIT
#include "explain/story.hpp"

#include "base/counted.hpp"
#include "base/language.hpp"

namespace orderbridge::explain {

using journal::Fate;
using journal::LedgerRow;
using journal::WishState;

namespace {

std::string with_reason(std::string text, const std::string& reason, const std::string& place) {
  if (!reason.empty()) text += ": " + reason;
  if (!place.empty()) text += " (" + place + ")";
  return text;
}

/// A status update's own words; empty: as for orders.
std::string where_status_stands(const LedgerRow& row) {
  const auto since = format_local(row.fate_since);
  switch (row.fate) {
    case Fate::kWritten:
      return tr("The shop was told '{}' and showed it, since {}",
                "Der Shop erfuhr '{}' und zeigte es, seit {}", row.state, since);
    case Fate::kFailed:
      return with_reason(tr("The shop could not be told '{}' yet, {}; every run tries again",
                            "Der Shop konnte '{}' noch nicht erfahren, {}; jeder Lauf versucht es erneut",
                            row.state, attempts(row.attempts)),
                         row.reason.text, "");
    case Fate::kRejected:
      return with_reason(
          tr("The shop was not told '{}', on {}; the next change of the order tries again",
             "Der Shop erfuhr '{}' nicht, am {}; die nächste Änderung der Bestellung versucht es erneut",
             row.state, since),
          row.reason.text, "");
    case Fate::kPending:
      return tr("The shop is being told '{}'; the next run makes sure",
                "Der Shop erfährt gerade '{}'; der nächste Lauf "
                "vergewissert sich",
                row.state);
    default:
      return {};
  }
}

std::string where_it_stands(const LedgerRow& row, bool status) {
  if (auto text = status ? where_status_stands(row) : std::string(); !text.empty()) return text;
  const auto since = format_local(row.fate_since);
  switch (row.fate) {
    case Fate::kWritten:
      return with_reason(
          row.remote_id.empty()
              ? tr("It is staged since {}", "Sie ist übergeben seit {}", since)
              : tr("It is staged as {}, since {}", "Sie ist übergeben als {}, seit {}", row.remote_id, since),
          row.reason.text, row.reason.place);
    case Fate::kFiltered:
      return with_reason(tr("A rule of the pipeline keeps it out, since {}",
                            "Eine Regel der Pipeline hält sie zurück, seit {}", since),
                         row.reason.text, row.reason.place);
    case Fate::kNotSelected:
      return with_reason(tr("The shop lists it, but the options do not select it",
                            "Der Shop listet sie, aber die Optionen wählen sie nicht aus"),
                         row.reason.text, "");
    case Fate::kNotReady:
      return with_reason(tr("It is incomplete in the shop, since {}; every run looks again",
                            "Sie ist im Shop unvollständig, seit {}; jeder Lauf sieht wieder nach", since),
                         row.reason.text, "");
    case Fate::kFailed:
      return with_reason(tr("It failed {}x, last tried {}; every run tries again",
                            "Sie scheiterte {}-mal, zuletzt {}; jeder Lauf versucht es erneut", row.attempts,
                            format_local(row.last_seen)),
                         row.reason.text, "");
    case Fate::kRejected:
      return with_reason(
          tr("It was rejected on {}; it stays out until it changes or a person acts",
             "Sie wurde am {} abgelehnt; sie bleibt draußen, bis sie sich ändert oder jemand eingreift",
             since),
          row.reason.text, row.reason.place);
    case Fate::kGone:
      return with_reason(tr("It vanished from the shop before it was staged",
                            "Sie verschwand aus dem Shop, bevor sie übergeben war"),
                         row.reason.text, "");
    case Fate::kSuperseded:
      return with_reason(tr("A person gave it up on {}", "Sie wurde am {} von Hand aufgegeben", since),
                         row.reason.text, "");
    case Fate::kPending:
      return tr("It is on its way; the next run asks the sink whether it arrived",
                "Sie ist unterwegs; der nächste Lauf fragt die Senke, ob sie ankam");
  }
  return journal::fate_text(row.fate);
}

/// "in progress (1)", or the id alone where the connector has no word for it.
std::string state_text(const std::string& word, const std::string& id) {
  if (id.empty()) return "-";
  return word.empty() || word == id ? id : fmt::format("{} ({})", word, id);
}

std::string about_wish(const journal::Wish& wish, const std::string& found) {
  switch (wish.state) {
    case WishState::kConfirmed:
      if (!wish.text.empty()) return wish.text;  // the ERP told more since
      return tr("The shop was told '{}' and showed it on {} (state {})",
                "Der Shop erfuhr '{}' und zeigte es am {} (Status {})", wish.desired,
                format_local(wish.settled), found);
    case WishState::kConflict:
      return tr(
          "The shop was not told '{}': its order stood at state {}, set by a person; that was left",
          "Der Shop erfuhr '{}' nicht: Die Bestellung stand auf Status {}, von Hand gesetzt; das blieb so",
          wish.desired, found);
    case WishState::kRefused:
      return with_reason(tr("The shop cannot take '{}'", "Der Shop kann '{}' nicht annehmen", wish.desired),
                         wish.text, "");
    case WishState::kReopened:
      return tr(
          "The shop was told '{}'; later a person set the order back to state {}, which was left",
          "Der Shop erfuhr '{}'; später setzte jemand die Bestellung auf Status {} zurück, das blieb so",
          wish.desired, found);
    case WishState::kOpen:
      break;
  }
  if (wish.attempts == 0)
    return tr("The shop is still to be told '{}'", "Der Shop muss '{}' noch erfahren", wish.desired);
  return with_reason(tr("The shop could not be told '{}' yet, {}, next {}",
                        "Der Shop konnte '{}' noch nicht erfahren, {}, nächster {}", wish.desired,
                        attempts(wish.attempts), format_local(wish.next_try)),
                     wish.text, "");
}

std::string command(const std::string& line, const std::string& what) {
  return "orderbridge " + line + "   " + what;
}

std::string try_again(const OrderFacts& facts, const std::string& what) {
  return command(fmt::format("import {} --pipeline {}", facts.row.id, facts.stream.pipeline), what);
}

/// An order that is not in the sink and has no dead letter. Only what can help is offered: what a rule keeps
/// out, or the shop has not finished, no command brings in.
void add_ways_in(const OrderFacts& facts, std::vector<std::string>& options) {
  const auto& row = facts.row;
  switch (row.fate) {
    case Fate::kNotSelected:
      if (facts.by_key)
        options.push_back(
            try_again(facts, tr("stage it now, although the options do not select it",
                                "sie jetzt übergeben, obwohl die Optionen sie nicht auswählen")));
      else
        options.push_back(tr("widen the options of '{}': the next run stages it",
                             "die Optionen von '{}' erweitern: der nächste Lauf übergibt sie",
                             facts.stream.connection));
      return;
    case Fate::kSuperseded:
    case Fate::kRejected:
      options.push_back(try_again(facts, tr("take it up again", "sie wieder aufnehmen")));
      return;
    case Fate::kFailed:
    case Fate::kPending:
      options.push_back(command("run " + facts.stream.pipeline, tr("a run now: it tries this order, too",
                                                                   "jetzt ein Lauf: er versucht auch sie")));
      return;
    case Fate::kNotReady:
      options.push_back(tr("complete it in '{}': the next run stages it",
                           "sie in '{}' vervollständigen: der nächste Lauf übergibt sie",
                           facts.stream.connection));
      return;
    default:
      return;
  }
}

void add_ways_out(const OrderFacts& facts, std::vector<std::string>& options) {
  const auto& row = facts.row;
  if (row.fate == Fate::kFiltered)
    options.push_back(tr("change the rule at {}: the next run judges the order again",
                         "die Regel bei {} ändern: der nächste Lauf urteilt neu", row.reason.place));
  else if (row.fate == Fate::kWritten && facts.status)
    options.push_back(try_again(facts, tr("tell it once more", "es noch einmal sagen")));
  else if (row.fate == Fate::kWritten && facts.lookup)
    options.push_back(command("verify " + facts.stream.pipeline,
                              tr("is it still in '{}'?", "ist sie noch in '{}'?", facts.sink)));
  else if (!facts.letter && !facts.status)
    add_ways_in(facts, options);
}

/// What the shop did not take can be told once more.
void add_telling(const OrderFacts& facts, std::vector<std::string>& options) {
  const auto line = fmt::format("tell {} {}", facts.stream.connection, facts.row.id);
  switch (facts.wish->state) {
    case WishState::kRefused:
      options.push_back(command(line, tr("tell the shop once more, when the cause is mended",
                                         "es dem Shop noch einmal melden, wenn die Ursache behoben ist")));
      return;
    case WishState::kConflict:
    case WishState::kReopened:
      options.push_back(
          command(line, tr("tell the shop once more; a person's state still stays",
                           "es dem Shop noch einmal melden; ein Status von Hand bleibt trotzdem")));
      return;
    default:
      return;
  }
}

void add_options(const OrderFacts& facts, std::vector<std::string>& options) {
  const auto& row = facts.row;
  if (facts.letter) {
    const auto id = facts.letter->id;
    options.push_back(
        command(fmt::format("dead-letters show {}", id), tr("what was received", "was empfangen wurde")));
    options.push_back(
        command(fmt::format("dead-letters retry {}", id), tr("try it again", "noch einmal versuchen")));
    if (!facts.letter->record.empty())
      options.push_back(command(fmt::format("dead-letters edit {} --export {}.xml", id, row.id),
                                tr("mend the record by hand", "den Datensatz von Hand berichtigen")));
    options.push_back(command(fmt::format("dead-letters drop {}", id), tr("give it up", "sie aufgeben")));
  }
  add_ways_out(facts, options);
  if (facts.wish && row.fate == Fate::kWritten) add_telling(facts, options);
}

}  // namespace

std::string sentence(const journal::Event& e) {
  const std::pair<const char*, std::string> known[]{
      {"not_selected", tr("not selected", "nicht ausgewählt")},
      {"not_ready", tr("incomplete in the shop", "im Shop unvollständig")},
      {"filtered", tr("kept out by a rule", "von einer Regel zurückgehalten")},
      {"written", tr("staged", "übergeben")},
      {"failed", tr("failed", "gescheitert")},
      {"rejected", tr("rejected", "abgelehnt")},
      {"gone", tr("gone from the shop", "aus dem Shop verschwunden")},
      {"superseded", tr("given up by a person", "von Hand aufgegeben")},
      {"updated",
       tr("changed in the shop, updated in the sink", "im Shop geändert, in der Senke aktualisiert")},
      {"settled", tr("settled", "geklärt")},
      {"restaged", tr("staged again", "erneut übergeben")},
      {"told", tr("the shop was told, and confirmed it", "der Shop wurde unterrichtet und bestätigte es")},
      {"conflict", tr("the shop was not told", "der Shop wurde nicht unterrichtet")},
      {"refused", tr("the shop could not be told", "der Shop konnte nicht unterrichtet werden")},
      {"reopened", tr("set back in the shop", "im Shop zurückgesetzt")},
      {"cancelled-in-shop", tr("cancelled in the shop", "im Shop storniert")},
      {"open-in-shop", tr("not cancelled any more", "nicht mehr storniert")},
      {"deleted-in-shop", tr("gone from the shop", "aus dem Shop verschwunden")},
      {"back-in-shop", tr("there again", "wieder da")},
      {"left-selection", tr("not selected any more", "nicht mehr ausgewählt")},
      {"unconfirmed", tr("the shop does not confirm", "der Shop bestätigt nicht")},
      {"difference", tr("differs from the shop", "weicht vom Shop ab")},
      {"edited", tr("edited by a person", "von Hand bearbeitet")},
      {"retry-asked", tr("a person asked for another try", "jemand verlangte einen weiteren Versuch")},
      {"accepted", tr("its absence in the sink was accepted", "ihr Fehlen in der Senke wurde hingenommen")}};
  std::string what = e.what;
  for (const auto& [code, text] : known)
    if (e.what == code) what = text;
  return with_reason(what, e.text, e.place);
}

namespace {

std::string first_and_last(const OrderFacts& facts) {
  const auto& row = facts.row;
  const auto seen =
      tr("Pipeline '{}' saw it first on {}, last on {}", "Pipeline '{}' sah sie zuerst am {}, zuletzt am {}",
         facts.stream.pipeline, format_local(row.first_seen), format_local(row.last_seen));
  if (row.state.empty() && row.payment_state.empty()) return seen + ".";
  return seen + tr(" (state {}, payment state {} in '{}').", " (Status {}, Zahlstatus {} in '{}').",
                   state_text(facts.state_word, row.state), state_text(facts.payment_word, row.payment_state),
                   facts.stream.connection);
}

/// What has become of it there since.
std::string about_the_sink(const OrderFacts& facts) {
  if (!facts.found || facts.status) return {};
  switch (facts.found->state) {
    case OB_FOUND_ABSENT:
      return facts.row.fate == Fate::kWritten
                 ? tr("'{}' does not have it any more.", "'{}' hat sie nicht mehr.", facts.sink)
                 : std::string();
    case OB_FOUND_TAKEN_OVER:
      return tr("It has been taken over in '{}'.", "Sie ist in '{}' übernommen.", facts.sink);
    case OB_FOUND_CANCELLED:
      return tr("It is cancelled in '{}'.", "Sie ist in '{}' storniert.", facts.sink);
    default:
      return tr("It waits in '{}' for takeover.", "Sie wartet in '{}' auf die Übernahme.", facts.sink);
  }
}

}  // namespace

Story tell(const OrderFacts& facts) {
  Story story;
  const auto& row = facts.row;
  story.told.push_back(first_and_last(facts));
  for (const auto& event : facts.events)
    story.told.push_back(format_local(event.at) + "  " + sentence(event) + ".");
  story.told.push_back(where_it_stands(row, facts.status) + ".");
  if (row.in_doubt)
    story.told.push_back(tr("Its last write was interrupted; the next run asks the sink.",
                            "Das letzte Schreiben wurde unterbrochen; der nächste Lauf fragt die Senke."));
  if (!row.edited_from.empty())
    story.told.push_back(
        tr("A person edited it before it was staged; changes in the shop are reported, not written.",
           "Sie wurde vor der Übergabe von Hand bearbeitet; Änderungen im Shop werden gemeldet, "
           "nicht geschrieben."));
  if (const auto text = about_the_sink(facts); !text.empty()) story.told.push_back(text);
  if (facts.wish)
    story.told.push_back(about_wish(*facts.wish, state_text(facts.found_word, facts.wish->found)) + ".");
  if (facts.letter)
    story.told.push_back(tr("Dead letter {} is open since {}, {}.", "Fehlerablage {} ist seit {} offen, {}.",
                            facts.letter->id, format_local(facts.letter->first_at),
                            attempts(facts.letter->attempts)));
  add_options(facts, story.options);
  return story;
}

}  // namespace orderbridge::explain
