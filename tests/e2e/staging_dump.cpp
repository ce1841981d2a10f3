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

std::string one_line(std::string text) {
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\\n");
  return text;
}

/// The rows of a query, one "column = value" a line. Counters are left out: they depend on which order came
/// first.
void dump(Session& session, const std::string& table, const std::string& columns, const std::string& rest,
          std::string& text) {
  Statement select(session);
  select << "SELECT " + columns + " FROM \"" + table + "\" WHERE " + rest;
  select.execute();
  RecordSet rows(select);
  for (std::size_t row = 0; row < rows.rowCount(); ++row) {
    text += table + "\n";
    for (std::size_t column = 0; column < rows.columnCount(); ++column) {
      const auto value = rows.value(column, row);
      const auto& name = rows.columnName(column);
      if (value.isEmpty() || name == "kInetBestellPos") continue;
      text += "  " + name + " = " + one_line(value.convert<std::string>()) + "\n";
    }
  }
}

void dump_attributes(Session& session, const std::string& order, std::string& text) {
  Statement select(session);
  select << "SELECT cName, cValue FROM tInetBestellungAttribute WHERE " + order + " ORDER BY cName, cValue";
  select.execute();
  RecordSet rows(select);
  text += "tInetBestellungAttribute\n";
  for (std::size_t row = 0; row < rows.rowCount(); ++row)
    text += "  " + rows.value(0, row).convert<std::string>() + " = " +
            one_line(rows.value(1, row).convert<std::string>()) + "\n";
}

}  // namespace

std::vector<std::string> staged_ids(const std::filesystem::path& wawi_file) {
  Poco::Data::SQLite::Connector::registerConnector();
  Session session("SQLite", wawi_file.string());
  std::vector<std::string> ids;
  session << "SELECT kInetBestellung FROM tinetbestellung ORDER BY kInetBestellung",
      Poco::Data::Keywords::into(ids), Poco::Data::Keywords::now;
  return ids;
}

std::string dump_order(const std::filesystem::path& wawi_file, const std::string& id) {
  Poco::Data::SQLite::Connector::registerConnector();
  Session session("SQLite", wawi_file.string());
  const std::string order = "kInetBestellung = " + id;
  const std::string customer = "kInetKunde = (SELECT kKunde FROM tinetbestellung WHERE " + order + ")";
  std::string text;
  dump(session, "tinetbestellung", "*", order, text);
  dump(session, "tinetbestellpos", "*", order + " ORDER BY kInetBestellPos", text);
  dump(session, "tinetkunde", "*", customer, text);
  dump(session, "tInetKundeShop", "*", customer, text);
  dump(session, "tinetadress", "*",
       "kInetAdress IN (SELECT kLieferAdresse FROM tinetbestellung WHERE " + order + ")", text);
  dump(session, "DbeS.tRechnungadresse", "*", order, text);
  dump(session, "DbeS.tLieferadresse", "*", order, text);
  dump(session, "tInetShopZahlung", "*", order, text);
  dump_attributes(session, order, text);
  return text;
}

}  // namespace e2e
