// SPDX-License-Identifier: MIT
// Connecting: what is refused and by whom, and that no error tells the password.
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "script.hpp"

using namespace tds;
using Catch::Contains;
using orderbridge::jtlwawi::sqlserver::make_odbc_session;

namespace {

SqlError refused(const std::string& connection, const std::string& user, const std::string& password,
                 OdbcLimits limits = {}) {
  const auto error = error_of([&] { make_odbc_session(connection, user, password, quiet_host(), limits); });
  CHECK_THAT(error.what(), !Contains(password));
  return error;
}

}  // namespace

TEST_CASE("A wrong password and an unknown database are the server's errors, by number") {
  Script script;
  CHECK(refused(script.connection(), "orderbridge", "s3cret").number == 18456);
  CHECK(refused(script.connection(), "stranger", "geheim").number == 18456);
  CHECK(refused(script.connection("nirgendwo"), "orderbridge", "geheim").number == 4060);
}

TEST_CASE("Nobody listens, no driver, no DSN: not the server's errors") {
  Script script;
  const auto connection = script.connection();
  script.server().stop();
  const auto nobody = refused(connection, "orderbridge", "s3cret");
  CHECK(nobody.number == 0);
  CHECK(nobody.state == "08001");
  const auto no_driver = refused("DRIVER=/no/such/driver.so;SERVER=x", "orderbridge", "s3cret");
  CHECK(no_driver.number == 0);
  CHECK((no_driver.state == "01000" || no_driver.state == "IM003"));
  CHECK(refused("DRIVER={Not Installed};SERVER=x", "orderbridge", "s3cret").number == 0);
  CHECK(refused("DSN=no-such-source", "orderbridge", "s3cret").state == "IM002");
}

TEST_CASE("A server that takes the connection and says nothing: the login ends in time") {
  Script script({}, {"orderbridge", "geheim", "eazybusiness", {}, true, false});
  OdbcLimits limits;
  limits.login_seconds = 1;
  const auto error = refused(script.connection(), "orderbridge", "s3cret", limits);
  CHECK(error.number == 0);
  CHECK(error.is_connection_lost());
}

TEST_CASE("Passwords of what a connection string is made of") {
  for (const std::string password :
       {"a;b", "a;b}c{d=e f", "}", "{x}", "{;", "ö€Ł", "a\"'b", "p;UID=sa", "a}"}) {
    INFO(password);
    Script script({}, {"orderbridge", password, "eazybusiness", {}, false, false});
    CHECK_NOTHROW(make_odbc_session(script.connection(), "orderbridge", password, quiet_host()));
  }
}

TEST_CASE("A password that FreeTDS cannot be given is refused with the option's name") {
  Script script;
  try {
    make_odbc_session(script.connection(), "orderbridge", "a};UID=sa", quiet_host());
    FAIL("it opened");
  } catch (const orderbridge::Error& e) {
    CHECK(e.option() == "password");
    CHECK_THAT(e.what(), !Contains("sa") && Contains("};"));
  }
  CHECK(script.server().connections() == 0);
}

TEST_CASE("A DSN of a private odbc.ini; its driver is known for FreeTDS all the same") {
  const std::string letters = "Łódź \U0001F600";
  Script script([&](const Request&) { return cell("nvarchar(20)", letters); });
  const auto folder =
      std::filesystem::temp_directory_path() / ("ob-tds-" + std::to_string(script.server().port()));
  std::filesystem::create_directory(folder);
  std::ofstream(folder / "odbc.ini") << "[jtl]\nDriver=" << driver()
                                     << "\nServer=127.0.0.1\nPort=" << script.server().port()
                                     << "\nDatabase=eazybusiness\n";
  ::setenv("ODBCINI", (folder / "odbc.ini").c_str(), 1);
  ::setenv("ODBCSYSINI", folder.c_str(), 1);
  const auto session = make_odbc_session("DSN=jtl", "orderbridge", "geheim", quiet_host());
  CHECK(session->query("SELECT N'" + letters + "'") == Rows{{letters}});
  CHECK(script.asked(letters).size() == 1);
  CHECK(refused("DSN=jtl", "orderbridge", "s3cret").number == 18456);
  ::unsetenv("ODBCINI");
  ::unsetenv("ODBCSYSINI");
  std::filesystem::remove_all(folder);
}

TEST_CASE("Sessions have connections of their own, and leave none behind") {
  Script script([](const Request& r) { return cell("int", std::to_string(r.connection)); });
  const auto one = script.open();
  {
    const auto other = script.open();
    CHECK(one->query("SELECT 1") == Rows{{"1"}});
    CHECK(other->query("SELECT 1") == Rows{{"2"}});
    CHECK(one->query("SELECT 1") == Rows{{"1"}});
  }
  CHECK(script.server().connections() == 2);
}
