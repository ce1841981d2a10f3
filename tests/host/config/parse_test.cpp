// SPDX-License-Identifier: MIT
// What is refused before anything is read: each with its own text, none with a crash.
#include <libxml/parser.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "support.hpp"

using namespace orderbridge::config;
using Catch::Matchers::Contains;

namespace {

std::string refused(const std::string& xml) {
  const auto loaded = load(xml);
  CHECK_FALSE(loaded.parsed);
  CHECK(has_errors(loaded.findings));
  CHECK(loaded.findings.size() == 1);
  return lines(loaded.findings);
}

}  // namespace

TEST_CASE("a file that is not there, is a folder, or is empty") {
  const TempFolder folder;
  std::vector<Finding> findings;
  CHECK_FALSE(parse_file(folder.path() + "/none.xml", findings));
  CHECK_FALSE(parse_file(folder.path(), findings));
  CHECK_FALSE(parse_file(folder.file("empty.xml", ""), findings));
  REQUIRE(findings.size() == 3);
  CHECK_THAT(to_text(findings[0]), Contains("none.xml") && Contains("no such file"));
  CHECK_THAT(to_text(findings[1]), Contains("folder"));
  CHECK_THAT(to_text(findings[2]), Contains("empty"));
}

TEST_CASE("blanks only are not XML") {
  CHECK_THAT(refused(" \n "), Contains("no XML"));
}

TEST_CASE("DOCTYPE is refused where it stands, with or without entities") {
  CHECK_THAT(refused("<?xml version='1.0'?>\n<!DOCTYPE orderbridge>\n<orderbridge/>"),
             Contains("2: ") && Contains("DOCTYPE"));
  CHECK_THAT(refused("<!DOCTYPE a SYSTEM 'http://192.0.2.1/a.dtd'><a/>"), Contains("DOCTYPE"));
  CHECK_THAT(refused("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>"),
             Contains("DOCTYPE"));
  std::string laughs = "<!DOCTYPE a [<!ENTITY l0 'ha'>";
  for (int i = 1; i < 10; ++i) {
    const auto before = "&l" + std::to_string(i - 1) + ";";
    laughs += "<!ENTITY l" + std::to_string(i) + " '";
    for (int k = 0; k < 10; ++k) laughs += before;
    laughs += "'>";
  }
  CHECK_THAT(refused(laughs + "]><a>&l9;</a>"), Contains("DOCTYPE"));
}

TEST_CASE("unknown entities") {
  CHECK_THAT(refused("<a>\n<b x='&auml;'/></a>"), Contains("2: ") && Contains("&auml;"));
}

TEST_CASE("200,000 nested elements") {
  std::string deep;
  for (int i = 0; i < 200000; ++i) deep += "<a>";
  CHECK_THAT(refused(deep), Contains("nested"));
  std::string closed;
  for (int i = 0; i < 100; ++i) closed = "<a>" + closed + "</a>";
  CHECK_THAT(refused(closed), Contains("nested more than 64"));
}

TEST_CASE("more than 100,000 elements") {
  std::string wide = "<a>";
  for (int i = 0; i < 100000; ++i) wide += "<b/>";
  CHECK_THAT(refused(wide + "</a>"), Contains("more than 100000 elements"));
}

TEST_CASE("5 MiB") {
  CHECK_THAT(refused("<a>" + std::string(std::size_t{5} << 20, ' ') + "</a>"), Contains("larger than 4 MiB"));
}

TEST_CASE("bad UTF-8") {
  CHECK_THAT(refused("<a>\n<b x='\xff\xfe'/></a>"), Contains("UTF-8"));
}

TEST_CASE("mismatched, cut and doubled things") {
  CHECK_THAT(refused("<a>\n<b>\n</a>"), Contains("<b>") && Contains("</a>"));
  CHECK_THAT(refused("<a><b"), Contains("error"));
  CHECK_THAT(refused("<a><b>"), Contains("ends inside <b>"));
  CHECK_THAT(refused("<a x='1' x='2'/>"), Contains("'x'") && Contains("twice"));
  CHECK_THAT(refused("<a x=1/>"), Contains("quotes"));
  CHECK_THAT(refused("<a x='R&D'/>"), Contains("&amp;"));
  CHECK_THAT(refused("<a/><b/>"), Contains("root element"));
  CHECK_THAT(refused("<a><x:b/></a>"), Contains("prefix 'x'"));
}

TEST_CASE("the file's encoding may be another one, if it says so") {
  const auto loaded =
      load("<?xml version='1.0' encoding='ISO-8859-1'?>\n<orderbridge xmlns='urn:orderbridge:config:1'>" +
           kConnections +
           "<pipelines><pipeline id='p' title='f\xfcr'><from connection='shop'/>"
           "<to connection='wawi'/></pipeline></pipelines></orderbridge>");
  CHECK(lines(loaded.findings).empty());
  REQUIRE(loaded.settings.pipelines.size() == 1);
  CHECK(loaded.settings.pipelines[0].title == "für");
}

TEST_CASE("UTF-16 is read, lines are those where tags end") {
  std::string utf16 = "\xff\xfe";
  for (const char c : "<orderbridge xmlns='urn:orderbridge:config:1'>\n<oops/></orderbridge>" + std::string())
    utf16 += c, utf16 += '\0';
  CHECK_THAT(lines(load(utf16).findings), Contains("2: error: <orderbridge> has no element <oops>"));
}

TEST_CASE("nothing process-wide is left behind") {
  const auto before = xmlGetExternalEntityLoader();
  load("<a>&x;</a>");
  load(document(kConnections));
  CHECK(xmlGetExternalEntityLoader() == before);
  CHECK(xmlStructuredError == nullptr);
}

TEST_CASE("findings stand in the line where the tag or the attribute begins") {
  const auto loaded = load(
      "<orderbridge xmlns='urn:orderbridge:config:1'><!-- <x>\n -->\n<![CDATA[ ]]><?pi > "
      "?>\n<connections>\n<shopware5\n  id='shop'\n"
      "  url='a > b\n'\n  nix='1'\n  user='u' api-key='${env:K}'\n/></connections></orderbridge>");
  CHECK_THAT(lines(loaded.findings), Contains("7: error: <shopware5 url=") &&
                                         Contains("9: error: <shopware5> has no attribute 'nix'"));
}
