// SPDX-License-Identifier: MIT
// Orders that do not get on by themselves: kept with their record, shown masked, mended, sent on, given up.
// Nothing behind them waits.
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using Catch::Matchers::Contains;
using orderbridge::sandbox::SandboxShop;

namespace {

/// Order 77 is paid by SEPA, which has no row in the table.
constexpr const char* kSteps = "<lookup field=\"payment/method\" table=\"methods\"/>";
constexpr const char* kTables =
    "<tables><table id=\"methods\"><row from=\"prepayment\" to=\"vorkasse\"/><row from=\"invoice\" "
    "to=\"rechnung\"/>"
    "</table></tables>";

struct Letters {
  Letters() : bridge((shop.start(), shop.url())) {
    bridge.steps = kSteps;
    bridge.tables = kTables;
    bridge.on_written = "<onWritten status=\"in_process\"/>";
    first = bridge.import();
  }
  std::string list() { return bridge.host({"dead-letters", "list"}).out; }
  /// Number of the letter of an order; "" where it has none.
  std::string letter_of(const std::string& id) {
    std::istringstream lines(list());
    for (std::string line; std::getline(lines, line);) {
      std::istringstream words(line);
      std::string letter, pipeline, order;
      if (words >> letter >> pipeline >> order; order == id) return letter;
    }
    return "";
  }
  std::string file(const std::string& name) const { return (bridge.folder() / name).string(); }
  std::string read(const std::string& name) const {
    std::ifstream in(file(name));
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
  }
  void write(const std::string& name, const std::string& text) const { std::ofstream(file(name)) << text; }

