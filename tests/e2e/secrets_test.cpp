// SPDX-License-Identifier: MIT
// Personal data and secrets of the recorded orders are searched for in everything that the host says and
// keeps in clear: output, log at debug, and all text columns of the journal but the two that hold records of
// dead letters.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "bridge.hpp"
#include "orderbridge/sandbox/sandbox_shop.hpp"

using orderbridge::sandbox::SandboxShop;
namespace fs = std::filesystem;

namespace {

std::string unescaped(std::string text) {
  for (std::size_t at = 0; (at = text.find("\\/", at)) != text.npos; ++at) text.erase(at, 1);
  return text;
}

/// Values of these keys in the recorded details, as far as they are long enough to be told from other words.
std::set<std::string> secrets_of_the_shop() {
  static const std::regex kField(
      "\"(email|street|phone|lastName|iban|bic|hashPassword|sessionId|vatId|birthday)\":\"([^\"]*)\"");
  std::set<std::string> found;
  for (const auto& entry : fs::directory_iterator(fs::path(OB_SOURCE_DIR) / "sandbox/data/details")) {
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    const auto json = text.str();
    for (std::sregex_iterator at(json.begin(), json.end(), kField), end; at != end; ++at) {
      const auto value = unescaped((*at)[2]);
      if (value.size() >= 6 && value.find('\\') == value.npos) found.insert(value);
    }
  }
  found.erase("Versand");  // a customer of that name, and what shipping is called
  found.insert(orderbridge::sandbox::kDemoKey);
  return found;
}

/// All text of the journal that is not a record.
std::string journal_text(const e2e::Bridge& bridge) {
  std::string text;
  for (const auto& table : bridge.journal_rows("SELECT name FROM sqlite_master WHERE type = 'table'"))
    for (const auto& column : bridge.journal_rows("SELECT name FROM pragma_table_info('" + table + "')")) {
      if (table == "dead_letter" && (column == "record" || column == "edited")) continue;
      for (const auto& value : bridge.journal_rows("SELECT \"" + column + "\" FROM \"" + table + "\""))
        text += value + "\n";
    }
  return text;
}

void check_clean(const std::string& text, const std::set<std::string>& secrets, const std::string& where) {
  CHECK(text.size() > 100);
  for (const auto& secret : secrets) {
    INFO(where << ": " << secret);
    CHECK(text.find(secret) == std::string::npos);
  }
}

}  // namespace

TEST_CASE("no personal data and no secret in output, log and journal") {
  SandboxShop shop;
  shop.start();
  e2e::Bridge bridge(shop.url());
  bridge.on_written = "<onWritten status=\"in_process\"/>";
  bridge.steps = "<lookup field=\"payment/method\" table=\"methods\"/>";
  bridge.tables = "<tables><table id=\"methods\"><row from=\"invoice\" to=\"rechnung\"/></table></tables>";
  bridge.redelivery = "maximumRedeliveries=\"1\" redeliveryDelay=\"1ms\" maximumRedeliveryTime=\"1s\"";
  for (const auto* fault : {"truncated-json:on=detail,id=57", "500-empty:on=detail,id=60,count=1",
                            "not-json:on=detail,id=102", "reset:on=put,count=2"})
    shop.faults().add(fault);

  std::string said;
  const auto host = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"--log-level", "debug"});
    const auto ended = bridge.host(words);
    said += ended.out + ended.err;
  };
  host({"check"});
  host({"plan", "import", "--limit", "100"});
  host({"run"});
  shop.faults().clear();
  shop.store().change_lines(77);
  shop.store().set_status(95, 4);
  host({"run"});
  host({"tap", "import", "--limit", "60"});
  host({"dead-letters", "list"});
  for (int letter = 1; letter < 40; ++letter) host({"dead-letters", "show", std::to_string(letter)});
  host({"dead-letters", "retry", "--all"});
  for (const auto* order : {"57", "60", "77", "95", "102", "110", "210"}) host({"explain", order});
  for (const auto* command : {"status", "runs"}) host({command});
  host({"verify", "import"});
  bridge.key = "wrong-key-wrong-key-wrong-key-wrong-key0";
  host({"run"});

  auto secrets = secrets_of_the_shop();
  secrets.insert(bridge.key);
  REQUIRE(secrets.size() > 50);
  check_clean(said, secrets, "said");
  check_clean(journal_text(bridge), secrets, "journal");
  // The search itself works: the records hold what must not stand elsewhere.
  std::string records;
  for (const auto& record : bridge.journal_rows("SELECT record FROM dead_letter")) records += record;
  CHECK(records.find("@") != std::string::npos);
}
