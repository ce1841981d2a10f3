// SPDX-License-Identifier: MIT
// Probing and registry over every library of tests/connectors: good ones are known, each bad one is
// quarantined with a reason of its own that names the file, and the rest goes on.
#include "connectors/registry.hpp"

#include <catch2/catch.hpp>
#include <map>

#include "connectors/description_cache.hpp"
#include "connectors/library.hpp"
#include "connectors/probe.hpp"
#include "orderbridge/text.hpp"
#include "support/folder.hpp"

using namespace orderbridge;
using Catch::Contains;
using connectors::Registry;
using host_test::Folder;
using host_test::library;
namespace fs = std::filesystem;

namespace {

struct Expected {
  std::string name, reason;  // empty: a good one
};

const std::vector<Expected> kLibraries{
    {"memory_source", ""},
    {"file_sink", ""},
    {"status_source", ""},
    {"status_sink", ""},
    {"null_source", ""},
    {"null_sink", ""},
    {"bad_table_good", ""},
    {"old_connector", ""},
    {"newer_connector", ""},
    {"prints_in_entry", ""},
    {"id_clash", ""},
    {"throws_in_create", ""},
    {"fails_in_open", ""},
    {"hang_in_fetch", ""},
    {"lies_about_counts", ""},
    {"emits_after_stop", ""},
    {"emits_without_want", ""},
    {"emits_same_id_twice", ""},
    {"bad_utf8", ""},
    {"huge_strings", ""},
    {"malformed_orders", ""},
    {"ends_process", ""},
    {"reports_then_fails", ""},
    {"reports_twice", ""},
    {"reports_nothing", ""},
    {"reports_out_of_range", ""},
    {"hang_in_write", ""},
    {"bare_source", ""},
    {"breaks_promises", ""},
    {"bare_sink", ""},
    {"odd_answers", ""},
    {"bookshop", ""},
    {"wrong_cells", ""},
    {"endless_rows", ""},
    {"calls_too_late", ""},
    {"wrong_sections", ""},
    {"wrong_outcomes", ""},
    {"bad_views_good", ""},
    {"no_symbol", "orderbridge_connectors_v1 is missing"},
    {"wrong_major", "another major version"},
    {"unresolved_symbol", "a_function_that_nobody_has"},
    {"not_a_library", "cannot be loaded"},
    {"crash_in_load", "crashes while it is being loaded"},
    {"crash_in_entry", "crashes while it is being loaded"},
    {"hang_in_entry", "hangs while it is being loaded"},
    {"exit_in_entry", "ends the process while it is being loaded (exit code 0)"},
    {"null_table", "no valid library table"},
    {"bad_table_size", "no valid library table"},
    {"bad_table_null", "contains no connectors"},
    {"bad_table_empty", "contains no connectors"},
    {"bad_table_twice", "'bad-table' is there twice"},
    {"bad_table_connector_size", "connector table is missing or too small"},
    {"bad_table_id", "'Bad Id' is not of the form"},
    {"bad_table_reserved_id", "'pipeline' is reserved"},
    {"bad_table_null_options", "option list is broken"},
    {"bad_table_option_name", "option 'Page_Size': bad option name"},
    {"bad_table_option_reserved", "option 'id': bad option name"},
    {"bad_table_option_type", "unknown type 77"},
    {"bad_table_default", "option 'pages': the default is not a whole number"},
    {"bad_table_choice", "option 'mode': the default is not one of the choices"},
    {"bad_table_utf8", "not UTF-8"},
    {"missing_create", "create() is missing"},
    {"missing_function", "fetch() is missing"},
    {"missing_capability_function", "lookup() is missing"},
    {"bad_views_size", "table of views and actions is broken"},
    {"bad_views_null", "table of views and actions is broken"},
    {"bad_views_no_query", "without query() or run()"},
    {"bad_views_no_run", "without query() or run()"},
    {"bad_views_twice", "view 'books': is there twice"},
    {"bad_views_action_twice", "action 'print': is there twice"},
    {"bad_views_id", "view 'Bad Id': the id is not of the form"},
    {"bad_views_utf8", "view 'books': text is not UTF-8"},
    {"bad_views_no_columns", "view 'books': has no columns"},
    {"bad_views_column_type", "column 'title': type 11 is none for a cell"},
    {"bad_views_column_id", "column 'number': is there twice"},
    {"bad_views_two_keys", "more than one key column"},
    {"bad_views_target", "action 'print': its view 'shelves' is not there"},
    {"bad_views_no_target", "takes several rows, of no view"},
    {"bad_views_parameter", "parameter 'copies' is a table"},
    {"bad_views_default", "option 'copies': the default is not a whole number"},
    {"crash_in_extension", "crashes while it is being loaded"},
};

constexpr std::chrono::seconds kLong(60);

connectors::ProbeResult probe(const std::string& name) {
  const bool hangs = name == "hang_in_entry";
  return connectors::probe(OB_HOST, library(name), hangs ? std::chrono::milliseconds(300) : kLong);
}

/// A folder with copies of these libraries.
void place(const Folder& folder, const std::vector<std::string>& names) {
  for (const auto& name : names) fs::copy_file(library(name), folder.file(name + ".so"));
}

Registry::Settings settings(const std::vector<std::string>& folders) {
  Registry::Settings s;
  s.folders = folders;
  s.probe_program = OB_HOST;
  s.probe_limit = kLong;
  return s;
}

}  // namespace

