// SPDX-License-Identifier: MIT
// The commands of the host program, as scripts and people meet them: what they print, what they leave behind,
// and the exit code.
#include <catch2/catch.hpp>

#include "support/world.hpp"

using Catch::Contains;
using host_test::Arguments;
using host_test::Ended;
using host_test::library_folder;
using host_test::run_host;
using host_test::Setup;
using host_test::World;

namespace {

Ended command(World& world, const Arguments& words) {
  return run_host(world.arguments(words));
}
Setup from(const std::string& source, const std::string& options = {}) {
  Setup setup;
  setup.source = source;
  setup.source_options = options;
  return setup;
}
bool left_a_journal(const World& world) {
  for (const auto& entry : std::filesystem::directory_iterator(world.folder().path()))
    if (entry.path().filename().string().starts_with("journal.db")) return true;
  return false;
}

}  // namespace

TEST_CASE("run: 0 and a summary that adds up") {
  World world;
  const auto first = command(world, {"run"});
  CHECK(first.code == 0);
  CHECK(first.err.empty());
  CHECK_THAT(first.out,
             Contains("import") && Contains("OK") && Contains("10  listed") && Contains("10  staged"));
  const auto german = command(world, {"--language", "de", "run", "import"});
  CHECK(german.code == 0);
  CHECK_THAT(german.out, Contains("10  gelistet") && Contains("bekannt und unverändert"));
}

TEST_CASE("run: 1 when orders need attention, each with its reason") {
  World world;
  world.script("fail-final 4\nfail-retry 5\n");
  const auto ended = command(world, {"run"});
  CHECK(ended.code == 1);
  CHECK_THAT(ended.out, Contains("WARNING") && Contains("id 4") && Contains("as the test wants it") &&
                            Contains("2 orders need attention"));
}

TEST_CASE("run: 2 for what is wrong with configuration or usage") {
  World world;
  SECTION("no such pipeline") {
    const auto ended = command(world, {"run", "imprt"});
    CHECK(ended.code == 2);
    CHECK_THAT(ended.err, Contains("'imprt'") && Contains("import"));
  }
  SECTION("a mistake in the XML, with its line, and nothing is done") {
    world.setup.source_options = "pages='5'";
    const auto ended = command(world, {"run"});
    CHECK(ended.code == 2);
    CHECK_THAT(ended.err, Contains("host.xml:6") && Contains("pages") && Contains("page"));
  }
  SECTION("an option that only the connector can judge") {
    world.script("nonsense\n");
    const auto ended = command(world, {"run"});
    CHECK(ended.code == 2);
    CHECK_THAT(ended.out, Contains("nonsense") && Contains("script"));
  }
  CHECK(world.erp().empty());
}

TEST_CASE("run: 2 when a pipeline needs a library that was refused, with the reason") {
  for (const auto& [name, reason] : std::map<std::string, std::string>{
           {"no_symbol", "orderbridge_connectors_v1 is missing"}, {"crash_in_entry", "crashes"}}) {
    World world(from(name));
    const auto ended = command(world, {"run"});
    CHECK(ended.code == 2);
    CHECK_THAT(ended.err, Contains(host_test::library(name)) && Contains(reason));
  }
}

TEST_CASE("run goes on where a refused library is needed by nobody") {
  World world;
  auto arguments =
      world.arguments({"run", "--connectors", library_folder("no_symbol"), "--connectors",
                       library_folder("memory_source"), "--connectors", library_folder("file_sink")});
  const auto ended = run_host(arguments);
  CHECK(ended.code == 0);
  CHECK_THAT(ended.err, Contains("warning") && Contains("no_symbol.so"));
  CHECK(world.erp().size() == 10);
}

TEST_CASE("run: 3 when it failed, with connection and place") {
  World world;
  world.faults("fail not-connected\n");
  const auto ended = command(world, {"run"});
  CHECK(ended.code == 3);
  CHECK_THAT(ended.out, Contains("FAILED") && Contains("'erp'") && Contains("host.xml:7"));
  World no_journal;
  no_journal.folder().write("journal.db", std::string(5000, 'x'));
  const auto damaged = command(no_journal, {"run"});
  CHECK(damaged.code == 3);
  CHECK_THAT(damaged.err, Contains("journal.db") && Contains("damaged"));
}

TEST_CASE("what foreign code says cannot steer the terminal") {
  World world(from("bad_utf8", "where='id-control'"));
  const auto ended = command(world, {"run"});
  CHECK(ended.code == 1);
  CHECK_THAT(ended.out, Contains("bad-record") || Contains("broken record"));
  CHECK_THAT(ended.out, !Contains("\x1B"));
}

