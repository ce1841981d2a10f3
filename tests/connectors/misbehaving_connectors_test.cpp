// SPDX-License-Identifier: MIT
// Each misbehaving connector misbehaves as its header says: otherwise a test of the host that it survives it
// would prove nothing. Libraries that may take their loader down are loaded by ob_load, in a process of its
// own.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <thread>

#include "support/test_tools.hpp"

extern char** environ;

using namespace test_connectors;

namespace {

struct Ended {
  int code = -1, signal = 0;
  std::string output;
};

/// Runs ob_load on the library; its standard output.
Ended load_apart(const std::string& name) {
  REQUIRE(std::filesystem::exists(library(name)));
  int pipe[2];
  REQUIRE(::pipe(pipe) == 0);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  posix_spawn_file_actions_addclose(&actions, pipe[0]);
  auto program = std::string(OB_LOAD), file = library(name);
  char* arguments[]{program.data(), file.data(), nullptr};
  pid_t child = 0;
  REQUIRE(::posix_spawn(&child, OB_LOAD, &actions, nullptr, arguments, environ) == 0);
  posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  Ended ended;
  std::array<char, 4096> buffer;
  for (ssize_t n; (n = ::read(pipe[0], buffer.data(), buffer.size())) > 0;)
    ended.output.append(buffer.data(), static_cast<std::size_t>(n));
  ::close(pipe[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  if (WIFEXITED(status)) ended.code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) ended.signal = WTERMSIG(status);
  return ended;
}

constexpr int kNotLoaded = 2, kNoSymbol = 3, kNoTable = 4;

fake::Fetched fetch_from(const std::string& name, fake::Options options = {}) {
  fake::Host host(fake::load(library(name)), std::move(options), "/");
  REQUIRE(host.start() == OB_OK);
  return host.fetch();
}

fake::Written write_to(const std::string& name, fake::Options options = {}) {
  const Batch batch({1, 2, 3, 4});
  fake::Host host(fake::load(library(name)), std::move(options), "/");
  REQUIRE(host.start() == OB_OK);
  return host.write(batch.records);
}

}  // namespace

TEST_CASE("libraries that are none, or not ours") {
  CHECK(load_apart("not_a_library").code == kNotLoaded);
  CHECK(load_apart("unresolved_symbol").code == kNotLoaded);
  CHECK(load_apart("no_symbol").code == kNoSymbol);
  CHECK(load_apart("wrong_major").code == kNoSymbol);
  CHECK(load_apart("null_table").code == kNoTable);
  const auto truncated = load_apart("truncated");  // the loader refuses it or dies, as the cut falls
  CHECK(truncated.code != 0);
  CHECK(truncated.output.empty());
}

TEST_CASE("libraries that take their loader down") {
  CHECK(load_apart("crash_in_entry").signal == SIGSEGV);
  CHECK(load_apart("crash_in_load").signal == SIGABRT);
  CHECK(load_apart("hang_in_entry").signal == SIGALRM);
  const auto exits = load_apart("exit_in_entry");
  CHECK(exits.code == 0);
  CHECK(exits.output.empty());
}

TEST_CASE("a library that prints") {
  const auto prints = load_apart("prints_in_entry");
  CHECK(prints.code == 0);
  CHECK(prints.output.find("{\"library\"") == 0);
  CHECK(prints.output.find("prints-in-entry 1.0.0\n") != std::string::npos);
}

TEST_CASE("tables with one flaw") {
  const auto& good = fake::load(library("bad_table_good"));
  CHECK(good.size == sizeof(ob_library));
  CHECK(good.connectors[0]->fetch);
  CHECK(fake::load(library("bad_table_size")).size == 0);
  CHECK(fake::load(library("bad_table_null")).connectors == nullptr);
  CHECK(fake::load(library("bad_table_empty")).connector_count == 0);
  const auto& twice = fake::load(library("bad_table_twice"));
  REQUIRE(twice.connector_count == 2);
  CHECK(orderbridge::view(twice.connectors[0]->id) == orderbridge::view(twice.connectors[1]->id));
  const auto connector = [](const char* name) -> const ob_connector& {
    return *fake::load(library(name)).connectors[0];
  };
  const auto an_option = [&](const char* name) -> const ob_option& { return *connector(name).options[0]; };
  CHECK(connector("bad_table_connector_size").size == 8);
  CHECK(orderbridge::view(connector("bad_table_id").id) == "Bad Id");
  CHECK(orderbridge::view(connector("bad_table_reserved_id").id) == "pipeline");
  CHECK(connector("bad_table_null_options").options == nullptr);
  CHECK(connector("bad_table_null_options").option_count == 1);
  CHECK(orderbridge::view(an_option("bad_table_option_name").name) == "Page_Size");
  CHECK(orderbridge::view(an_option("bad_table_option_reserved").name) == "id");
  CHECK(an_option("bad_table_option_type").type == 77);
  CHECK(orderbridge::view(an_option("bad_table_default").default_value) == "many");
  CHECK(orderbridge::view(an_option("bad_table_choice").default_value) == "c");
  CHECK(orderbridge::view(connector("bad_table_utf8").title.en) == "K\xF6ln");
  CHECK(connector("missing_create").create == nullptr);
  CHECK(connector("missing_function").fetch == nullptr);
  CHECK((connector("missing_function").roles & OB_FETCH_ORDERS) != 0);
  CHECK(connector("missing_capability_function").lookup == nullptr);
  CHECK(orderbridge::view(connector("id_clash").id) == orderbridge::view(connector("memory_source").id));
}

TEST_CASE("a constructor that throws") {
  const auto start = [](const char* what) {
    fake::Host host(fake::load(library("throws_in_create")), {{"what", what}}, "/");
    return host.start();
  };
  CHECK(start("exception") == OB_INTERNAL);
  CHECK(start("number") == OB_INTERNAL);
  CHECK(start("out-of-memory") == OB_INTERNAL);
  CHECK(start("bad-config") == OB_BAD_CONFIG);
}

TEST_CASE("open() that fails") {
  const auto& tables = fake::load(library("fails_in_open"));
  fake::Host denied(tables, {}, "/");
  CHECK(denied.start() == OB_BAD_AUTH);
  fake::Host down(tables, {{"status", "not-connected"}, {"retry-after", "5s"}}, "/");
  CHECK(down.start() == OB_NOT_CONNECTED);
}

TEST_CASE("a fetch that hangs returns when it is interrupted or cancelled") {
  fake::Host host(fake::load(library("hang_in_fetch")), {{"orders", "3"}}, "/");
  REQUIRE(host.start() == OB_OK);
  std::size_t emitted = 0;
  host.emit = [&](auto&) {
    if (++emitted == 3) std::thread([&] { host.interrupt(); }).join();
    return OB_OK;
  };
  CHECK(host.fetch().status == OB_CANCELLED);
  CHECK(emitted == 3);
}

TEST_CASE("sources that break the protocol") {
  const auto lies = fetch_from("lies_about_counts");
  CHECK(lies.status == OB_OK);
  CHECK(lies.wanted.size() == 5);
  CHECK(lies.orders.size() == 3);
  CHECK(fetch_from("emits_without_want").wanted.empty());
  CHECK(fetch_from("emits_without_want").orders.size() == 3);
  CHECK(fetch_from("emits_without_want", {{"asks", "true"}}).wanted.size() == 3);
  const auto twice = fetch_from("emits_same_id_twice", {{"second", "other"}});
  REQUIRE(twice.orders.size() == 2);
  CHECK(twice.orders[0].id == twice.orders[1].id);
  CHECK(twice.orders[0].number != twice.orders[1].number);
}

TEST_CASE("a source that does not stop") {
  fake::Host host(fake::load(library("emits_after_stop")), {}, "/");
  REQUIRE(host.start() == OB_OK);
  host.emit = [](const std::string& id) -> ob_status { return id == "5" ? OB_CANCELLED : OB_OK; };
  host.want = [](const std::string& id, auto) -> std::int32_t { return id.size() > 1 ? OB_STOP : OB_WANT; };
  const auto all = host.fetch();
  CHECK(all.status == OB_OK);
  CHECK(all.orders.size() > 1000);
}

TEST_CASE("bytes that are no text, and too many of them") {
  CHECK(fetch_from("bad_utf8", {{"where", "city"}}).orders[0].city.substr(0, 2) == "K\xF6");
  CHECK(fetch_from("bad_utf8", {{"where", "id-control"}}).orders[0].id.find('\n') != std::string::npos);
  CHECK(fetch_from("bad_utf8", {{"where", "note"}}).notes.size() == 1);
  CHECK(fetch_from("bad_utf8", {{"where", "failure"}}).status == OB_RETRY);
  CHECK(fetch_from("huge_strings").orders[0].comment.size() == 10000000);
  CHECK(fetch_from("huge_strings", {{"where", "lines"}, {"size", "5000"}}).orders[0].skus.size() == 5001);
  CHECK(fetch_from("huge_strings", {{"where", "cursor"}, {"size", "5000"}}).checkpoints[0].first.size() ==
        5000);
}

TEST_CASE("orders against the rules") {
  CHECK(fetch_from("malformed_orders", {{"what", "no-id"}}).orders[0].id.empty());
  CHECK(fetch_from("malformed_orders", {{"what", "size-zero"}}).orders[0].number.empty());
  CHECK(fetch_from("malformed_orders", {{"what", "other-id-than-row"}}).orders[0].id == "4711");
  CHECK(fetch_from("malformed_orders", {{"what", "null-line"}}).orders[0].skus.empty());
  CHECK(fetch_from("malformed_orders").orders[1].city == "Berlin");
}

TEST_CASE("sinks that do not say what became of an order") {
  const auto half = write_to("reports_then_fails", {{"status", "not-connected"}});
  CHECK(half.status == OB_NOT_CONNECTED);
  CHECK(half.reports.size() == 2);
  const auto nothing = write_to("reports_nothing");
  CHECK(nothing.status == OB_OK);
  CHECK(nothing.reports.empty());
  fake::Host host(fake::load(library("reports_then_fails")), {{"lookup", "staged"}}, "/");
  REQUIRE(host.start() == OB_OK);
  CHECK(host.lookup({"1"})[0].state == OB_FOUND_STAGED);
}

TEST_CASE("sinks that say too much") {
  const auto twice = write_to("reports_twice");
  REQUIRE(twice.reports.size() == 5);
  CHECK(twice.reports[1].index == 0);
  CHECK(twice.reports[1].outcome == OB_WRITE_REJECTED);
  const auto beyond = write_to("reports_out_of_range");
  REQUIRE(beyond.reports.size() == 6);
  CHECK(beyond.reports[4].index == 4);
  CHECK(beyond.reports[5].index == SIZE_MAX);
  CHECK(write_to("reports_out_of_range", {{"what", "outcome"}}).reports[0].outcome == 99);
}

TEST_CASE("a write that hangs returns when it is cancelled") {
  fake::Host host(fake::load(library("hang_in_write")), {}, "/");
  REQUIRE(host.start() == OB_OK);
  host.cancel();
  const auto written = host.write(Batch({1, 2}).records);
  CHECK(written.status == OB_CANCELLED);
  CHECK(written.reports.size() == 1);
}
