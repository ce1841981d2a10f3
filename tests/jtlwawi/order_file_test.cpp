// SPDX-License-Identifier: MIT
// Orders as JTL's order files: what stands in them, and that each stands there once whatever ends the
// program.
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "fake_host.hpp"
#include "order_xml/latin1.hpp"

using namespace ob_test;
using Catch::Matchers::Contains;
using orderbridge::OrderBuilder;
using orderbridge::to_abi;
namespace fs = std::filesystem;

namespace {

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

/// The names of all elements, sorted.
std::multiset<std::string> elements(const std::string& xml) {
  std::multiset<std::string> names;
  for (auto at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
    const auto end = xml.find_first_of(" >", at);
    if (xml[at + 1] != '/' && xml[at + 1] != '?') names.insert(xml.substr(at + 1, end - at - 1));
  }
  return names;
}

struct OrderFiles {
  Folder folder;
  fs::path to = folder.file("orders");
  OrderBuilder builder;

  OrderFiles() { fs::create_directory(to); }
  Settings settings() const { return {{"database", "file:orders"}}; }
  std::set<std::string> names() const {
    std::set<std::string> all;
    for (const auto& entry : fs::directory_iterator(to)) all.insert(entry.path().filename().string());
    all.erase("orderbridge.db");
    return all;
  }
  std::string written(const std::function<void(ob_order&)>& change = {}, Reported* reported = nullptr) {
    Wawi wawi(folder, settings());
    REQUIRE(wawi.open() == OB_OK);
    auto& order = fill_order(builder, 61);
    if (change) change(order);
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    if (reported) *reported = wawi.reported[0];
    return read(to / "bestellungen-000001.xml");
  }
};

}  // namespace

TEST_CASE("letters of ISO-8859-1 stay, others become the nearest, or ?") {
  using orderbridge::jtlwawi::to_latin1;
  bool replaced = false;
  CHECK(to_latin1("Straße 1 »Süß« ÿ\u00A0", replaced) ==
        "Stra\xDF"
        "e 1 \xBBS\xFC\xDF\xAB \xFF\xA0");
  CHECK_FALSE(replaced);
  const auto near = [](const char* text) {
    bool flag = false;
    const auto out = to_latin1(text, flag);
    CHECK(flag);
    return out;
  };
  CHECK(near("Łódź") ==
        "L\xF3"
        "dz");
  CHECK(near("Őze – „so“ … 5 €") == "\xD6ze - \"so\" ... 5 EUR");
  CHECK(near("Αθήνα") == "?????");
  CHECK(near("Hi \U0001F600!") == "Hi ?!");
  CHECK(near("a\x01z") == "a?z");
  CHECK(near("a\xC2\x85z") == "a?z");  // a control character above 127
  CHECK(near("a\xFFz") == "a?z");      // no UTF-8
}

TEST_CASE("letters that ISO-8859-1 lacks are references, and markup stays markup") {
  using orderbridge::jtlwawi::to_latin1_xml;
  bool replaced = false;
  CHECK(to_latin1_xml("Łódź & <Süß> – 5 € 🎁\r\n\t", replaced) ==
        "&#321;\xF3"
        "d&#378; &amp; &lt;S\xFC\xDF&gt; &#8211; 5 &#8364; &#127873;&#13;\n\t");
  CHECK_FALSE(replaced);
  for (const auto* bad : {"a\x01z", "a\xC2\x85z", "a\xFFz", "a\xEF\xBF\xBEz"}) {
    bool flag = false;
    CHECK_THAT(to_latin1_xml(bad, flag), Catch::Matchers::StartsWith("a?") && Catch::Matchers::EndsWith("z"));
    CHECK(flag);
  }
}

