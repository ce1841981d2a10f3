// SPDX-License-Identifier: MIT
// References become text last, and nothing that they hold ever shows in a finding.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "support.hpp"

using namespace orderbridge::config;
using Catch::Matchers::Contains;

namespace {

struct Resolved {
  Connection connection;
  std::string findings;
  std::string value(const std::string& name) const {
    for (const auto& o : connection.options)
      if (o.name == name) return o.value.value_or("(absent)");
    return "(none)";
  }
};

Resolved resolve(const std::string& attributes, const std::string& content = {},
                 const std::string& secret = "s3cret\n") {
  const TempFolder folder;
  folder.file("key.txt", secret);
  std::vector<Finding> findings;
  const auto parsed = parse_file(folder.file("test.xml", with_shop("\n" + attributes, content)), findings);
  REQUIRE(parsed);
  const auto all = settings(*parsed, host_settings(*parsed, findings), fake_connectors(), findings);
  REQUIRE(lines(findings).empty());
  Resolved out;
  out.connection = resolve_secrets(all.connections.at(0), findings);
  out.findings = lines(findings);
  return out;
}

struct Variable {
  explicit Variable(const char* value) { ::setenv("OB_TEST_VALUE", value, 1); }
  ~Variable() { ::unsetenv("OB_TEST_VALUE"); }
};

const std::string kRest = " user='u' api-key='${file:key.txt}'";

}  // namespace

TEST_CASE("references resolve to text") {
  const Variable set("shop");
  const auto r = resolve(
      "url='https://${env:OB_TEST_VALUE}.example/' user='$${x}${env:OB_TEST_VALUE}' "
      "api-key='${file:key.txt}'");
  CHECK(r.findings.empty());
  CHECK(r.value("url") == "https://shop.example/");
  CHECK(r.value("user") == "${x}shop");
  CHECK(r.value("api-key") == "s3cret");
}

TEST_CASE("what a reference holds is not searched for references") {
  const Variable set("${file:key.txt}");
  CHECK(resolve("url='https://s/' user='${env:OB_TEST_VALUE}' api-key='${file:key.txt}'").value("user") ==
        "${file:key.txt}");
}

TEST_CASE("one trailing newline of a file goes, the rest stays") {
  CHECK(resolve("url='https://s/'" + kRest, "", "a\r\n").value("api-key") == "a");
  CHECK(resolve("url='https://s/'" + kRest, "", "a \n\n").value("api-key") == "a \n");
}

TEST_CASE("types are checked once they are known, and normalised") {
  const Variable set("7");
  const auto r = resolve(
      "url='https://s/' timeout='${env:OB_TEST_VALUE}s' page-size='${env:OB_TEST_VALUE}' "
      "tls-ca-file='${env:OB_TEST_VALUE}.pem'" +
          kRest,
      "<order-states><item>${env:OB_TEST_VALUE}</item><item> 8 </item></order-states>");
  CHECK(r.findings.empty());
  CHECK(r.value("timeout") == "7000");
  CHECK(r.value("page-size") == "7");
  CHECK(r.value("tls-ca-file") == r.connection.base_dir + "/7.pem");
  for (const auto& o : r.connection.options)
    if (o.name == "order-states") CHECK(o.rows == decltype(o.rows){{{"item", "7"}}, {{"item", "8"}}});
}

TEST_CASE("a wrong value behind a reference is named, not shown") {
  const Variable set("hunter2");
  const auto r = resolve("url='${env:OB_TEST_VALUE}' page-size='${env:OB_TEST_VALUE}'" + kRest);
  CHECK_THAT(r.findings,
             Contains("2: error: connection 'shop', url: the value with ${env:OB_TEST_VALUE} is not a URL"));
  CHECK_THAT(r.findings, Contains("page-size: the value with ${env:OB_TEST_VALUE} is not a whole number") &&
                             !Contains("hunter2"));
}

TEST_CASE("missing variables and files") {
  const auto r = resolve("url='${env:OB_TEST_MISSING}' user='${file:none.txt}' api-key='${file:.}'");
  CHECK_THAT(r.findings, Contains("the environment variable OB_TEST_MISSING is not set"));
  CHECK_THAT(r.findings,
             Contains("${file:none.txt} cannot be resolved: there is no such file") && Contains("/none.txt"));
  CHECK_THAT(r.findings, Contains("${file:.} cannot be resolved: it is a folder"));
}

TEST_CASE("an empty secret is an error") {
  const Variable set("");
  CHECK_THAT(resolve("url='https://s/' user='u' api-key='${env:OB_TEST_VALUE}'").findings,
             Contains("api-key: the value with ${env:OB_TEST_VALUE} is empty"));
  CHECK_THAT(resolve("url='https://s/'" + kRest, "", "\n").findings, Contains("${file:key.txt} is empty"));
}

TEST_CASE("a huge secret file is refused") {
  CHECK_THAT(resolve("url='https://s/'" + kRest, "", std::string(100000, 'x')).findings,
             Contains("larger than 64 KiB"));
}
