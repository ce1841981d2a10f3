// SPDX-License-Identifier: MIT
// Connector "file-sink": a well-behaved ERP in a text file. An id is written once; a report comes only after
// fsync; lookup answers from the file. On demand it refuses orders, or dies with orders durable that it never
// reported.
#include <cstdlib>
#include <orderbridge/decimal.hpp>

#include "file_faults.hpp"
#include "file_store.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_PATH, "file")
        .required()
        .example("orders.tsv")
        .doc("File that takes one line per order, made if missing",
             "Datei mit einer Zeile je Bestellung, wird angelegt"),
    option(OB_TYPE_LIST, "reject").doc("Order ids to refuse", "Bestell-Ids, die abgelehnt werden"),
    option(OB_TYPE_LIST, "retry").doc("Order ids to put off", "Bestell-Ids, die vertagt werden"),
    option(OB_TYPE_LIST, "taken-over")
        .doc("Written ids that count as taken over: they are never updated",
             "Geschriebene Ids, die als übernommen gelten: sie werden nie geändert"),
    option(OB_TYPE_INT, "crash-after")
        .defaults("0")
        .range(0, 1000000000)
        .doc("Abort the process when so many orders are durable, before they are reported; 0: never",
             "Prozess abbrechen, sobald so viele Bestellungen dauerhaft, aber nicht gemeldet sind; 0: nie"),
    option(OB_TYPE_PATH, "faults")
        .doc("File with more faults, read anew for every write; its lines are explained in file_faults.hpp",
             "Datei mit weiteren Fehlern, je Aufruf neu gelesen; ihre Zeilen erklärt file_faults.hpp")};
constexpr auto kOptionTable = option_table(kOptions);

std::set<std::string, std::less<>> set_of(const std::vector<std::string>& items) {
  return {items.begin(), items.end()};
}

class FileSink {
 public:
  static constexpr auto kDescription =
      describe("file-sink", OB_WRITE_ORDERS, "Writes orders to a text file, for tests",
               "Schreibt Bestellungen in eine Textdatei, für Tests", kOptionTable,
               OB_CAN_LOOKUP | OB_CAN_UPDATE | OB_CAN_DRY_RUN);

  FileSink(Host, const Connection& c)
      : file_(path_option(c, "file")),
        taken_over_(set_of(c.list("taken-over"))),
        faults_file_(c.has("faults") ? path_option(c, "faults") : "") {
    faults_.reject = set_of(c.list("reject"));
    faults_.retry = set_of(c.list("retry"));
    faults_.crash_after = c.integer("crash-after");
  }
  void open(Call&) { store_.open(file_); }
  void close() noexcept { store_.close(); }

  void write(Call& call, const ob_batch& batch, Results& results) {
    if (batch.kind != OB_KIND_ORDER) throw Error(OB_UNSUPPORTED, "file-sink takes orders only");
    auto faults = faults_;
    faults.read(faults_file_);
    if (faults.fail != OB_OK) throw Error(faults.fail, "the file of faults wants this write to fail");
    std::string lines;
    std::vector<std::int32_t> outcomes;
    std::set<std::string, std::less<>> in_batch;
    for (std::size_t i = 0; i < batch.count; ++i) {
      const auto& order = reinterpret_cast<const ob_order&>(*batch.records[i]);
      auto outcome = judge(order, faults);
      if (outcome == OB_WRITTEN && !in_batch.insert(copy(order.head.id)).second) outcome = OB_DUPLICATE;
      outcomes.push_back(outcome);
      if (outcome != OB_WRITTEN && outcome != OB_UPDATED) continue;
      lines += line_of(order);
      if (++durable_ == faults.crash_after) store_.append_durably(lines), std::abort();
    }
    call.check();  // right before what cannot be taken back
    if (!(batch.flags & OB_WRITE_DRY_RUN)) store_.append_durably(lines);
    for (std::size_t i = 0; i < outcomes.size(); ++i)
      report(i, view(batch.records[i]->id), outcomes[i], results);
  }

  void lookup(Call& call, const ob_keys& keys, LookupSink& out) {
    for (std::size_t i = 0; i < keys.count; ++i) {
      call.check();
      const auto id = view(keys.ids[i]);
      const auto* stored = store_.find(id);
      const auto remote_id = "file-" + std::string(id);
      ob_found found{};
      found.size = sizeof found;
      found.ordered_at = OB_NO_TIME;
      if (stored) {
        found.state = taken_over_.count(id) ? OB_FOUND_TAKEN_OVER : OB_FOUND_STAGED;
        found.remote_id = to_abi(remote_id);
        found.number = to_abi(stored->number);
        found.ordered_at = stored->ordered_at;
        found.content_version = to_abi(stored->content_version);
        found.payment_version = to_abi(stored->payment_version);
      }
      out.found(i, found);
    }
  }

 private:
  std::int32_t judge(const ob_order& order, const FileFaults& faults) const {
    const auto id = view(order.head.id);
    if (faults.reject.count(id)) return OB_WRITE_REJECTED;
    if (faults.retry.count(id)) return OB_WRITE_RETRY;
    const auto* stored = store_.find(id);
    if (!stored) return OB_WRITTEN;
    const bool same = stored->content_version == view(order.head.content_version) &&
                      stored->payment_version == view(order.head.payment_version);
    return same || taken_over_.count(id) ? OB_DUPLICATE : OB_UPDATED;
  }
  static std::string line_of(const ob_order& order) {
    const auto total = Decimal::from_abi(order.total_gross);
    return copy(order.head.id) + '\t' + cut_remote_text(view(order.number)) + '\t' +
           std::to_string(order.ordered_at) + '\t' + copy(order.head.content_version) + '\t' +
           copy(order.head.payment_version) + '\t' + std::to_string(order.line_count) + '\t' +
           (total ? total->to_string() : "-") + '\n';
  }
  void report(std::size_t index, std::string_view id, std::int32_t outcome, const Results& results) const {
    const auto remote_id = "file-" + std::string(id);
    Result r;
    r.outcome = outcome;
    if (outcome == OB_WRITE_REJECTED || outcome == OB_WRITE_RETRY) {
      r.code = "test";
      r.text = "as the test wants it";
    } else {
      r.remote_id = remote_id;
      if (outcome == OB_DUPLICATE && taken_over_.count(id)) r.found = "taken-over";
    }
    results.report(index, r);
  }

  std::string file_;
  std::set<std::string, std::less<>> taken_over_;
  std::string faults_file_;
  FileFaults faults_;
  FileStore store_;
  std::int64_t durable_ = 0;  // orders this instance wrote
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", FileSink)
