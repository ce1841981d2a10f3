// SPDX-License-Identifier: MIT
#include "queue_wawi.hpp"

#include <algorithm>
#include <chrono>

namespace orderbridge::jtlwawi::sqlserver {

namespace {

// JTL's Worker runs every few minutes; what it has not imported after a day, it will not.
constexpr std::chrono::hours kImportedBy(24), kLookedBack(30 * 24);
constexpr std::size_t kNamed = 5;

ob_time ago(std::chrono::hours time) {
  const auto then = std::chrono::system_clock::now() - time;
  return std::chrono::duration_cast<std::chrono::microseconds>(then.time_since_epoch()).count();
}

/// "20061, 20062 ..."
std::string named(const std::vector<std::string>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < std::min(numbers.size(), kNamed); ++i) text += (i > 0 ? ", " : "") + numbers[i];
  return text + (numbers.size() > kNamed ? " ..." : "");
}

}  // namespace

const QueuePlace& QueueWawi::place() const {
  if (!place_) throw not_connected(host_.say("the database is not open", "die Datenbank ist nicht geöffnet"));
  return *place_;
}

void QueueWawi::open(Call& call) {
  close();
  QueuePlace found;
  open_with(call, sessions_, host_, [&](Session& session, auto& findings) {
    found = probe_queue(session, options_, host_, findings);
  });
  place_ = std::make_unique<QueuePlace>(std::move(found));
  writer_ = std::make_unique<QueueWriter>(sessions_, options_, host_, *place_);
}

void QueueWawi::close() noexcept {
  writer_.reset();
  place_.reset();
  sessions_.drop();
}

void QueueWawi::check(Call& call) {
  check_with(call, sessions_, host_, [&](Session& session, auto& findings) {
    const QueuePlace place = probe_queue(session, options_, host_, findings);
    if (!place.ok) return;
    const auto say = [&](std::int32_t level, const char* code, const std::string& en, const std::string& de) {
      findings.push_back({level, code, host_.say(en, de), {}});
    };
    const auto late = overdue(session, place, ago(kLookedBack), ago(kImportedBy));
    const Rows rows = session.query("SELECT " + text_of("COUNT(*)") + " FROM " + kQueueTable);
    const std::string waiting = cell(rows.at(0), 0), count = std::to_string(late.size());
    say(OB_FINDING_INFO, "one-way", "JTL-Wawi makes sales orders of what is queued; nothing comes back",
        "JTL-Wawi macht aus der Warteschlange Aufträge; zurück kommt nichts");
    say(OB_FINDING_INFO, "counts",
        waiting +
            " order files wait in the queue; if the number only grows, JTL's Worker does not fetch them",
        waiting + " Auftragsdateien warten; wächst die Zahl nur, holt der JTL-Worker sie nicht ab");
    if (late.empty()) return;
    say(OB_FINDING_WARNING, "not-imported",
        count + " orders were queued more than a day ago and are no sales orders: " + named(late) +
            "; look in JTL-Wawi what became of them (docs/jtl-wawi.md says how to queue one again)",
        count + " Bestellungen kamen vor mehr als einem Tag in die Warteschlange und sind keine Aufträge: " +
            named(late) +
            "; in JTL-Wawi nachsehen, was aus ihnen wurde (docs/jtl-wawi.md sagt, wie man eine noch einmal "
            "übergibt)");
  });
  if (!place_) sessions_.drop();
}

void QueueWawi::write(const Call& call, const ob_batch& batch, const Results& results) {
  place();
  writer_->write(call, batch, results);
}

void QueueWawi::lookup(const Call& call, const ob_keys& keys, const LookupSink& out) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < keys.count; ++i) ids.push_back(copy(keys.ids[i]));
  std::vector<const FiledOrder*> known;
  std::optional<QueuedOrders> queued;
  std::set<std::string> taken_over;
  sessions_.read(call, host_, [&](Session& session) {
    queued.emplace(session, place());
    queued->load(ids, {});
    known.clear();
    std::vector<std::string> numbers;
    for (const auto& id : ids)
      if (known.push_back(queued->find(id)); known.back() && !known.back()->number.empty())
        numbers.push_back(known.back()->number);
    taken_over = imported(session, place(), numbers);
  });
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const FiledOrder* order = known[i];
    const bool taken = order && taken_over.count(order->number) > 0;
    std::string remote;
    const ob_found found =
        order ? found_as(*order, taken ? OB_FOUND_TAKEN_OVER : OB_FOUND_STAGED, remote) : not_found();
    out.found(i, found);
  }
}

}  // namespace orderbridge::jtlwawi::sqlserver