TEST_CASE("every test library is in the table") {
  std::map<std::string, bool> listed;
  for (const auto& expected : kLibraries) listed[expected.name] = true;
  listed["truncated"] = true;  // has a test of its own
  for (const auto& entry : fs::directory_iterator(OB_BUILD_DIR "/test-connectors"))
    if (entry.is_directory()) {
      INFO(entry.path());
      CHECK(listed[entry.path().filename().string()]);
    }
}

TEST_CASE("each library is good, or bad for its own reason") {
  for (const auto& [name, reason] : kLibraries) {
    const auto result = probe(name);
    INFO(name << ": " << result.reason);
    CHECK(result.good == reason.empty());
    if (reason.empty()) {
      CHECK(result.info.file == library(name));
      CHECK(result.info.connectors.size() >= 1);
      continue;
    }
    CHECK_THAT(result.reason, Contains(reason));
    CHECK_THAT(result.reason, Contains(library(name)));
  }
}

TEST_CASE("a truncated library is refused, or takes the probe down and nobody else") {
  const auto result = probe("truncated");
  CHECK_FALSE(result.good);
  CHECK_THAT(result.reason, Contains(library("truncated")));
  CHECK_THAT(result.reason, Contains("cannot be loaded") || Contains("crashes") ||
                                Contains("ends the process"));  // a sanitizer makes an exit of a crash
}

TEST_CASE("what a library says of itself arrives") {
  const auto result = probe("file_sink");
  REQUIRE(result.info.connectors.size() == 1);
  const auto& sink = result.info.connectors[0];
  CHECK(sink.id == "file-sink");
  CHECK(sink.roles == OB_WRITE_ORDERS);
  CHECK((sink.capabilities & OB_CAN_LOOKUP) != 0);
  CHECK_THAT(sink.doc.de, Contains("für Tests"));
  REQUIRE(sink.options.size() == 6);
  CHECK(sink.options[0].name == "file");
  CHECK(sink.options[0].required());
  CHECK(sink.options[1].columns.size() == 1);
  CHECK(sink.options[4].default_value == "0");
  CHECK(sink.options[4].max == 1000000000);
}

TEST_CASE("a file that is not there, a probe that cannot start") {
  CHECK_THAT(connectors::probe(OB_HOST, "/nowhere/x.so", kLong).reason, Contains("/nowhere/x.so"));
  const auto result = connectors::probe("/nowhere/orderbridge", library("memory_source"), kLong);
  CHECK_FALSE(result.good);
  CHECK_THAT(result.reason, Contains("cannot start") && Contains("No such file"));
}

TEST_CASE("links that lead nowhere are refused by name, and the others are used") {
  const Folder folder;
  place(folder, {"memory_source"});
  fs::create_symlink("loop.so", folder.file("loop.so"));
  fs::create_symlink("/nowhere/shopware5.so", folder.file("shopware5.so"));
  fs::create_directory(folder.file("folder.so"));
  fs::create_symlink(library("file_sink"), folder.file("linked.so"));
  Registry registry(settings({folder.path()}));
  registry.scan();
  CHECK(registry.find("memory-source"));
  CHECK(registry.find("file-sink"));  // a link to a library is one
  std::map<std::string, std::string> refused;
  for (const auto& bad : registry.quarantined()) refused[fs::path(bad.file).filename()] = bad.reason;
  CHECK(refused.size() == 3);
  CHECK_THAT(refused["loop.so"], Contains(folder.file("loop.so")) && Contains("leads to no file"));
  CHECK_THAT(refused["shopware5.so"], Contains("a link to /nowhere/shopware5.so, which there is not"));
  CHECK_THAT(refused["folder.so"], Contains("is no file"));
}