TEST_CASE_METHOD(OrderFiles, "an order file is what JTL's guide describes") {
  Reported reported;
  const auto xml = written({}, &reported);
  CHECK(reported.outcome == OB_WRITTEN);
  CHECK(reported.remote_id == "bestellungen-000001.xml#20061");
  CHECK(names() == std::set<std::string>{"bestellungen-000001.xml"});
  CHECK(xml.rfind("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\r\n<tBestellungen>\r\n<tBestellung>", 0) ==
        0);
  CHECK_THAT(xml, Catch::Matchers::EndsWith("</tBestellung>\r\n</tBestellungen>\r\n"));
  for (const auto* part :
       {"<cSprache>ger</cSprache>", "<cWaehrung>EUR</cWaehrung>", "<fGesamtsumme>144.87</fGesamtsumme>",
        "<cExterneBestellNr>20061</cExterneBestellNr>", "<dErstellt>2026-11-21</dErstellt>",
        "<cPosTyp>versandkosten</cPosTyp>", "<cPosTyp>standard</cPosTyp>", "<cKundenNr></cKundenNr>",
        "<cOrt>M\xFCnchen</cOrt>", "<dBezahltDatum></dBezahltDatum>"})
    CHECK_THAT(xml, Contains(part));
}

TEST_CASE_METHOD(OrderFiles, "an order file has the elements of JTL's example, each as often") {
  auto example = read(OB_SOURCE_DIR "/tests/jtlwawi/data/oldwawi_order_unpaid.xml");
  const std::string none = "</tzahlungsinfo>";  // bank data, which no shop tells us
  const auto bank = example.find("<tzahlungsinfo>");
  REQUIRE(bank != std::string::npos);
  example.erase(bank, example.find(none) + none.size() - bank);
  CHECK(elements(written()) == elements(example));
}

TEST_CASE_METHOD(OrderFiles, "prices keep their digits, net and gross") {
  const auto xml = written([&](ob_order& order) {
    order.price_basis = OB_BASIS_NET;
    auto& line = builder.line(0);
    line.unit_price = decimal("16.7983193277311");
    line.tax_rate = decimal("19");
  });
  CHECK_THAT(xml, Contains("<fPreisEinzelNetto>16.7983193277311</fPreisEinzelNetto><fPreis>19.99"));
}

TEST_CASE_METHOD(OrderFiles, "what the format cannot hold is replaced or left out, and said") {
  Reported reported;
  const auto xml = written(
      [&](ob_order& order) {
        order.payment_state = to_abi("partially_paid");
        order.paid_amount = decimal("5");
        builder.billing().city = to_abi("Łódź");
        builder.billing().last_name = to_abi("A & B <Παπ>");
        builder.billing().phone = to_abi("089\x01");
      },
      &reported);
  CHECK_THAT(xml, Contains("<cOrt>&#321;\xF3"
                           "d&#378;</cOrt>"));
  CHECK_THAT(xml, Contains("<cNachname>A &amp; B &lt;&#928;&#945;&#960;&gt;</cNachname>"));
  CHECK_THAT(xml, Contains("<cTel>089?</cTel>"));
  CHECK_THAT(xml, Contains("<dBezahltDatum></dBezahltDatum>"));
  const std::set<std::string> said(reported.warnings.begin(), reported.warnings.end());
  CHECK(said.count("not-in-xml billing/phone") == 1);
  CHECK(said.count("not-in-latin1 billing/city") == 0);  // nothing is lost
  CHECK(said.count("partly-paid-not-in-file payment/state") == 1);
}

TEST_CASE_METHOD(OrderFiles, "for a reader that knows no references: the nearest letters, and it is said") {
  Wawi wawi(folder, {{"database", "file:orders"}, {"letters", "nearest"}});
  REQUIRE(wawi.open() == OB_OK);
  fill_order(builder, 61);
  builder.billing().city = to_abi("Łódź");
  builder.billing().last_name = to_abi("A & B <Παπαδόπουλος>");
  REQUIRE(wawi.write(builder.finish()) == OB_OK);
  const auto xml = read(to / "bestellungen-000001.xml");
  CHECK_THAT(xml, Contains("<cOrt>L\xF3"
                           "dz</cOrt>"));
  CHECK_THAT(xml, Contains("<cNachname>A &amp; B &lt;????????????&gt;</cNachname>"));
  const std::set<std::string> said(wawi.reported[0].warnings.begin(), wawi.reported[0].warnings.end());
  CHECK(said.count("not-in-latin1 billing/city") == 1);
  CHECK(said.count("not-in-latin1 billing/last-name") == 1);
}

