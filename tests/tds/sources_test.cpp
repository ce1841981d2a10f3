// SPDX-License-Identifier: MIT
// What of POCO and ODBC the way to SQL Server may use at all. Much of what was measured to go wrong cannot
// arise because it is not used; here that stays so. Whoever wants more measures it first, then adds it here.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>

namespace {

/// All that the pattern finds in the sources of src/sqlserver; comments do not count.
std::set<std::string> used(const char* pattern) {
  static const std::regex comment("//[^\n]*");
  const std::regex wanted(pattern);
  std::set<std::string> found;
  for (const auto& entry :
       std::filesystem::directory_iterator(OB_SOURCE_DIR "/plugins/jtlwawi/src/sqlserver")) {
    std::stringstream text;
    text << std::ifstream(entry.path()).rdbuf();
    const auto code = std::regex_replace(text.str(), comment, "");
    for (std::sregex_iterator it(code.begin(), code.end(), wanted), end; it != end; ++it)
      found.insert(it->str());
  }
  return found;
}
using Names = std::set<std::string>;

}  // namespace

TEST_CASE("Of POCO only the handles of a connection are used") {
  // pitfalls 5 (bindStringToLongVarChar), 9 (Poco::UUID), 11-13 (vectors and bulk), 18 (SessionPool)
  CHECK(used("<Poco/[^>]*>") ==
        Names{"<Poco/Data/ODBC/ConnectionHandle.h>", "<Poco/Data/ODBC/ODBCException.h>"});
  CHECK(used("\\bPoco::\\w+(::\\w+)*") == Names{"Poco::Data::ODBC", "Poco::Exception"});
  CHECK(used("\\bodbc::\\w+") == Names{"odbc::ConnectionHandle", "odbc::EnvironmentHandle"});
}

TEST_CASE("Of ODBC only single rows and values, in types that lose nothing, on connections of our own") {
  CHECK(used("\\bSQL_C_\\w+") == Names{"SQL_C_SBIGINT", "SQL_C_WCHAR"});  // pitfalls 1, 2, 8, 9
  // pitfalls 11-13 (arrays of parameters and rows), 18 (pooled connections)
  CHECK(used("\\bSQL_ATTR_\\w+") == Names{"SQL_ATTR_AUTOCOMMIT", "SQL_ATTR_CONNECTION_DEAD",
                                          "SQL_ATTR_LOGIN_TIMEOUT", "SQL_ATTR_QUERY_TIMEOUT"});
  CHECK(used("\\bSQL(Prepare|Execute|BulkOperations|ParamOptions|ExtendedFetch|FetchScroll|BindCol)W?\\b")
            .empty());  // pitfalls 3, 12, 13, 22
}
