// SPDX-License-Identifier: MIT
// The connectors for status updates, and those for benches.
#include "support/test_tools.hpp"

using namespace test_connectors;

TEST_CASE("status updates travel from status-source to status-sink") {
  Folder folder;
  folder.write("status.txt",
               "5 completely_delivered payment=paid revision=7 carrier=DHL tracking=JD01\n6 cancelled\n");
  fake::Host source(fake::load(library("status_source")), {{"script", "status.txt"}}, folder.path);
  REQUIRE(source.start() == OB_OK);
  const auto fetched = source.fetch("", 0, OB_KIND_STATUS);
  CHECK(fetched.status == OB_OK);
  CHECK(fetched.updates ==
        std::vector<std::pair<std::string, std::string>>{{"5", "completely_delivered"}, {"6", "cancelled"}});

  fake::Host sink(fake::load(library("status_sink")),
                  {{"file", "out.tsv"}, {"conflict", "6"}, {"unconfirmed", "7"}}, folder.path);
  REQUIRE(sink.start() == OB_OK);
  ob_status_update updates[3]{};
  std::vector<const ob_record*> records;
  for (const char* id : {"5", "6", "7"}) {
    auto& update = updates[records.size()];
    update.head = {sizeof update, OB_KIND_STATUS, orderbridge::to_abi(id), {}, {}};
    update.state = orderbridge::to_abi("completed");
    records.push_back(&update.head);
  }
  const auto written = sink.write(records, 0, OB_KIND_STATUS);
  CHECK(outcomes_of(written) == Outcomes{OB_CONFIRMED, OB_CONFLICT, OB_UNCONFIRMED});
  CHECK(written.reports[1].found == "completed");
  CHECK(folder.read("out.tsv") == "5\tcompleted\t\t\n7\tcompleted\t\t\n");
}

TEST_CASE("null-source and null-sink move orders and count right") {
  fake::Host source(fake::load(library("null_source")), {{"orders", "2500"}}, "/");
  REQUIRE(source.start() == OB_OK);
  const auto all = source.fetch();
  CHECK(all.status == OB_OK);
  REQUIRE(all.orders.size() == 2500);
  CHECK(all.orders[2499].id == "2500");
  CHECK(all.orders[2499].skus.size() == 4);
  CHECK(all.checkpoints.size() == 3);
  CHECK(source.fetch("2000").orders.size() == 500);

  fake::Host sink(fake::load(library("null_sink")), {}, "/");
  REQUIRE(sink.start() == OB_OK);
  CHECK(outcomes_of(sink.write(Batch({1, 2}).records)) == Outcomes{OB_WRITTEN, OB_WRITTEN});
}