TEST_CASE_METHOD(OrderFiles, "what people wrote and the format has no element for is told") {
  Reported reported;
  written(
      [&](ob_order& order) {
        order.internal_comment = to_abi("nicht vor Freitag");
        builder.line(1).note = to_abi("Gravur: Zoë");
      },
      &reported);
  CHECK(reported.warnings ==
        std::vector<std::string>{"not-in-file comment/internal", "not-in-file lines/line[2]/note"});
}

TEST_CASE_METHOD(OrderFiles, "columns that no file has cut nothing, and nothing is told of them") {
  const std::string name(255, 'n'), comment(5000, 'c'), key(60, 'k');
  Reported reported;
  const auto xml = written(
      [&](ob_order& order) {
        builder.billing().first_name = to_abi(name);  // 128 in the table of customers
        order.merchant_comment = to_abi(comment);     // 4,000 in an attribute
        order.customer_number = to_abi(key);          // 20, and then refused
        order.currency_factor = {1, 18, 1};
      },
      &reported);
  CHECK(reported.outcome == OB_WRITTEN);
  CHECK(reported.warnings.empty());
  CHECK_THAT(xml, Contains("<cVorname>" + name + "</cVorname>"));
  CHECK_THAT(xml, Contains("<cBemerkung>" + comment + "</cBemerkung>"));
}

TEST_CASE_METHOD(OrderFiles, "line ends of texts outlive a parser") {
  CHECK_THAT(written([](ob_order& order) { order.customer_comment = to_abi("a\r\nb\nc"); }),
             Contains("<cKommentar>a&#13;\nb\nc</cKommentar>"));
}

TEST_CASE_METHOD(OrderFiles, "paid orders carry the day") {
  CHECK_THAT(written([](ob_order& order) {
               order.payment_state = to_abi("paid");
               order.paid_amount = order.total_gross;
             }),
             Contains("<dBezahltDatum>2026-11-21</dBezahltDatum>"));
}

TEST_CASE_METHOD(OrderFiles, "an order is written once; later changes are reported") {
  written();
  const auto again = [&](const std::function<void(ob_order&)>& change) {
    Wawi wawi(folder, settings());
    REQUIRE(wawi.open() == OB_OK);
    change(fill_order(builder, 61));
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    CHECK(names() == std::set<std::string>{"bestellungen-000001.xml"});
    return wawi.reported[0];
  };
  const auto same = again([](ob_order&) {});
  CHECK(same.outcome == OB_DUPLICATE);
  CHECK(same.text.empty());
  const auto changed = again([](ob_order& order) { order.head.content_version = to_abi("other"); });
  CHECK(changed.outcome == OB_DUPLICATE);
  CHECK(changed.code == "in-file");
  CHECK_THAT(changed.text, Contains("bestellungen-000001.xml"));
  CHECK(again([](ob_order& order) { order.head.payment_version = to_abi("other"); }).code ==
        "payment-in-shop");
  CHECK(again([](ob_order& order) { order.state = to_abi("cancelled"); }).code == "cancelled-in-shop");
  const auto all = again([](ob_order& order) {  // in one change: nothing of it is lost
    order.state = to_abi("cancelled");
    order.head.content_version = order.head.payment_version = to_abi("other");
  });
  CHECK(all.code == "cancelled-in-shop");
  CHECK_THAT(all.text, Contains("cancel it in JTL-Wawi") && Contains("change it in JTL-Wawi") &&
                           Contains("enter it in JTL-Wawi"));
  const auto other = again([](ob_order& order) { order.number = to_abi("777"); });
  CHECK(other.outcome == OB_WRITE_REJECTED);
  CHECK(other.code == "id-reused");
  // Also when the file was taken away.
  fs::remove(to / "bestellungen-000001.xml");
  Wawi wawi(folder, settings());
  REQUIRE(wawi.open() == OB_OK);
  REQUIRE(wawi.lookup({"61", "62"}) == OB_OK);
  CHECK(wawi.found[0].state == OB_FOUND_TAKEN_OVER);
  CHECK(wawi.found[0].number == "20061");
  CHECK(wawi.found[1].state == OB_FOUND_ABSENT);
}