TEST_CASE("bad libraries lie beside good ones, and the good ones are found") {
  const Folder folder;
  place(folder, {"memory_source", "file_sink", "crash_in_entry", "no_symbol", "truncated"});
  folder.write("notes.txt", "no library");
  Registry registry(settings({folder.path(), "/nowhere/connectors"}));
  registry.scan();
  CHECK(registry.find("memory-source"));
  CHECK(registry.find("file-sink"));
  CHECK(registry.libraries().size() == 2);
  REQUIRE(registry.quarantined().size() == 4);
  CHECK_THAT(registry.quarantined().back().reason,
             Contains("/nowhere/connectors") && Contains("cannot be read"));
  CHECK(registry.connector("memory-source")->fetch != nullptr);
  CHECK(registry.connector("memory-source") == registry.connector("memory-source"));
  CHECK_THROWS_AS(registry.connector("nobody"), connectors::LoadError);
}

TEST_CASE("two libraries with one id: the first stays") {
  const Folder folder;
  place(folder, {"memory_source"});
  fs::copy_file(library("id_clash"), folder.file("z_clash.so"));
  Registry registry(settings({folder.path()}));
  registry.scan();
  REQUIRE(registry.libraries().size() == 1);
  CHECK(registry.libraries()[0].file == folder.file("memory_source.so"));
  REQUIRE(registry.quarantined().size() == 1);
  CHECK_THAT(registry.quarantined()[0].reason,
             Contains("z_clash.so") && Contains("'memory-source'") && Contains("memory_source.so"));
}

TEST_CASE("a known file is not probed again, a changed one is") {
  const Folder folder, state;
  place(folder, {"memory_source"});
  auto with_cache = settings({folder.path()});
  with_cache.cache_file = state.file("connectors.cache");
  Registry first(with_cache);
  first.scan();
  REQUIRE(first.find("memory-source"));

  with_cache.probe_program = "/nowhere/orderbridge";  // who probes now fails
  Registry second(with_cache);
  second.scan();
  CHECK(second.quarantined().empty());
  REQUIRE(second.find("memory-source"));
  CHECK(second.find("memory-source")->options.size() == first.find("memory-source")->options.size());

  fs::remove(folder.file("memory_source.so"));
  fs::copy_file(library("id_clash"), folder.file("memory_source.so"));
  Registry third(with_cache);
  third.scan();
  CHECK(third.libraries().empty());
  REQUIRE(third.quarantined().size() == 1);
}

TEST_CASE("a damaged cache costs a probe and nothing else") {
  const Folder folder, state;
  place(folder, {"memory_source"});
  auto with_cache = settings({folder.path()});
  with_cache.cache_file = state.file("connectors.cache");
  Registry(with_cache).scan();
  const auto digest = connectors::sha256_of_file(library("memory_source"));
  CHECK(digest.size() == 64);
  for (const std::string& content :
       {std::string("nonsense"),
        "orderbridge descriptions 1\n" + digest + " " + folder.file("memory_source.so") + "\n{\"half\":\n"}) {
    state.write("connectors.cache", content);
    Registry registry(with_cache);
    registry.scan();
    CHECK(registry.find("memory-source"));
    CHECK(registry.quarantined().empty());
  }
}

TEST_CASE("a library that everybody may write is not touched") {
  const Folder folder;
  place(folder, {"memory_source", "crash_in_load"});
  for (const auto* name : {"memory_source.so", "crash_in_load.so"})
    fs::permissions(folder.file(name), fs::perms(0666));
  Registry registry(settings({folder.path()}));
  registry.scan();
  CHECK(registry.libraries().empty());
  REQUIRE(registry.quarantined().size() == 2);
  for (const auto& bad : registry.quarantined()) CHECK_THAT(bad.reason, Contains("chmod o-w"));
}
