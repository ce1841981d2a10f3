// SPDX-License-Identifier: MIT
// Connector "bare-sink": takes orders into a file, each id once, and has nothing that the table lets a
// connector leave out: no check, no lookup, no interrupt, no extension, no dry run. Rejects the ids of
// `reject`.
#include <algorithm>
#include <fstream>
#include <set>

#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_PATH, "file").required().example("erp.txt").doc("One id a line", "Eine Id je Zeile"),
    option(OB_TYPE_LIST, "reject").doc("Ids to refuse", "Ids, die abgelehnt werden")};
constexpr auto kOptionTable = option_table(kOptions);

struct BareSink : Plain {
  static constexpr auto kDescription =
      describe("bare-sink", OB_WRITE_ORDERS, "Only what every sink must have",
               "Nur, was jede Senke haben muss", kOptionTable);
  BareSink(Host host, const Connection& c)
      : Plain(host, c), file_(path_option(c, "file")), reject_(c.list("reject")) {}

  void write(Call&, const ob_batch& batch, Results& results) {
    std::set<std::string> there;
    std::ifstream in(file_);
    for (std::string id; std::getline(in, id);) there.insert(id);
    for (std::size_t i = 0; i < batch.count; ++i) {
      const auto id = copy(batch.records[i]->id);
      Result r;
      r.remote_id = id;
      if (std::find(reject_.begin(), reject_.end(), id) != reject_.end()) {
        r.outcome = OB_WRITE_REJECTED;
        r.text = "as the test wants it";
      } else if (there.insert(id).second) {
        std::ofstream(file_, std::ios::app) << id << '\n' << std::flush;
      } else {
        r.outcome = OB_DUPLICATE;
      }
      results.report(i, r);
    }
  }
  std::string file_;
  std::vector<std::string> reject_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", BareSink)
