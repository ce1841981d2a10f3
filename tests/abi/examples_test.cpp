// SPDX-License-Identifier: MIT
// The two examples as a pipeline: orders from the CSV file of the first arrive in the file of the second,
// once.
#include <orderbridge/order_builder.hpp>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "fake_host.hpp"

TEST_CASE("the C++ example reads its orders") {
  fake::Host source(fake::load(OB_BUILD_DIR "/examples/file_source.so"), {{"file", "orders.csv"}},
                    OB_SOURCE_DIR "/examples/010_file_source");
  REQUIRE(source.start() == OB_OK);
  const auto all = source.fetch();
  CAPTURE(source.failure);
  CHECK(all.status == OB_OK);
  REQUIRE(all.orders.size() == 2);
  CHECK(all.orders[0].number == "10001");
  CHECK(all.orders[0].skus == std::vector<std::string>{"TEA-100", "POT-1"});
  CHECK(all.orders[0].total == 4980);
  CHECK(all.orders[1].city == "Wien");
  CHECK(source.fetch().orders[0].hint == all.orders[0].hint);
}

TEST_CASE("the C++ example says what is wrong with its file") {
  fake::Host source(fake::load(OB_BUILD_DIR "/examples/file_source.so"), {{"file", "missing.csv"}},
                    "/nowhere");
  CHECK(source.start() == OB_NOT_CONNECTED);
  CHECK(source.failed_option == "file");
  CHECK(source.failure == "cannot open /nowhere/missing.csv");
}

TEST_CASE("the C example writes an order once") {
  std::string folder = std::filesystem::temp_directory_path() / "ob-example-XXXXXX";
  REQUIRE(::mkdtemp(folder.data()));
  const auto& tables = fake::load(OB_BUILD_DIR "/examples/c_connector.so");
  orderbridge::OrderBuilder one, ten;
  one.order().head.id = one.keep("1");
  one.order().number = one.keep("10001");
  one.order().total_gross = {4980, 2, 1};
  ten.order().head.id = ten.keep("10");
  const std::vector<const ob_record*> records{&ten.finish(), &one.finish()};
  for (const std::int32_t expected : {OB_WRITTEN, OB_DUPLICATE}) {
    fake::Host sink(tables, {{"file", "written.csv"}}, folder);
    REQUIRE(sink.start() == OB_OK);
    const auto written = sink.write(records);
    CHECK(written.status == OB_OK);
    REQUIRE(written.reports.size() == 2);
    CHECK(written.reports[0].outcome == expected);
    CHECK(written.reports[1].outcome == expected);
  }
  std::stringstream text;
  text << std::ifstream(folder + "/written.csv").rdbuf();
  CHECK(text.str() == "10,,0,0\n1,10001,4980,2\n");
  fake::Host lost(tables, {{"file", "no/such/folder.csv"}}, folder);
  CHECK(lost.start() == OB_NOT_CONNECTED);
  CHECK(lost.failed_option == "file");
  std::filesystem::remove_all(folder);
}
