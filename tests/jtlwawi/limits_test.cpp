// SPDX-License-Identifier: MIT
// Every column that is written, against JTL-Wawi's own list of columns, and every limit at its border.
#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <sstream>

#include "fake_host.hpp"
#include "fitting.hpp"
#include "schema.hpp"

using namespace orderbridge;
using namespace orderbridge::jtlwawi;

namespace {

// "dbo.tinetkunde.cPLZ" → "nvarchar(20)"
std::map<std::string, std::string> jtl_columns() {
  std::ifstream in(OB_SOURCE_DIR "/tests/jtlwawi/data/jtl_staging_columns.txt");
  REQUIRE(in);
  std::map<std::string, std::string> types;
  std::string line, current;
  while (std::getline(in, line)) {
    std::istringstream words(line);
    std::string first, second, more;
    words >> first >> second >> more;
    if (second == "decimal(25,") second += more;
    if (first == "###")
      current = second;
    else if (!first.empty() && first != "--" && first != "#")
      types[current + "." + first] = second;
  }
  return types;
}

bool is_jtl(const TableDef& def) {
  return def.schema != "orderbridge" && def.name != "tversion";
}

struct Limited {
  const TableDef* def;
  const ColumnDef* column;
};
std::vector<Limited> limited_columns() {
  std::vector<Limited> all;
  for (const auto* def : tables())
    for (const auto& column : def->columns)
      if (column.limit > 0) all.push_back({def, &column});
  return all;
}

}  // namespace

TEST_CASE("every table column is one of JTL-Wawi, with its length") {
  const auto jtl = jtl_columns();
  REQUIRE(jtl.size() > 200);
  for (const auto* def : tables()) {
    if (!is_jtl(*def)) continue;
    for (const auto& column : def->columns) {
      const std::string name =
          std::string(def->schema) + "." + std::string(def->name) + "." + std::string(column.name);
      CAPTURE(name);
      const auto found = jtl.find(name);
      REQUIRE(found != jtl.end());
      const std::string& type = found->second;
      if (column.kind == Kind::kAmount) CHECK(type == "decimal(25,13)");
      if (column.kind == Kind::kId) CHECK(type == "int");
      if (column.kind == Kind::kText) CHECK(type == "nvarchar(" + std::to_string(column.limit) + ")");
      if (column.kind == Kind::kTime && type != "datetime")
        CHECK(type == "nvarchar(" + std::to_string(column.limit) + ")");
    }
  }
}

TEST_CASE("every limit: as long as the column fits, one more is cut visibly or refused") {
  ob_host abi{};
  const Host host(&abi);
  const auto columns = limited_columns();
  REQUIRE(columns.size() > 80);
  for (const auto& [def, column] : columns) {
    CAPTURE(std::string(def->name), std::string(column->name));
    std::vector<Warning> warnings;
    Fitter fitter(host, true, warnings), strict(host, false, warnings);
    std::string full;
    for (std::uint32_t i = 0; i < column->limit; ++i) full += "ü";
    CHECK(fitter.fit(*def, *column, full, "field") == full);
    CHECK(warnings.empty());

    const std::string over = full + "x";
    CHECK_THROWS_AS(strict.fit(*def, *column, over, "field"), OrderRejected);
    if (column->fit == Fit::kReject) {
      CHECK_THROWS_AS(fitter.fit(*def, *column, over, "field"), OrderRejected);
    } else {
      const std::string cut = fitter.fit(*def, *column, over, "field");
      CHECK(utf16_units(cut) == column->limit);
      CHECK_THAT(cut, Catch::Matchers::EndsWith("…[cut]"));
      CHECK(warnings.size() == 1);
    }
  }
}

TEST_CASE("a surrogate pair counts twice") {
  ob_host abi{};
  const Host host(&abi);
  std::vector<Warning> warnings;
  Fitter fitter(host, true, warnings);
  const auto& zip = InetKunde::kColumns[InetKunde::cPLZ];  // 20
  std::string ten, eleven;
  for (int i = 0; i < 10; ++i) ten += "😀";
  eleven = ten + "😀";
  CHECK(fitter.fit(InetKunde::kDef, zip, ten, "billing/zip") == ten);
  CHECK_THROWS_AS(fitter.fit(InetKunde::kDef, zip, eleven, "billing/zip"), OrderRejected);
}

TEST_CASE("the database itself refuses what is longer") {
  ob_test::Folder folder;
  ob_test::Wawi wawi(folder);
  REQUIRE(wawi.open() == OB_OK);
  const std::string file = folder.file("wawi.db");
  CHECK_NOTHROW(ob_test::run_sql(file, "INSERT INTO tShop VALUES(7,'" + std::string(255, 'x') + "','',0,1)"));
  CHECK_THROWS(ob_test::run_sql(file, "INSERT INTO tShop VALUES(8,'" + std::string(256, 'x') + "','',0,1)"));
}
