// SPDX-License-Identifier: MIT
#include "database_errors.hpp"

#include <Poco/Data/SQLite/SQLiteException.h>

#include <catch2/catch.hpp>

using namespace orderbridge;
using namespace orderbridge::jtlwawi;
namespace sqlite = Poco::Data::SQLite;

namespace {

Error judged(const Poco::Exception& e, const char* language = "en") {
  ob_host abi{};
  abi.language = to_abi(std::string_view(language));
  return database_error(e, "/srv/wawi.db", Host(&abi));
}

}  // namespace

TEST_CASE("what passes is worth a retry") {
  CHECK(judged(sqlite::DBLockedException("database is locked")).status() == OB_RETRY);
  const auto full = judged(sqlite::DatabaseFullException("disk full"));
  CHECK(full.status() == OB_RETRY);
  CHECK(full.retry_after_ms() == 60000);
  CHECK(std::string(full.what()).find("make room") != std::string::npos);
  CHECK(judged(sqlite::IOErrorException("disk I/O error")).status() == OB_RETRY);
}

TEST_CASE("what a person must mend stops the pipeline and names the option") {
  for (const Error& e :
       {judged(sqlite::ReadOnlyException()), judged(sqlite::CantOpenDBFileException()),
        judged(sqlite::CorruptImageException()), judged(sqlite::InvalidSQLStatementException())}) {
    CHECK(e.status() == OB_BAD_CONFIG);
    CHECK(e.option() == "database");
    CHECK(std::string(e.what()).find("/srv/wawi.db") != std::string::npos);
  }
}

TEST_CASE("what SQLite said travels apart from the text for people") {
  const auto e = judged(sqlite::SQLiteException("near secret@example.org"), "de");
  CHECK(e.status() == OB_INTERNAL);
  CHECK(std::string(e.what()).find("secret") == std::string::npos);
  CHECK(e.remote_text().find("secret") != std::string::npos);
  CHECK(std::string(e.what()).find("unerwarteter Fehler") == 0);
}

TEST_CASE("only a row's own fault lets its neighbours go on") {
  CHECK(concerns_one_row(sqlite::ConstraintViolationException()));
  CHECK_FALSE(concerns_one_row(sqlite::DatabaseFullException()));
  CHECK_FALSE(concerns_one_row(sqlite::DBLockedException()));
}