  SandboxShop shop;
  e2e::Bridge bridge;
  e2e::Finished first;
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("a refused order keeps its record, masked unless asked, and blocks nothing") {
  Letters t;
  INFO(t.first.out << t.first.err);
  const auto letter = t.letter_of("77");
  REQUIRE_FALSE(t.letter_of("210").empty());  // refused by the source: no record
  CHECK(t.bridge.staged().size() > 20);
  CHECK_THAT(t.list(), Contains("step") && Contains("source") && Contains("bridge.xml:"));

  REQUIRE_FALSE(letter.empty());
  const auto shown = t.bridge.host({"dead-letters", "show", letter});
  INFO(shown.out << shown.err);
  CHECK(shown.exit_code == 0);
  CHECK_THAT(shown.out, Contains("<id>77</id>") && Contains("<last-name>***</last-name>") && !Contains("@"));
  CHECK_THAT(t.bridge.host({"dead-letters", "show", letter, "--show-personal"}).out, Contains("@"));
  CHECK_THAT(t.bridge.host({"dead-letters", "show", t.letter_of("210")}).out,
             Contains("the source gave no record"));
  CHECK_THAT(t.bridge.host({"explain", "77"}).out,
             Contains("dead-letters retry " + letter) && Contains("rejected") && Contains("bridge.xml:"));

  const auto again = t.bridge.import();
  CHECK(again.exit_code == 1);  // and again as long as it is so
  CHECK(t.letter_of("77") == letter);
}

TEST_CASE("mended in the configuration: the next run resolves the letters") {
  Letters t;
  REQUIRE_FALSE(t.letter_of("77").empty());
  t.bridge.steps.clear();
  t.bridge.tables.clear();
  t.bridge.import();
  CHECK(t.letter_of("77").empty());
  CHECK(t.bridge.is_staged(77));
  CHECK_FALSE(t.letter_of("210").empty());
  CHECK_THAT(t.bridge.host({"dead-letters", "list", "--all"}).out, Contains("resolved"));
}

TEST_CASE("mended by hand: taken out, checked, brought back, sent on") {
  Letters t;
  const auto letter = t.letter_of("77");
  const auto taken = t.bridge.host({"dead-letters", "edit", letter, "--export", t.file("77.xml")});
  CHECK(taken.exit_code == 0);
  CHECK_THAT(taken.out, Contains("personal data"));
  const auto original = t.read("77.xml");
  const auto at = original.find("<method>");
  const auto method = original.substr(at, original.find("</method>", at) - at);

  // Wrong in three ways, all said at once, nothing stored.
  auto wrong = replaced(original, "<last-name>", "<lastname>");
  wrong = replaced(wrong, "</last-name>", "</lastname>");
  wrong = replaced(wrong, "<tax-rate>19</tax-rate>", "<tax-rate>viel</tax-rate>");
  wrong = replaced(wrong, "<type>product</type>", "<type>prodct</type>");
  t.write("wrong.xml", wrong);
  const auto refused = t.bridge.host({"dead-letters", "edit", letter, "--file", t.file("wrong.xml")});
  INFO(refused.err);
  CHECK(refused.exit_code == 2);
  CHECK_THAT(refused.err, Contains("wrong.xml:") && Contains("did you mean 'last-name'?") &&
                              Contains("<tax-rate>") && Contains("did you mean 'product'?"));
  t.write("other.xml", replaced(original, "<id>77</id>", "<id>78</id>"));
  CHECK_THAT(t.bridge.host({"dead-letters", "edit", letter, "--file", t.file("other.xml")}).err,
             Contains("id must stay 77"));
  const auto masked = t.bridge.host({"dead-letters", "show", letter}).out;
  t.write("masked.xml", masked.substr(masked.find("<order>")));
  CHECK_THAT(t.bridge.host({"dead-letters", "edit", letter, "--file", t.file("masked.xml")}).err,
             Contains("masked"));

  t.write("77.xml", replaced(original, method, "<method>invoice"));
  CHECK(t.bridge.host({"dead-letters", "edit", letter, "--file", t.file("77.xml")}).exit_code == 0);
  const auto sent = t.bridge.host({"dead-letters", "retry", letter});
  INFO(sent.out << sent.err);
  CHECK(sent.exit_code == 0);
  CHECK_THAT(sent.out, Contains(letter + ": resolved"));
  CHECK(t.bridge.is_staged(77));
  CHECK(t.shop.store().state(77)->status == 1);

  // The shop's own order does not overwrite what a person made of it; a change there is reported once.
  CHECK_THAT(t.bridge.import().out, !Contains("id 77 "));
  t.shop.store().set_status(77, 0, true);
  t.shop.store().change_lines(77);
  const auto changed = t.bridge.import();
  INFO(changed.out << changed.err);
  CHECK_THAT(changed.out, Contains("changed in the shop after a person edited it"));
  CHECK_THAT(t.bridge.import().out, !Contains("after a person edited it"));
  CHECK_THAT(t.bridge.host({"explain", "77"}).out, Contains("edited by a person"));
}

TEST_CASE("an edit that the shop overtook is superseded") {
  Letters t;
  const auto letter = t.letter_of("77");
  t.bridge.host({"dead-letters", "edit", letter, "--export", t.file("77.xml")});
  t.bridge.host({"dead-letters", "edit", letter, "--file", t.file("77.xml")});
  t.shop.store().change_lines(77);
  t.bridge.import();  // rejected again, with the newer content: the edit no longer fits
  const auto shown = t.bridge.host({"dead-letters", "show", letter});
  CHECK_THAT(shown.out, !Contains("as a person edited it"));
  const auto retried = t.bridge.host({"dead-letters", "retry", letter});
  CHECK_FALSE(t.bridge.is_staged(77));
  CHECK_THAT(retried.out, Contains(letter + ": open"));
}

TEST_CASE("an edit made from an overtaken export is refused") {
  Letters t;
  const auto letter = t.letter_of("77");
  t.bridge.host({"dead-letters", "edit", letter, "--export", t.file("77.xml")});
  t.shop.store().change_lines(77);
  t.bridge.import();
  const auto late = t.bridge.host({"dead-letters", "edit", letter, "--file", t.file("77.xml")});
  CHECK(late.exit_code != 0);
  CHECK_THAT(late.err, Contains("superseded") && Contains("--export"));
}

TEST_CASE("what a person edited goes to the sink in the shop's stead, whoever starts the run") {
  Letters t;
  const auto letter = t.letter_of("77");
  t.bridge.host({"dead-letters", "edit", letter, "--export", t.file("77.xml")});
  const auto original = t.read("77.xml");
  const auto at = original.find("<last-name>");
  t.write("77.xml", replaced(original, original.substr(at, original.find("</last-name>", at) - at),
                             "<last-name>Vonhand"));
  REQUIRE(t.bridge.host({"dead-letters", "edit", letter, "--file", t.file("77.xml")}).exit_code == 0);
  t.bridge.steps.clear();  // mended in the configuration, too, and the next run is faster than the person
  t.bridge.tables.clear();
  t.bridge.import();
  const auto names = [&] {
    return t.bridge.staged("SELECT cNachname FROM \"DbeS.tRechnungadresse\" WHERE kInetBestellung = 77");
  };
  CHECK(names() == std::vector<std::string>{"Vonhand"});
  t.shop.store().set_payment(77, 12);  // the payment follows the shop, the edit stays
  const auto paid = t.bridge.import();
  INFO(paid.out << paid.err);
  CHECK_THAT(paid.out, Contains("1  updated"));
  CHECK(names() == std::vector<std::string>{"Vonhand"});
}

TEST_CASE("given up, and taken up again") {
  Letters t;
  const auto letter = t.letter_of("77");
  const auto dropped = t.bridge.host({"dead-letters", "drop", letter, "--reason", "Testbestellung"});
  CHECK(dropped.exit_code == 0);
  t.bridge.steps.clear();
  t.bridge.tables.clear();
  t.bridge.import();
  CHECK_FALSE(t.bridge.is_staged(77));
  CHECK_THAT(t.bridge.host({"explain", "77"}).out,
             Contains("A person gave it up") && Contains("Testbestellung"));
  CHECK(t.bridge.host({"dead-letters", "retry", letter}).exit_code == 2);
  const auto imported = t.bridge.host({"import", "77"});
  INFO(imported.out << imported.err);
  CHECK(t.bridge.is_staged(77));
}

TEST_CASE("an order that fails again and again gets a letter and is tried further") {
  SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  bridge.redelivery = "maximumRedeliveries=\"2\" redeliveryDelay=\"1ms\" maximumRedeliveryTime=\"1s\"";
  shop.faults().add("500-empty:on=detail,id=110");
  const auto first = bridge.import();
  INFO(first.out << first.err);
  CHECK(shop.counters().detail_requests(110) == 3);  // one, and two redeliveries
  CHECK(bridge.staged().size() == 38);               // the others did not wait
  CHECK_THAT(bridge.host({"dead-letters", "list"}).out, Contains("110") && Contains("3 since"));
  bridge.import();
  CHECK(shop.counters().detail_requests(110) == 4);
  shop.faults().clear();
  bridge.import();
  CHECK(bridge.is_staged(110));
  CHECK_THAT(bridge.host({"dead-letters", "list"}).out, !Contains("110"));
}

TEST_CASE("wrong words get answers") {
  Letters t;
  CHECK_THAT(t.bridge.host({"dead-letters", "show", "4711"}).err, Contains("no dead letter 4711"));
  CHECK_THAT(t.bridge.host({"dead-letters", "show", "x"}).err, Contains("x"));
  CHECK_THAT(t.bridge.host({"dead-letters", "lst"}).err, Contains("there is: list, show, edit, retry, drop"));
  CHECK_THAT(t.bridge.host({"dead-letters", "retry"}).err, Contains("--all"));
  CHECK_THAT(t.bridge.host({"dead-letters", "list", "--pipeline", "imprt"}).err,
             Contains("there is: import"));
  CHECK_THAT(t.bridge.host({"dead-letters", "edit", t.letter_of("77")}).err, Contains("--export"));
}