TEST_CASE("validate") {
  World world;
  const auto good = command(world, {"validate"});
  CHECK(good.code == 0);
  CHECK_THAT(good.out, Contains("correct") && Contains("2 connections, 1 pipeline,"));
  CHECK_FALSE(left_a_journal(world));
  world.setup.steps = "<filter test=\"order/biling/country = 'DE'\"/><filtr/>";
  const auto bad = command(world, {"validate"});
  CHECK(bad.code == 2);
  CHECK_THAT(bad.err, Contains("biling") && Contains("filtr"));
}

TEST_CASE("check opens every connection and says what is wrong") {
  World good;
  const auto ended = command(good, {"check"});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, Contains("shop (memory-source)") && Contains("erp (file-sink)") && Contains("ok"));
  CHECK_FALSE(left_a_journal(good));
  World wrong_key(from("fails_in_open", "status='bad-auth'"));
  const auto refused = command(wrong_key, {"check"});
  CHECK(refused.code == 3);
  CHECK_THAT(refused.out,
             Contains("FAIL") && Contains("the test wants open() to fail") && Contains("erp (file-sink)"));
  World wrong_option(from("fails_in_open", "status='bad-config'"));
  CHECK(command(wrong_option, {"check"}).code == 2);
}

TEST_CASE("tap shows orders and leaves no trace") {
  World world;
  world.setup.source_options = "orders='30'";
  const auto ended = command(world, {"tap", "import", "--limit", "3"});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out,
             Contains("<id>3</id>") && !Contains("<id>4</id>") && Contains("<last-name>***</last-name>"));
  CHECK_THAT(ended.out, !Contains("Customer 1") && !Contains("example.com"));
  const auto shown = command(world, {"tap", "import", "-n", "1", "--show-personal"});
  CHECK_THAT(shown.out, Contains("<last-name>Customer 1</last-name>"));
  CHECK(command(world, {"tap", "nothing"}).code == 2);
  CHECK_FALSE(left_a_journal(world));
  CHECK(world.erp().empty());
  CHECK(command(world, {"run"}).code == 0);
  CHECK(world.erp().size() == 30);
}

TEST_CASE("tap shows what the steps make of an order") {
  World world;
  world.setup.steps = "<set field='number' value='W-1'/><filter test=\"order/id != '2'\"/>";
  const auto ended = command(world, {"tap", "import", "-n", "2"});
  CHECK_THAT(ended.out, Contains("<number>W-1</number>") && Contains("<!-- refused by the filter in"));
  World failing(from("fails_in_open", "status='bad-auth'"));
  const auto failed = command(failing, {"tap", "import"});
  CHECK(failed.code == 3);
  CHECK_THAT(failed.err, Contains("'shop'"));
}

TEST_CASE("connectors lists what can be used and what was refused") {
  const auto good = run_host({"connectors", "--connectors", library_folder("memory_source")});
  CHECK(good.code == 0);
  CHECK_THAT(good.out, Contains("memory-source") && Contains("reads orders"));
  const auto bad = run_host({"--language", "de", "connectors", "--connectors", library_folder("no_symbol")});
  CHECK(bad.code == 1);
  CHECK_THAT(bad.out, Contains("abgelehnt") && Contains("no_symbol.so"));
}

TEST_CASE("describe shows every option and an element to copy") {
  const Arguments where{"--connectors", library_folder("file_sink"), "describe"};
  auto words = where;
  words.push_back("file-sink");
  const auto ended = run_host(words);
  CHECK(ended.code == 0);
  for (const auto* option : {"file", "reject", "retry", "taken-over", "crash-after", "faults"})
    CHECK_THAT(ended.out, Contains(std::string("  ") + option + "  ("));
  CHECK_THAT(ended.out, Contains("required") && Contains("<file-sink id=\"...\" file=\"orders.tsv\"/>"));
  words.back() = "file-snk";
  const auto unknown = run_host(words);
  CHECK(unknown.code == 2);
  CHECK_THAT(unknown.err, Contains("file-snk") && Contains("file-sink"));
}

TEST_CASE("schema for editors") {
  World world;
  const auto ended = command(world, {"schema"});
  CHECK(ended.code == 0);
  CHECK_THAT(ended.out, Contains("schema") && Contains("memory-source") && Contains("crash-after"));
  const auto file = world.folder().file("host.xsd");
  CHECK(command(world, {"schema", "--output", file}).code == 0);
  CHECK(world.folder().read("host.xsd") == ended.out);
  const auto failed = command(world, {"schema", "--output", "/nowhere/host.xsd"});
  CHECK(failed.code == 3);
  CHECK_THAT(failed.err, Contains("/nowhere/host.xsd"));
}
