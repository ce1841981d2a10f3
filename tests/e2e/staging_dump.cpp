// SPDX-License-Identifier: MIT
#include "staging_dump.hpp"

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Session.h>

namespace e2e {

namespace {

using Poco::Data::RecordSet;
using Poco::Data::Session;
using Poco::Data::Statement;

/// Rows of a table that belong to the order; %s in the condition is its id. Times of writing are none of the
/// order.
void dump(Session& session, const std::string& table, const std::string& condition,
          const std::string& order_by, std::string& text) {
  Statement select(session);
  select << "SELECT * FROM \"" + table + "\" WHERE " + condition + " ORDER BY " + order_by;
  select.execute();
  RecordSet rows(select);
  for (std::size_t row = 0; row < rows.rowCount(); ++row) {
    text += table + "\n";
    for (std::size_t column = 0; column < rows.columnCount(); ++column) {
      const auto value = rows.value(column, row);
      if (value.isEmpty()) continue;
      std::string shown = value.convert<std::string>();
      for (std::size_t at = 0; (at = shown.find('\n', at)) != std::string::npos; at += 2)
        shown.replace(at, 1, "\\n");
      text += "  " + rows.columnName(column) + " = " + shown + "\n";
    }
  }
}

}  // namespace

std::string dump_order(const std::filesystem::path& wawi_file, const std::string& id) {
  Poco::Data::SQLite::Connector::registerConnector();
  Session session("SQLite", wawi_file.string());
  const std::string order = "kInetBestellung = " + id;
  const std::string customer = "kInetKunde = (SELECT kKunde FROM tinetbestellung WHERE " + order + ")";
  std::string text;
  dump(session, "tinetbestellung", order, "1", text);
  dump(session, "tinetbestellpos", order, "kInetBestellPos", text);
  dump(session, "tinetkunde", customer, "1", text);
  dump(session, "tInetKundeShop", customer, "1", text);
  dump(session, "tinetadress",
       "kInetAdress IN (SELECT kLieferAdresse FROM tinetbestellung WHERE " + order + ")", "1", text);
  dump(session, "DbeS.tRechnungadresse", order, "1", text);
  dump(session, "DbeS.tLieferadresse", order, "1", text);
  dump(session, "tInetShopZahlung", order, "1", text);
  dump(session, "tInetBestellungAttribute", order, "cName", text);
  return text;
}

}  // namespace e2e
