// SPDX-License-Identifier: MIT
// What ODBC is told to connect.
#include "sqlserver/connection_string.hpp"
#include "script.hpp"

using namespace orderbridge::jtlwawi::sqlserver;

namespace {
std::string nothing(const std::string&) {
  return {};
}
}  // namespace

TEST_CASE("Values of a connection string, whatever their case and braces") {
  const std::string text = "driver={A;B}; SERVER =x;port=1;Empty=;PWD={p}";
  CHECK(connection_value(text, "DRIVER") == "A;B");
  CHECK(connection_value(text, "Server") == "x");
  CHECK(connection_value(text, "PORT") == "1");
  CHECK(connection_value(text, "empty") == "");
  CHECK(connection_value(text, "pwd") == "p");
  CHECK_FALSE(connection_value(text, "B} SERVER"));
  CHECK_FALSE(connection_value("nonsense", "nonsense"));
}

TEST_CASE("FreeTDS is told its version and charset, unless the admin said so; others are not") {  // pitfall 5
  CHECK(connection_text("DRIVER=FreeTDS;SERVER=x", "", "", true, 60) ==
        "DRIVER=FreeTDS;SERVER=x;TDS_Version=7.4;ClientCharset=UTF-8;Timeout=60;");
  CHECK(connection_text("DSN=x;tds_version=7.3;clientcharset=UTF-8;timeout=5;", "", "", true, 60) ==
        "DSN=x;tds_version=7.3;clientcharset=UTF-8;timeout=5;");
  CHECK(connection_text("DSN=x", "u", "p", false, 60) == "DSN=x;UID={u};PWD={p};");
}

TEST_CASE("FreeTDS is known by the driver's name or file, also behind a DSN") {
  CHECK(is_freetds("DRIVER={FreeTDS};SERVER=x", nothing));
  CHECK(is_freetds("Driver=/usr/lib/odbc/libtdsodbc.so", nothing));
  CHECK_FALSE(is_freetds("DRIVER={ODBC Driver 18 for SQL Server};SERVER=freetds", nothing));
  CHECK_FALSE(is_freetds("DSN=freetds", nothing));
  CHECK(is_freetds("DSN=jtl", [](const std::string& dsn) { return dsn == "jtl" ? "FreeTDS" : ""; }));
}

TEST_CASE("User and password cannot say anything else") {
  CHECK(connection_text("DSN=x;", "a;b", "p}q", false, 60) == "DSN=x;UID={a;b};PWD={p}}q};");
  CHECK(connection_text("DSN=x;TDS_Version=7.4;ClientCharset=UTF-8;Timeout=9;", "a;b", "p}q", true, 60) ==
        "DSN=x;TDS_Version=7.4;ClientCharset=UTF-8;Timeout=9;UID={a;b};PWD=p}q;");
  CHECK_FALSE(connection_text("DSN=x", "u", "a};UID=sa", true, 60));  // FreeTDS would end the password there
  CHECK(connection_text("DSN=x", "u", "a};UID=sa", false, 60) == "DSN=x;UID={u};PWD={a}};UID=sa};");
}
