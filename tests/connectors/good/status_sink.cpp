// SPDX-License-Identifier: MIT
// Connector "status-sink": a shop that takes status updates. Appends "id TAB state TAB payment state TAB
// revision" to a file and confirms; on demand it finds a state of a person in the way, or cannot confirm.
#include <algorithm>
#include <fstream>

#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_PATH, "file")
        .required()
        .example("status.tsv")
        .doc("File that takes one line per update", "Datei mit einer Zeile je Meldung"),
    option(OB_TYPE_LIST, "conflict")
        .doc("Order ids where a person set \"completed\"",
             "Bestell-Ids, bei denen jemand \"completed\" gesetzt hat"),
    option(OB_TYPE_LIST, "unconfirmed")
        .doc("Order ids whose update is not found when read back",
             "Bestell-Ids, deren Meldung beim Nachlesen nicht zu finden ist")};
constexpr auto kOptionTable = option_table(kOptions);

class StatusSink : public Plain {
 public:
  static constexpr auto kDescription =
      describe("status-sink", OB_WRITE_STATUS, "Takes status updates into a file, for tests",
               "Nimmt Statusmeldungen in eine Datei auf, für Tests", kOptionTable, OB_CAN_CONFIRM);

  StatusSink(Host host, const Connection& c)
      : Plain(host, c),
        file_(path_option(c, "file")),
        conflict_(c.list("conflict")),
        unconfirmed_(c.list("unconfirmed")) {}

  void write(Call& call, const ob_batch& batch, Results& results) {
    if (batch.kind != OB_KIND_STATUS) throw Error(OB_UNSUPPORTED, "status-sink takes status updates only");
    for (std::size_t i = 0; i < batch.count; ++i) {
      call.check();
      const auto& update = reinterpret_cast<const ob_status_update&>(*batch.records[i]);
      Result r;
      r.outcome = OB_CONFIRMED;
      r.remote_id = view(update.head.id);
      if (contains(conflict_, update.head.id)) {
        r.outcome = OB_CONFLICT;
        r.found = "completed";
      } else {
        std::ofstream out(file_, std::ios::app);
        out << view(update.head.id) << '\t' << view(update.state) << '\t' << view(update.payment_state)
            << '\t' << view(update.revision) << std::endl;
        if (!out) throw not_connected("cannot write " + file_).option("file");
        if (contains(unconfirmed_, update.head.id)) r.outcome = OB_UNCONFIRMED;
      }
      results.report(i, r);
    }
  }

 private:
  static bool contains(const std::vector<std::string>& ids, ob_str id) {
    return std::find(ids.begin(), ids.end(), view(id)) != ids.end();
  }
  std::string file_;
  std::vector<std::string> conflict_, unconfirmed_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", StatusSink)
