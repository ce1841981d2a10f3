// SPDX-License-Identifier: MIT
// Phase one: what is needed before any connector is known.
#include <catch2/catch.hpp>

#include "support.hpp"

using namespace orderbridge::config;
using Catch::Matchers::Contains;

namespace {

struct PhaseOne {
  HostSettings host;
  std::string findings;
  std::string folder;
};

PhaseOne phase_one(const std::string& xml) {
  const TempFolder folder;
  std::vector<Finding> findings;
  const auto parsed = parse_file(folder.file("test.xml", xml), findings);
  REQUIRE(parsed);
  PhaseOne out;
  out.host = host_settings(*parsed, findings);
  out.findings = lines(findings);
  out.folder = folder.path();
  return out;
}

}  // namespace

TEST_CASE("folders, journal, language and log level") {
  const auto p = phase_one(
      "<orderbridge xmlns='urn:orderbridge:config:1' language='de'><connectors folder='/opt/a'/><connectors "
      "folder='../b'/>"
      "<journal file='var/../j.db'/><log level='debug'/><connections/></orderbridge>");
  CHECK(p.findings.empty());
  CHECK(p.host.language == "de");
  CHECK(p.host.base_dir == p.folder);
  CHECK(p.host.connector_folders.at(0) == "/opt/a");
  CHECK(p.host.connector_folders.at(1) == std::filesystem::path(p.folder).parent_path().string() + "/b");
  CHECK(p.host.journal_file == p.folder + "/j.db");
  CHECK(p.host.log_level == "debug");
}

TEST_CASE("defaults of the host part") {
  const auto p = phase_one(document("<connections/>"));
  CHECK(p.findings.empty());
  CHECK(p.host.language.empty());
  CHECK(p.host.connector_folders.empty());
  CHECK(p.host.journal_file == p.folder + "/var/journal.db");
  CHECK(p.host.log_level == "info");
}

TEST_CASE("wrong root and wrong namespace are one finding each") {
  CHECK_THAT(phase_one("<orderbridg xmlns='urn:orderbridge:config:1'><x/></orderbridg>").findings,
             Contains("root element is <orderbridg>") && !Contains("<x>"));
  CHECK_THAT(phase_one("<orderbridge><x/></orderbridge>").findings,
             Contains("xmlns=\"urn:orderbridge:config:1\"") && !Contains("<x>"));
  CHECK(load("<orderbridge><x/></orderbridge>").findings.size() == 1);
}

TEST_CASE("mistakes of the host part are found in phase one, once") {
  const auto xml = document("\n<connectors/>\n<journal file=''/>\n<log level='inf'/>\n<connections/>");
  const auto first = phase_one(xml).findings;
  CHECK_THAT(first, Contains("2: error: <connectors> lacks the attribute 'folder'"));
  CHECK_THAT(first, Contains("3: error: <journal file=\"\"> is empty"));
  CHECK_THAT(first,
             Contains("4: error: <log level=\"inf\"> is not allowed") && Contains("did you mean 'info'?"));
  CHECK(load(xml).findings.size() == 3);
}

TEST_CASE("elements of another namespace, text, order and repetition at the top") {
  const auto findings = phase_one(
                            "<orderbridge xmlns='urn:orderbridge:config:1' "
                            "xmlns:o='urn:other'>text\n<o:journal/>\n<connections/>\n<journal file='a'/>\n"
                            "<pipelines/>\n<pipelines/></orderbridge>")
                            .findings;
  CHECK_THAT(findings, Contains("1: error: <orderbridge> contains text"));
  CHECK_THAT(findings, Contains("2: error: <journal> is in another namespace"));
  CHECK_THAT(findings, Contains("4: error: <journal> stands in the wrong place") && Contains("before <log>"));
  CHECK_THAT(findings, Contains("6: error: <pipelines> stands more than once"));
}

TEST_CASE("the schema's location may be given for editors") {
  CHECK(
      phase_one("<orderbridge xmlns='urn:orderbridge:config:1' "
                "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance' "
                "xsi:schemaLocation='urn:orderbridge:config:1 orderbridge.xsd'><connections/></orderbridge>")
          .findings.empty());
}
