// SPDX-License-Identifier: MIT
// A thousand orders into JTL's order files, and all of them back.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "order_xml_check.hpp"

using namespace ob_test;
namespace fs = std::filesystem;

TEST_CASE("a thousand orders stand in order files as they went in, each once") {
  const auto orders = thousand_orders();
  Folder folder;
  const fs::path to = folder.file("orders");
  fs::create_directory(to);
  Wawi wawi(folder, {{"database", "file:orders"}});
  REQUIRE(wawi.open() == OB_OK);
  write_orders_as_xml(wawi, orders);

  XmlOrders found;
  std::size_t files = 0;
  for (const auto& entry : fs::directory_iterator(to)) {
    if (entry.path().extension() != ".xml") continue;
    ++files;
    std::ifstream in(entry.path(), std::ios::binary);
    found.read({std::istreambuf_iterator<char>(in), {}});
  }
  CHECK(files == orders.size() / kBatch);
  found.check(orders);
}
