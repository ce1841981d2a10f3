// SPDX-License-Identifier: MIT
// Orders as a Shopware gives them, through its mapper into JTL-Wawi: cases that failed once. Recorded of a
// genuine shop (105), the others made of its shape.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "fake_host.hpp"
#include "mapper/order_mapper.hpp"

using namespace ob_test;
using Catch::Matchers::Contains;
namespace shop = orderbridge::shopware5;

namespace {

std::string read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  REQUIRE_FALSE(text.empty());
  return text;
}

struct Case {
  std::string json;
  shop::OrderMapper mapper;
  Folder folder;
  Reported reported;

  explicit Case(const std::string& name) : json(read(OB_TEST_DATA "/cases-jtl/" + name + ".json")) {
    std::filesystem::create_directory(folder.file("orders"));
    json.reserve(json.size() + simdjson::SIMDJSON_PADDING);
    const auto mapped = mapper.map(simdjson::padded_string_view(json.data(), json.size(), json.capacity()),
                                   shop::Language{true});
    INFO(mapped.text);
    REQUIRE(mapped.outcome == shop::MapOutcome::kOrder);
  }
  void write(const char* database) {
    Wawi wawi(folder, {{"database", database}}, "de");
    REQUIRE(wawi.open() == OB_OK);
    REQUIRE(wawi.write(mapper.record()) == OB_OK);
    reported = wawi.reported[0];
    INFO(reported.text);
    REQUIRE(reported.outcome == OB_WRITTEN);
  }
  std::string one(const std::string& sql) {
    write("sqlite:wawi.db");
    return value(folder.file("wawi.db"), "SELECT " + sql);
  }
  std::string xml() {
    write("file:orders");
    return read(folder.file("orders/bestellungen-000001.xml"));
  }
};

}  // namespace

TEST_CASE("ordered at 00:30 on 1 March: no order of February") {
  Case order("midnight-new-month");
  CHECK(order.one("dTimestamp FROM tinetbestellung") == "2026-03-01T00:30:00");
  CHECK_THAT(order.xml(), Contains("<dErstellt>2026-03-01</dErstellt>"));
}

TEST_CASE("paid at midnight: no payment of the day before") {
  Case order("recorded-105-cleareddate-midnight");
  CHECK(order.one("dZeit FROM tInetShopZahlung") == "2026-10-27 00:00:00");
  CHECK(value(order.folder.file("wawi.db"), "SELECT dTimestamp FROM tinetbestellung") ==
        "2026-10-13T02:15:06");
  const auto xml = order.xml();
  CHECK_THAT(xml, Contains("<dBezahltDatum>2026-10-27</dBezahltDatum>"));
  CHECK_THAT(xml, Contains("<dErstellt>2026-10-13</dErstellt>"));
}

TEST_CASE("letters that ISO-8859-1 lacks arrive as they are") {
  Case order("non-latin1");
  const auto xml = order.xml();
  for (const auto* part :
       {"<cVorname>&#321;ukasz</cVorname>", "<cNachname>Wa&#322;&#281;sa-Dvo&#345;\xE1k</cNachname>",
        "<cStrasse>Ulica &#262;wikli&#324;skiej 3/5</cStrasse>", "<cOrt>Krak\xF3w</cOrt>",
        "<cName>T-Shirt &#8222;Gr\xF6\xDF"
        "e XL&#8220; &#8211; 5 &#8364; &#127873;</cName>"})
    CHECK_THAT(xml, Contains(part));
  for (const auto& warning : order.reported.warnings) CHECK(warning.find("latin1") == std::string::npos);
}

TEST_CASE("a comment of a thousand letters: whole in an order file, and its start where 255 fit") {
  Case order("long-comments");
  const std::string comment = orderbridge::copy(order.mapper.builder().order().customer_comment);
  REQUIRE(comment.size() > 800);
  CHECK_THAT(order.xml(), Contains("<cKommentar>" + comment + "</cKommentar>"));
  CHECK(order.one("cKommentar FROM tinetbestellung") == comment.substr(0, 245) + "…[gekürzt]");
}