TEST_CASE_METHOD(OrderFiles, "one file per batch; a refused order stays out of it alone") {
  Wawi wawi(folder, settings());
  REQUIRE(wawi.open() == OB_OK);
  OrderBuilder second, third;
  fill_order(builder, 61);
  fill_order(second, 62).billing = nullptr;
  fill_order(third, 63);
  const auto& a = builder.finish();
  auto& b = second.finish();
  reinterpret_cast<ob_order&>(const_cast<ob_record&>(b)).billing = nullptr;
  const auto& c = third.finish();
  REQUIRE(wawi.write({&a, &b, &c, &a}) == OB_OK);
  CHECK(wawi.reported[0].outcome == OB_WRITTEN);
  CHECK(wawi.reported[1].outcome == OB_WRITE_REJECTED);
  CHECK(wawi.reported[2].outcome == OB_WRITTEN);
  CHECK(wawi.reported[3].outcome == OB_DUPLICATE);
  const auto xml = read(to / "bestellungen-000001.xml");
  CHECK_THAT(xml, Contains("20061") && Contains("20063") && !Contains("20062"));
  CHECK(xml.find("20061") == xml.rfind("20061"));
}

TEST_CASE_METHOD(OrderFiles, "no file is overwritten, and numbers are not used again") {
  std::ofstream(to / "bestellungen-000001.xml") << "somebody's";
  written();
  CHECK(read(to / "bestellungen-000001.xml") == "somebody's");
  CHECK_THAT(read(to / "bestellungen-000001-1.xml"), Contains("20061"));
  fs::remove(to / "bestellungen-000001.xml");
  fs::remove(to / "bestellungen-000001-1.xml");
  Wawi wawi(folder, settings());
  REQUIRE(wawi.open() == OB_OK);
  fill_order(builder, 62);
  REQUIRE(wawi.write(builder.finish()) == OB_OK);
  CHECK(names() == std::set<std::string>{"bestellungen-000002.xml"});
}

TEST_CASE_METHOD(OrderFiles, "killed before or after the index: the file is there once") {
  // Before: a waiting file that no index knows is written anew under the same name.
  std::ofstream(to / ".bestellungen-000001.xml.part") << "half a";
  written();
  CHECK(names() == std::set<std::string>{"bestellungen-000001.xml"});
  // After: the index knows the batch, the file has not got its name.
  fs::rename(to / "bestellungen-000001.xml", to / ".bestellungen-000001.xml.part");
  run_sql((to / "orderbridge.db").string(), "UPDATE batch SET settled=0");
  {
    Wawi wawi(folder, settings());
    REQUIRE(wawi.open() == OB_OK);
    CHECK(names() == std::set<std::string>{"bestellungen-000001.xml"});
  }
  // After the name, before the note of it; and somebody has taken the file already.
  fs::remove(to / "bestellungen-000001.xml");
  run_sql((to / "orderbridge.db").string(), "UPDATE batch SET settled=0");
  Wawi wawi(folder, settings());
  REQUIRE(wawi.open() == OB_OK);
  CHECK(names().empty());
  CHECK(value((to / "orderbridge.db").string(), "SELECT settled FROM batch") == "1");
}

TEST_CASE_METHOD(OrderFiles, "killed anywhere: each order in exactly one file") {
  for (int round = 0; round < 20; ++round) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::alarm(5);
      Wawi wawi(folder, settings());
      if (wawi.open() != OB_OK) ::_exit(1);
      for (int id = 61 + round * 5; id < 90 + round * 5; ++id) {
        fill_order(builder, id);
        if (wawi.write(builder.finish()) != OB_OK) ::_exit(1);
      }
      ::_exit(0);
    }
    ::usleep(static_cast<useconds_t>(1000 + 1777 * round));  // not to pass: to be killed somewhere else
    ::kill(child, SIGKILL);
    int status = 0;
    ::waitpid(child, &status, 0);
  }
  Wawi wawi(folder, settings());
  REQUIRE(wawi.open() == OB_OK);
  for (int id = 61; id < 190; ++id) {
    fill_order(builder, id);
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
  }
  std::multiset<std::string> found;
  for (const auto& name : names()) {
    const auto xml = read(to / name);
    CHECK_THAT(xml, Catch::Matchers::EndsWith("</tBestellungen>\r\n"));
    const std::string before = "<cExterneBestellNr>";
    for (auto at = xml.find(before); at != std::string::npos; at = xml.find(before, at + 1))
      found.insert(xml.substr(at + before.size(), xml.find('<', at + 1) - at - before.size()));
  }
  CHECK(found.size() == 129);
  CHECK(std::set<std::string>(found.begin(), found.end()).size() == 129);
}

