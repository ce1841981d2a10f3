// SPDX-License-Identifier: MIT
// The project keeps its own rules; and each rule finds what breaks it, on a tree that was made for that.
#include <catch2/catch.hpp>

#include "rules.hpp"

using namespace tidy;

namespace {

struct Rule {
  const char* name;
  Findings (*look)(const Tree&);
  Tree good, bad;
  const char* finding;  // the whole text of the only finding in `bad`
};

const std::string kOrder = "order:\n`base ← config ← cli`.\n";
const std::string kLicence = "// SPDX-License-Identifier: MIT\n";

std::string function_of(int lines) {
  std::string text = "namespace x {\n\nint f(int a) {\n";
  for (int i = 2; i < lines; ++i) text += "  a += 1;\n";
  return text + "}\n\n}\n";
}

const std::vector<Rule>& rules() {
  static const std::vector<Rule> all{
      {"folder order",
       folder_order,
       {{"docs/architecture.md", kOrder}, {"host/src/cli/a.cpp", "#include \"base/b.hpp\"\n"}},
       {{"docs/architecture.md", kOrder}, {"host/src/base/b.cpp", "\n#include \"cli/a.hpp\"\n"}},
       "host/src/base/b.cpp:2: 'base' stands below 'cli' and includes cli/a.hpp"},
      {"no way around the order",
       folder_order,
       {{"docs/architecture.md", kOrder}, {"host/src/base/b.cpp", "#include \"base/c.hpp\"\n"}},
       {{"docs/architecture.md", kOrder}, {"host/src/base/b.cpp", "#include \"../cli/a.hpp\"\n"}},
       "host/src/base/b.cpp:1: includes by way of '..': ../cli/a.hpp"},
      {"every folder has its place",
       folder_order,
       {{"docs/architecture.md", kOrder}, {"host/src/base/b.cpp", ""}},
       {{"docs/architecture.md", kOrder}, {"host/src/extra/b.cpp", ""}},
       "host/src/extra/b.cpp:1: folder 'extra' stands in no order in docs/architecture.md"},
      {"system headers of the host",
       system_headers,
       {{"host/src/platform/posix/files.cpp", "#include <unistd.h>\n"}},
       {{"host/src/jobs/serve.cpp", "#include <map>\n#include <sys/stat.h>\n"}},
       "host/src/jobs/serve.cpp:2: <sys/stat.h> outside host/src/platform"},
      {"system headers of a plugin",
       system_headers,
       {{"plugins/erp/src/system.cpp", "#include <unistd.h>\n#include <fcntl.h>\n"}},
       {{"plugins/erp/src/a.cpp", "#include <unistd.h>\n"},
        {"plugins/erp/src/b.cpp", "#include <fcntl.h>\n"}},
       "plugins/erp/src/b.cpp:1: <fcntl.h>: plugins/erp has its system headers in plugins/erp/src/a.cpp"},
      {"SQL",
       sql_in_journal_only,
       {{"host/src/journal/a.cpp", "f(\"SELECT 1\");\n"}, {"host/src/cli/a.cpp", "f(\"SELECTED\");\n"}},
       {{"host/src/cli/a.cpp", "f(\"SELECT 1\");\n"}},
       "host/src/cli/a.cpp:1: SQL outside host/src/journal"},
      {"length of functions",
       function_length,
       {{"host/src/a.cpp", function_of(60)}},
       {{"host/src/a.cpp", function_of(61)}},
       "host/src/a.cpp:3: a function of 61 lines; 60 are the most"},
      {"opening sentences",
       opening_sentences,
       {{"host/src/a.hpp",
         kLicence + "// What the sink reported of each record, as owned values.\n#pragma once\n"}},
       {{"host/src/a.hpp", kLicence + "// Results\n#pragma once\n"}},
       "host/src/a.hpp:2: the header does not say what it is for"},
      {"names in documents",
       names_in_docs,
       {{"docs/a.md", "see `jobs/serve.cpp` and [b](../README.md)\n"},
        {"host/src/jobs/serve.cpp", ""},
        {"README.md", ""}},
       {{"docs/a.md", "see\n`jobs/gone.cpp`\n"}},
       "docs/a.md:2: names jobs/gone.cpp, which does not exist"},
      {"names of classes",
       class_names,
       {{"host/src/a.hpp", "class A {\n"}, {"host/src/b.hpp", "class B {\nclass A;\n"}},
       {{"host/src/a.hpp", "class A {\n"}, {"host/src/b.hpp", "\nstruct A final : B {\n"}},
       "host/src/b.hpp:2: a second 'A'; the first is in host/src/a.hpp:1"},
      {"counted nouns",
       counted_nouns,
       {{"host/src/a.cpp", "tr(\"f (s) {}\", orders(n));\n"}},
       {{"host/src/a.cpp", "tr(\"{} order(s)\", n);\n"}},
       "host/src/a.cpp:1: a noun for one or many; base/counted.hpp says which"},
      {"flags by name",
       positional_flags,
       {{"host/src/a.cpp", "X x{.a = 1, .on = true};\nstd::atomic<bool> b{true};\nf({g(true, 1)});\n"}},
       {{"host/src/a.cpp", "X x{1,\n  true};\n"}},
       "host/src/a.cpp:2: true without the name of its field"},
  };
  return all;
}

std::string joined(const Findings& findings) {
  std::string text;
  for (const auto& finding : findings) text += finding + "\n";
  return text;
}

}  // namespace

TEST_CASE("each rule finds what breaks it, and nothing else") {
  for (const auto& rule : rules()) {
    INFO(rule.name);
    CHECK(joined(rule.look(rule.good)) == "");
    CHECK(joined(rule.look(rule.bad)) == std::string(rule.finding) + "\n");
  }
}

TEST_CASE("comments and literals are no code") {
  CHECK(code_only("a(\"}\\\"{\"); // {\nb('{'); /* }\n */ 1'000 R\"x({)x\"") ==
        "a(\"    \");     \nb(' ');     \n    1'000 R\"x   x\"");
}

// One test case each, so that CTest names the rule.
#define HOLDS(rule, title)                                        \
  TEST_CASE("the project keeps to it: " title) {                  \
    const auto findings = joined(rule(read_tree(OB_SOURCE_DIR))); \
    CHECK(findings == "");                                        \
  }
HOLDS(folder_order, "folders stand on those before them")
HOLDS(system_headers, "system headers stand in platform/")
HOLDS(sql_in_journal_only, "SQL stands in journal/")
HOLDS(function_length, "functions are no longer than 60 lines")
HOLDS(opening_sentences, "headers say what they are for")
HOLDS(names_in_docs, "documents name files that exist")
HOLDS(counted_nouns, "texts count one or many")
HOLDS(class_names, "classes have names of their own")
HOLDS(positional_flags, "flags have names")
