// SPDX-License-Identifier: MIT
// Connector "odd-answers": takes orders into a file, and one kind of answer is none (`what`): a lookup that
// says nothing, a state that there is not, an answer for another key, none at all, one that is too small;
// results of an outcome that there is not, too small, without a reason, or whose wait never ends. `silent`:
// nothing is reported, so the orders stay in doubt.
#include <bit>
#include <fstream>
#include <set>

#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_PATH, "file").required().example("erp.txt").doc("One id a line", "Eine Id je Zeile"),
    option(OB_TYPE_BOOL, "silent").defaults("false").doc("Report nothing", "Nichts melden"),
    option(OB_TYPE_CHOICE, "what")
        .choices("nothing|lookup-silent|lookup-state|lookup-index|lookup-null|lookup-small|outcome|small|no-"
                 "reason|"
                 "for-ever|remote-id")
        .defaults("nothing")
        .doc("What is odd", "Was nicht stimmt")};
constexpr auto kOptionTable = option_table(kOptions);

struct OddAnswers : Plain {
  static constexpr auto kDescription = describe("odd-answers", OB_WRITE_ORDERS, "Answers against the rules",
                                                "Antworten gegen die Regeln", kOptionTable, OB_CAN_LOOKUP);
  OddAnswers(Host host, const Connection& c)
      : Plain(host, c), file_(path_option(c, "file")), silent_(c.flag("silent")), what_(c.text("what")) {}

  void write(Call&, const ob_batch& batch, Results& results) {
    for (std::size_t i = 0; i < batch.count; ++i) {
      const auto id = copy(batch.records[i]->id);
      std::ofstream(file_, std::ios::app) << id << '\n' << std::flush;
      if (!silent_) report(i, id, results);
    }
  }

  void lookup(Call&, const ob_keys& keys, LookupSink& out) {
    const auto there = ids();
    for (std::size_t i = 0; i < keys.count; ++i) {
      const auto id = copy(keys.ids[i]);
      ob_found found{};
      found.size = sizeof found;
      found.ordered_at = OB_NO_TIME;
      found.state = there.count(id) ? OB_FOUND_STAGED : OB_FOUND_ABSENT;
      found.remote_id = to_abi(id);
      if (what_ == "lookup-silent") continue;
      if (what_ == "lookup-state") found.state = 17;
      if (what_ == "lookup-small") found.size = sizeof(std::uint32_t);
      const auto* table = std::bit_cast<const ob_lookup_sink*>(out);
      table->found(table->ctx, i + (what_ == "lookup-index" ? 1000 : 0),
                   what_ == "lookup-null" ? nullptr : &found);
    }
  }

 private:
  std::set<std::string> ids() const {
    std::set<std::string> all;
    std::ifstream in(file_);
    for (std::string id; std::getline(in, id);) all.insert(id);
    return all;
  }
  void report(std::size_t index, const std::string& id, const Results& results) const {
    ob_result r{};
    r.size = what_ == "small" ? sizeof(std::uint32_t) : sizeof r;
    r.outcome = what_ == "outcome"     ? 77
                : what_ == "no-reason" ? OB_WRITE_REJECTED
                : what_ == "for-ever"  ? OB_WRITE_RETRY
                                       : OB_WRITTEN;
    r.remote_id = to_abi(id);
    const std::string broken = "\xC3\x28\x1B[2J" + std::string(100000, 'x');
    if (what_ == "remote-id") r.remote_id = to_abi(broken);
    r.retry_after_ms = what_ == "for-ever" ? INT64_MAX : 0;
    const auto* table = std::bit_cast<const ob_results*>(results);
    table->report(table->ctx, index, &r);
  }
  std::string file_;
  bool silent_;
  std::string what_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", OddAnswers)
