// SPDX-License-Identifier: MIT
// What "cmake --install" makes: a host that finds its connectors, and a configuration that is right where it
// lies.
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <regex>

#include "bridge.hpp"
#include "process.hpp"

namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
  std::ifstream in(file);
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("an installation has its connectors and a configuration that validates where it lies") {
  const e2e::Bridge bridge("http://127.0.0.1:1");  // for its folder
  const auto prefix = bridge.folder() / "prefix";
  const auto install = [&] {
    return e2e::run({OB_CMAKE, "--install", OB_BUILD_DIR, "--prefix", prefix.string()});
  };
  const auto installed = install();
  INFO(installed.out << installed.err);
  REQUIRE(installed.exit_code == 0);
  const auto host = (prefix / "bin/orderbridge").string(),
             config = (prefix / "etc/orderbridge/orderbridge.xml").string();

  const auto connectors = e2e::run({host, "connectors"});
  for (const char* name : {"shopware5", "jtlwawi", "jtlconnector"})
    CHECK_THAT(connectors.out, Catch::Matchers::Contains(name));

  std::ofstream(prefix / "etc/orderbridge/shop-api-key") << "key";
  const auto validated = e2e::run({host, "--config", config, "validate"});
  INFO(validated.out << validated.err);
  CHECK(validated.exit_code == 0);
  CHECK(fs::exists(prefix / "etc/orderbridge/reference.xml"));
  CHECK((fs::status(prefix / "var/lib/orderbridge").permissions() & fs::perms::mask) == fs::perms::owner_all);

  // An admin's file is the admin's.
  std::ofstream(config, std::ios::app) << "<!-- mine -->\n";
  REQUIRE(install().exit_code == 0);
  CHECK_THAT(text_of(config), Catch::Matchers::EndsWith("<!-- mine -->\n"));
}

TEST_CASE("the program's version is that of the changelog's newest release") {
  const auto changelog = text_of(fs::path(OB_SOURCE_DIR) / "CHANGELOG.md");
  std::smatch release;
  REQUIRE(std::regex_search(changelog, release, std::regex("\n## ([0-9]+\\.[0-9]+\\.[0-9]+)\n")));
  CHECK(e2e::run({OB_HOST, "--version"}).out == "orderbridge " + release[1].str() + "\n");
}