TEST_CASE_METHOD(OrderFiles, "the folder must be there and writable, and nothing comes back from it") {
  Wawi wawi(folder, settings());
  REQUIRE(wawi.check() == OB_OK);
  REQUIRE(wawi.findings.size() == 3);
  CHECK_THAT(wawi.findings[0], Contains("order files can be written"));
  CHECK(names().empty());
  REQUIRE(wawi.open() == OB_OK);
  CHECK(wawi.act("take-over") == OB_UNSUPPORTED);
  CHECK_THAT(wawi.failure, Contains("look into JTL-Wawi itself"));
  fs::remove_all(to);
  Wawi gone(folder, settings());
  CHECK(gone.open() == OB_BAD_CONFIG);
  CHECK(gone.failed_option == "database");
}

TEST_CASE_METHOD(OrderFiles, "a long comment is cut visibly and said; the rest arrives") {
  const std::string comment(3 << 20, 'x');
  Reported reported;
  const auto xml = written([&](ob_order& order) { order.customer_comment = to_abi(comment); }, &reported);
  CHECK(reported.outcome == OB_WRITTEN);
  CHECK_THAT(xml, Contains("<cKommentar>" + std::string(4494, 'x') + "&#8230;[cut]</cKommentar>"));
  CHECK(std::set<std::string>(reported.warnings.begin(), reported.warnings.end())
            .count("too-long comment/customer") == 1);
}

TEST_CASE_METHOD(OrderFiles,
                 "a comment that an Auftrag holds is whole, longer than the staging table's 255") {
  const std::string comment = "Zeile 1\nZeile 2\n" + std::string(4482, 'y');
  Reported reported;
  const auto xml = written([&](ob_order& order) { order.customer_comment = to_abi(comment); }, &reported);
  CHECK_THAT(xml, Contains("<cKommentar>" + comment + "</cKommentar>"));
  CHECK(reported.warnings.empty());
}

TEST_CASE_METHOD(OrderFiles, "a German configuration marks in German") {
  Wawi wawi(folder, settings(), "de");
  REQUIRE(wawi.open() == OB_OK);
  const std::string name(300, 'n');
  fill_order(builder, 61);
  builder.line(0).name = to_abi(name);
  REQUIRE(wawi.write(builder.finish()) == OB_OK);
  CHECK_THAT(read(to / "bestellungen-000001.xml"),
             Contains(std::string(245, 'n') + "&#8230;[gek\xFCrzt]</cName>"));
}

namespace {

unsigned mode_of(const fs::path& file) {
  return static_cast<unsigned>(fs::status(file).permissions() & fs::perms::mask);
}

}  // namespace

TEST_CASE_METHOD(OrderFiles, "order files are their owner's, whatever the umask; a group by option") {
  const auto mask = GENERATE(0000U, 0022U, 0777U);
  const auto before = ::umask(mask);
  written();
  ::umask(before);
  CHECK(mode_of(to / "bestellungen-000001.xml") == 0600);
  CHECK(mode_of(to / "orderbridge.db") == 0600);
  Wawi wawi(folder, {{"database", "file:orders"}, {"files-for", "group"}});
  REQUIRE(wawi.open() == OB_OK);
  fill_order(builder, 62);
  REQUIRE(wawi.write(builder.finish()) == OB_OK);
  CHECK(mode_of(to / "bestellungen-000002.xml") == 0640);
}
