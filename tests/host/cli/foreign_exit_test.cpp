// SPDX-License-Identifier: MIT
// A connector that ends the process, in every way that it may (facts: exit0 and _exit0 ended with code 0 and
// no word): the exit code is never 0, and one line names the call. The next run finds the journal whole.
#include <catch2/catch.hpp>
#include <csignal>

#include "support/world.hpp"

using Catch::Contains;
using host_test::Ended;
using host_test::run_host;
using host_test::Setup;
using host_test::World;

namespace {

Setup ending(const std::string& how) {
  Setup setup;
  setup.source = "ends_process";
  setup.source_options = "how='" + how + "'";
  return setup;
}

}  // namespace

TEST_CASE("a foreign exit is an internal error with a line that says so") {
  for (const char* how : {"exit", "exit-in-thread", "quick-exit", "underscore-exit"}) {
#ifdef OB_SANITIZED  // which have an _exit of their own
    if (how == std::string("underscore-exit")) continue;
#endif
    INFO(how);
    World world(ending(how));
    const auto ended = world.run_program();
    INFO(ended.err);
    CHECK(ended.code == 4);
    CHECK_THAT(ended.err, Contains("the process was ended by foreign code, in "));
    if (how != std::string("exit-in-thread")) CHECK_THAT(ended.err, Contains("fetch() of connection 'shop'"));
    const auto status = run_host(world.arguments({"status"}));
    CHECK_THAT(status.out,
               Contains("import: FAILED") && Contains("CRASHED") && Contains("ended before this run did"));
    CHECK(status.code == 1);
    world.setup = {};
    CHECK(world.run_program().code == 0);
  }
}

TEST_CASE("a crash ends as a crash, and says in which call") {
  struct Row {
    const char *how, *place;
    int signal;
  };
  for (const auto& row : {Row{"crash", "fetch() of connection 'shop'", SIGSEGV},
                          Row{"abort", "fetch() of connection 'shop'", SIGABRT},
                          Row{"throw", "a thread of a connector", SIGABRT}}) {
    INFO(row.how);
    World world(ending(row.how));
    const auto ended = world.run_program();
    CHECK(ended.code != 0);
#ifndef OB_SANITIZED  // which say it in their own words
    CHECK(ended.signal == row.signal);
    CHECK_THAT(ended.err, Contains("the program crashed (SIG") && Contains(row.place));
#endif
  }
}

TEST_CASE("our own exits stay what they are") {
  World world;
  const auto ended = world.run_program();
  CHECK(ended.code == 0);
  CHECK(ended.err.empty());
  CHECK(run_host({"--help"}).code == 0);
  CHECK(run_host({"nonsense"}).code == 2);
}
