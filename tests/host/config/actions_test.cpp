// SPDX-License-Identifier: MIT
// Actions and their parameters: held against what the connector says of them, as options are.
#include <catch2/catch.hpp>

#include "base/language.hpp"
#include "config/parameters.hpp"
#include "support.hpp"

using namespace orderbridge::config;
using Catch::Matchers::Contains;

namespace {

std::string actions(const std::string& attributes, const std::string& content = {}) {
  return document(kConnections + "<actions>\n<action id='a' connection='wawi' " + attributes + ">\n" +
                  content + "</action></actions>");
}
std::string one(const std::string& xml) {
  const auto loaded = load(xml);
  INFO(lines(loaded.findings));
  CHECK(loaded.findings.size() == 1);
  return lines(loaded.findings);
}
const std::string kStock = "run='import-stock'";
const std::string kFile = "<parameter name='file' value='in/s.csv'/>\n";

const OptionValue& parameter(const Action& action, const std::string& name) {
  for (const auto& p : action.parameters)
    if (p.name == name) return p;
  throw std::runtime_error(name);
}

using Rows = decltype(OptionValue::rows);

}  // namespace

TEST_CASE("parameters arrive complete, checked and normalised") {
  const auto loaded = load(actions(kStock, kFile + "<parameter name='day' value=' 2026-11-01 '/>"));
  REQUIRE(lines(loaded.findings).empty());
  const auto& action = loaded.settings.actions.at(0);
  CHECK(action.parameters.size() == 5);
  CHECK(parameter(action, "file").value == loaded.host.base_dir + "/in/s.csv");
  CHECK(parameter(action, "day").value == "2026-11-01");
  CHECK(parameter(action, "patience").value == "30000");
  CHECK(parameter(action, "stores").rows == Rows{{{"item", "main"}}, {{"item", "spare"}}});
  CHECK_FALSE(parameter(action, "password").value);
}

TEST_CASE("a list: several of one name, items, or both") {
  const auto rows = [](const std::string& content) {
    const auto loaded = load(actions(kStock, kFile + content));
    INFO(lines(loaded.findings));
    CHECK(loaded.findings.empty());
    return parameter(loaded.settings.actions.at(0), "stores").rows;
  };
  CHECK(rows("<parameter name='stores' value='far'/>") == Rows{{{"item", "far"}}});
  CHECK(rows("<parameter name='stores' value='far'/><parameter name='stores' value='main'/>") ==
        Rows{{{"item", "far"}}, {{"item", "main"}}});
  CHECK(rows("<parameter name='stores'><item>far</item><item>main</item></parameter>") ==
        Rows{{{"item", "far"}}, {{"item", "main"}}});
}

TEST_CASE("what is wrong has its line and what to do") {
  CHECK_THAT(one(actions("run='take-ovr'")),
             Contains("2: error: 'wawi' (jtlwawi) has no action 'take-ovr'; did you mean 'take-over'?"));
  CHECK_THAT(one(actions("run='take-over'", "<parameter name='limti' value='5'/>")),
             Contains("3: error: action 'take-over' has no parameter 'limti'; did you mean 'limit'?"));
  CHECK_THAT(one(actions("run='take-over'", "<parameter name='limit' value='many'/>")),
             Contains("3: error: <parameter name=\"limit\" value=\"many\"> is not a whole number; a whole "
                      "number from 1 to 1000"));
  CHECK_THAT(one(actions("run='take-over'", "<parameter name='limit' value='5000'/>")),
             Contains("is out of range"));
  CHECK_THAT(one(actions(kStock)),
             Contains("2: error: action 'import-stock' needs the parameter 'file'; About file"));
  CHECK_THAT(one(actions(kStock, kFile + "<parameter name='stores'><item>main</item>\n<item>mian</item>"
                                         "</parameter>")),
             Contains("5: error:") && Contains("did you mean 'main'?"));
  CHECK_THAT(one(actions(kStock, kFile + "<parameter name='day' value='1.11.2026'/>")),
             Contains("4: error:"));
  CHECK_THAT(one(actions("run='take-over'", "<parameter name='limit' value='1'><item>2</item></parameter>")),
             Contains("has a value and items"));
  CHECK_THAT(one(actions("run='take-over'", "<parameter name='limit'/>")), Contains("has no value"));
  CHECK_THAT(one(document(kConnections + "<actions><action id='a' connection='shop' run='x'/></actions>")),
             Contains("'shop' (shopware5) has no action 'x'; it has none at all"));
}

TEST_CASE("findings about actions in German") {
  orderbridge::set_language(orderbridge::Language::kGerman);
  const auto unknown = lines(load(actions("run='take-ovr'")).findings);
  const auto missing = lines(load(actions(kStock)).findings);
  orderbridge::set_language(orderbridge::Language::kEnglish);
  CHECK_THAT(unknown, Contains("hat keine Aktion 'take-ovr'; meinten Sie 'take-over'?"));
  CHECK_THAT(missing, Contains("braucht den Parameter 'file'; Über file"));
}

TEST_CASE("a secret parameter in clear text is a warning that does not show it") {
  const auto text = one(actions(kStock, kFile + "<parameter name='password' value='hunter2'/>"));
  CHECK_THAT(text, Contains("4: warning: parameter 'password' holds a secret") && !Contains("hunter2"));
}

TEST_CASE("references in parameters are resolved right before the run") {
  const auto with = [](const std::string& name, const std::string& value) {
    return actions(kStock, kFile + "<parameter name='" + name + "' value='" + value + "'/>");
  };
  CHECK_THAT(one(with("password", "${evn:X}")), Contains("reference"));
  const auto loaded = load(with("day", "${env:OB_TEST_DAY}"));
  REQUIRE(lines(loaded.findings).empty());
  std::vector<Finding> findings;
  const auto resolve = [&](const char* day) {
    findings.clear();
    ::setenv("OB_TEST_DAY", day, 1);
    return resolve_secrets(loaded.settings.actions[0], findings);
  };
  CHECK(parameter(resolve("2026-12-24"), "day").value == "2026-12-24");
  CHECK(findings.empty());
  resolve("hunter2");
  CHECK_THAT(lines(findings),
             Contains("action 'a', day: the value with ${env:OB_TEST_DAY}") && !Contains("hunter2"));
}

TEST_CASE("on the command line values are taken as they are") {
  const auto wawi = fake_connectors()[1];
  std::vector<ParameterProblem> problems;
  const auto values = read_parameters(*wawi.action("import-stock"),
                                      {{"file", "s.csv"}, {"password", "${env:X}"}, {"stores", "far"}},
                                      "/home", Notation::kCommandLine, problems);
  CHECK(problems.empty());
  CHECK(values.at(0).value == "/home/s.csv");
  CHECK(values.at(4).value == "${env:X}");
  CHECK_FALSE(values.at(4).pending);
  read_parameters(*wawi.action("take-over"), {{"limit", "many"}}, "/", Notation::kCommandLine, problems);
  REQUIRE(problems.size() == 1);
  CHECK_THAT(problems[0].text, Contains("--set limit=many is not a whole number"));
}
