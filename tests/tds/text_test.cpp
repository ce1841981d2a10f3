// SPDX-License-Identifier: MIT
// Texts through unixODBC and FreeTDS: all letters, all lengths, both ways.
#include "script.hpp"
#include "sqlserver/utf16.hpp"

using namespace tds;
using Catch::Contains;

namespace {

const std::string kLetters = "Größe Łódź Αθήνα Ελλάδα \U0001F600 日本 ẞ €";

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

Answer echo(const Request& r, const char* type) {
  return cell(type, r.params.empty() ? std::nullopt : r.params[0].text);
}

}  // namespace

TEST_CASE("Letters outside CP1252 go and come: texts are bound as NVARCHAR") {  // pitfall 1
  Script script([](const Request& r) { return echo(r, "nvarchar(200)"); });
  const std::vector<Value> values{Value::of(std::string_view(kLetters))};
  const auto rows = script.open()->query("SELECT ?", values);
  CHECK(rows == Rows{{kLetters}});
  REQUIRE(script.asked("SELECT").size() == 1);
  CHECK(script.server().prepared() == 0);  // pitfall 22: not with parameters of no type
  CHECK(script.asked("SELECT")[0].params.at(0).type == "nvarchar");
}

TEST_CASE("Letters in the statement's own text arrive") {  // ClientCharset
  Script script([](const Request&) { return cell("nvarchar(20)", "ok"); });
  const std::string sql = "SELECT N'Größe Łódź \U0001F600'";
  script.open()->query(sql);
  CHECK(script.asked(sql).size() == 1);
}

TEST_CASE("Columns filled with umlauts are not cut inside a letter") {  // pitfall 2
  Script script;
  const auto session = script.open();
  for (const char* type : {"nvarchar(5)", "varchar(5)"}) {
    script.reply([=](const Request&) { return cell(type, "äöüßÄ"); });
    CHECK(session->query("SELECT x") == Rows{{"äöüßÄ"}});
  }
}

TEST_CASE("Texts of all lengths come whole, MAX or not") {  // pitfalls 3, 4, 12
  Script script;
  const auto session = script.open();
  for (const std::size_t units : {0U, 1U, 511U, 512U, 1022U, 1023U, 1024U, 1025U, 3999U, 4000U, 4001U, 65534U,
                                  65536U, 66558U, 66559U, 131072U}) {
    INFO(units);
    const auto text = repeated("ä", units);
    script.reply(
        [&](const Request& r) { return echo(r, units > 4000 ? "nvarchar(max)" : "nvarchar(4000)"); });
    const std::vector<Value> values{Value::of(std::string_view(text))};
    CHECK((session->query("SELECT ?", values) == Rows{{text}}));
    script.reply([&](const Request& r) { return echo(r, "nvarchar(max)"); });
    CHECK((session->query("SELECT ?", values) == Rows{{text}}));
  }
}

TEST_CASE("Values of one statement do not run into each other, also as long as a buffer") {  // pitfall 12
  Script script([](const Request& r) {
    Answer answer;
    auto& [columns, rows] = answer.results.emplace_back();
    rows.emplace_back();
    for (const auto& param : r.params) {
      columns.push_back({"c", param.type == "bigint" ? "bigint" : "nvarchar(max)"});
      rows[0].push_back(param.text);
    }
    return answer;
  });
  const auto session = script.open();
  for (const std::size_t units : {511U, 512U, 1023U, 1024U, 4000U, 4001U}) {
    INFO(units);
    const auto first = repeated("a", units), last = repeated("ö", units);
    const std::vector<Value> values{Value::of(std::string_view(first)), Value::of(std::int64_t{7}),
                                    Value::of(""), Value::of(std::int64_t{-8}),
                                    Value::of(std::string_view(last))};
    CHECK((session->query("SELECT ?,?,?,?,?", values) == Rows{{first, "7", "", "-8", last}}));
  }
}

TEST_CASE("3 MB of emoji, at every border of a buffer") {
  Script script([](const Request& r) { return echo(r, "nvarchar(max)"); });
  const auto session = script.open();
  for (const char* before : {"", "x"}) {
    const auto text = before + repeated("\U0001F600ä", 500'000);
    const std::vector<Value> values{Value::of(std::string_view(text))};
    CHECK((session->query("SELECT ?", values) == Rows{{text}}));
    CHECK(script.asked("SELECT").back().params.at(0).type == "nvarchar(max)");
  }
}

TEST_CASE("A large text beside others in a row, and rows after it") {
  const auto big = repeated("Straße ", 20'000);
  Script script([&](const Request&) {
    Answer answer;
    answer.results.push_back({{{"a", "nvarchar(10)"}, {"b", "nvarchar(max)"}, {"c", "int"}},
                              {{"1", big, "7"}, {std::nullopt, "", std::nullopt}, {"3", big + "!", "-9"}}});
    return answer;
  });
  const Rows expected{{"1", big, "7"}, {std::nullopt, "", std::nullopt}, {"3", big + "!", "-9"}};
  CHECK((script.open()->query("SELECT a, b, c FROM t") == expected));
}

TEST_CASE("What is no UTF-8 arrives as U+FFFD, a zero stays") {
  Script script([](const Request& r) { return echo(r, "nvarchar(20)"); });
  const auto session = script.open();
  const std::string bad = "a\xFF\xC3(\xED\xA0\x80z", zero("a\0b", 3);
  const std::vector<Value> values{Value::of(std::string_view(bad))};
  CHECK(session->query("SELECT ?", values) == Rows{{"a\uFFFD\uFFFD(\uFFFD\uFFFD\uFFFDz"}});
  const std::vector<Value> with_zero{Value::of(std::string_view(zero))};
  CHECK(session->query("SELECT ?", with_zero) == Rows{{zero}});
}

TEST_CASE("UTF-16 and back; what is none is marked") {
  using orderbridge::jtlwawi::sqlserver::to_utf16;
  using orderbridge::jtlwawi::sqlserver::to_utf8;
  CHECK(to_utf8(to_utf16(kLetters)) == kLetters);
  CHECK(to_utf16("\U0001F600") == u"\xD83D\xDE00");
  CHECK(to_utf16("\U0010FFFF") == u"\xDBFF\xDFFF");
  CHECK(to_utf16("\xF4\x90\x80\x80") == u"\xFFFD\xFFFD\xFFFD\xFFFD");  // beyond the last letter
  CHECK(to_utf16("\xC3") == u"\xFFFD");                                // cut off
  CHECK(to_utf8(std::u16string{0xD83D}) == "\uFFFD");
  CHECK(to_utf8(std::u16string{0xDE00, 0xD83D, 'x'}) == "\uFFFD\uFFFDx");
}
