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
  std::vector<Finding> findings;
  QueuePlace found;
  sessions_.read(call, host_, [&](Session& session) {
    findings.clear();
    found = probe_queue(session, options_, host_, findings);
  });
  refuse_errors(findings);
  place_ = std::make_unique<QueuePlace>(std::move(found));
  writer_ = std::make_unique<QueueWriter>(sessions_, options_, host_, *place_);
}

void QueueWawi::close() noexcept {
  writer_.reset();
  place_.reset();
  sessions_.drop();
}

void QueueWawi::check(Call& call) {
  std::vector<Finding> findings;
  const auto info = [&](const char* code, std::string_view en, std::string_view de) {
    findings.push_back({OB_FINDING_INFO, code, host_.say(en, de), {}});
  };
  try {
    bool ok = false;
    std::string waiting;
    std::vector<std::string> late;
    sessions_.read(call, host_, [&](Session& session) {
      findings.clear();
      const QueuePlace place = probe_queue(session, options_, host_, findings);
      ok = place.ok;
      if (!ok) return;
      late = overdue(session, place, ago(kLookedBack), ago(kImportedBy));
      const Rows rows = session.query("SELECT " + text_of("COUNT(*)") + " FROM " + kQueueTable);
      waiting = cell(rows.at(0), 0);
    });
    if (ok) {
      info("one-way", "JTL-Wawi makes sales orders of what is queued; nothing comes back",
           "JTL-Wawi macht aus der Warteschlange Aufträge; zurück kommt nichts");
      info("counts",
           waiting +
               " order files wait in the queue; if the number only grows, JTL's Worker does not fetch them",
           waiting + " Auftragsdateien warten; wächst die Zahl nur, holt der JTL-Worker sie nicht ab");
      const auto count = std::to_string(late.size());
      if (!late.empty())
        findings.push_back(
            {OB_FINDING_WARNING,
             "not-imported",
             host_.say(
                 count + " orders were queued more than a day ago and are no sales orders: " + named(late) +
                     "; look in JTL-Wawi what became of them (docs/jtl-wawi.md says how to queue one again)",
                 count +
                     " Bestellungen kamen vor mehr als einem Tag in die Warteschlange und sind keine "
                     "Aufträge: " +
                     named(late) +
                     "; in JTL-Wawi nachsehen, was aus ihnen wurde (docs/jtl-wawi.md sagt, wie man eine "
                     "noch einmal übergibt)"),
             {}});
    }
  } catch (const Error& e) {
    findings.push_back({OB_FINDING_ERROR, e.status() == OB_BAD_AUTH ? "login" : "connection", e.what(), {}});
  }
  for (const auto& finding : findings) call.finding(finding.level, finding.code, finding.text);
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
    ob_found found{};
    found.size = sizeof found;
    found.state = OB_FOUND_ABSENT;
    found.ordered_at = OB_NO_TIME;
    std::string remote;
    if (const FiledOrder* order = known[i]) {
      found.state = taken_over.count(order->number) > 0 ? OB_FOUND_TAKEN_OVER : OB_FOUND_STAGED;
      remote = order->where + "#" + order->number;
      found.remote_id = to_abi(remote);
      found.number = to_abi(order->number);
      found.ordered_at = order->ordered_at;
      found.content_version = to_abi(order->content_version);
      found.payment_version = to_abi(order->payment_version);
    }
    out.found(i, found);
  }
}

void QueueWawi::one_way() const {
  throw Error(
      OB_UNSUPPORTED,
      host_.say("with target=\"xml-queue\" orders go one way: look into JTL-Wawi itself, ask orderbridge "
                "explain, and take out a pipeline that reads from this connection",
                "mit target=\"xml-queue\" gehen Bestellungen nur hin: in die JTL-Wawi selbst sehen, "
                "orderbridge explain fragen und eine Pipeline, die von dieser Verbindung liest, "
                "herausnehmen"));
}

void QueueWawi::fetch(const Call&, const ob_fetch&, const FetchSink&) {
  one_way();
}
void QueueWawi::fetch_keys(const Call&, const ob_keys&, const FetchSink&) {
  one_way();
}
void QueueWawi::query(const Query&, const TableOut&) {
  one_way();
}
void QueueWawi::run(const Call&, const ActionCall&, const ActionOut&) {
  one_way();
}

}  // namespace orderbridge::jtlwawi::sqlserver
