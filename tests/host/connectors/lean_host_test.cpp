// SPDX-License-Identifier: MIT
// The lean host: what it links every connector would silently use. So it needs nothing beyond libstdc++, C
// libraries and libxml2 with what that brings, and exports no symbol of its own or of a library inside it.
#include <catch2/catch.hpp>
#include <regex>
#include <set>
#include <sstream>

#include "support/program.hpp"

using host_test::Program;

namespace {

std::string output(const std::string& program, const host_test::Arguments& arguments) {
  const auto ended = Program(arguments, program).wait();
  REQUIRE(ended.code == 0);
  return ended.out;
}

/// The names of all libraries that the loader would load, without path and version.
std::set<std::string> dependencies() {
  std::set<std::string> names;
  std::istringstream in(output("/usr/bin/ldd", {OB_HOST}));
  for (std::string line; std::getline(in, line);) {
    std::smatch name;
    if (std::regex_search(line, name, std::regex(R"(([A-Za-z0-9_+-]+)(-[0-9.]+)?\.so)")))
      names.insert(name[1]);
  }
  return names;
}

}  // namespace

TEST_CASE("the host needs no library beyond the allowed ones") {
  const std::set<std::string> allowed{
      "linux-vdso", "libxml2",    "libicuuc",  "libicudata",      "libz",
      "liblzma",    "libstdc++",  "libm",      "libgcc_s",        "libc",
      "libdl",      "libpthread", "librt",     "ld-linux-x86-64", "ld-linux-aarch64",
      "libasan",    "libubsan",   "libresolv", "libtsan"};  // the last four where the build has sanitizers
  const auto needed = dependencies();
  CHECK(needed.count("libxml2") == 1);
  CHECK(needed.count("libc") == 1);
  for (const auto& name : needed) {
    INFO(name);
    CHECK(allowed.count(name) == 1);
  }
}

TEST_CASE("the host exports no symbol of its own, nor of a library inside it") {
  const std::regex ours(
      "orderbridge|(^|[^a-z])ob_[a-z]|sqlite3|_ZN?K?[0-9]*[A-Z]*3fmt|spdlog|nlohmann|XXH|5boost|"
      "3CLI|(^| )xml[A-Z]|SHA256");
  std::istringstream in(output("/usr/bin/nm", {"-D", "--defined-only", OB_HOST}));
  std::size_t count = 0;
  for (std::string line; std::getline(in, line); ++count) {
    INFO(line);
    CHECK_FALSE(std::regex_search(line, ours));
  }
  CHECK(count > 0);                                            // weak ones of the standard library
  REQUIRE(std::regex_search("0 W _ZN3fmt2v96detailE", ours));  // the pattern finds what it looks for
  REQUIRE(std::regex_search("0 T sqlite3_open", ours));
  REQUIRE(std::regex_search("0 T xmlNewDoc", ours));
}
