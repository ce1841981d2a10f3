// SPDX-License-Identifier: MIT
// The XML files that come with the project are right.
#include <catch2/catch.hpp>

#include "support.hpp"

using namespace orderbridge::config;

namespace {

Loaded load_file(const std::string& name) {
  Loaded out;
  const auto parsed = parse_file(std::string(OB_SOURCE_DIR) + "/config/" + name, out.findings);
  if (!parsed) return out;
  out.host = host_settings(*parsed, out.findings);
  out.settings = settings(*parsed, out.host, fake_connectors(), out.findings);
  return out;
}

}  // namespace

TEST_CASE("demo.xml") {
  const auto demo = load_file("demo.xml");
  CHECK(lines(demo.findings).empty());
  CHECK(demo.host.language.empty());  // the demo speaks the language of its environment
  CHECK(demo.host.journal_file ==
        std::filesystem::path(OB_SOURCE_DIR).lexically_normal().string() + "/var/demo/journal.db");
  REQUIRE(demo.settings.pipeline("import"));
  CHECK(demo.settings.pipeline("import")->title == "Bestellimport");
  CHECK(demo.settings.pipeline("import")->steps.empty());
}

TEST_CASE("reference.xml") {
  const auto reference = load_file("reference.xml");
  CHECK(lines(reference.findings).empty());
  REQUIRE(reference.settings.pipeline("import"));
  CHECK(reference.settings.pipeline("import")->steps.size() == 3);
  CHECK(reference.settings.actions.size() == 2);
}
