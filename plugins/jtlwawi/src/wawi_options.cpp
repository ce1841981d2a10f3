// SPDX-License-Identifier: MIT
#include "wawi_options.hpp"

namespace orderbridge::jtlwawi {
namespace {

constexpr std::string_view kSqlite = "sqlite:", kOdbc = "odbc:", kFile = "file:";

bool has_scheme(const std::string& value, std::string_view scheme) {
  return value.rfind(scheme, 0) == 0 && value.size() > scheme.size();
}

/// The connection string may stand in logs of the driver manager; secrets belong into option password.
void must_be_without_password(const std::string& odbc, const Host& host) {
  std::string upper;
  for (const char c : odbc)
    if (c != ' ') upper += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  if ((";" + upper).find(";PWD=") != upper.npos || (";" + upper).find(";PASSWORD=") != upper.npos)
    throw bad_config("database", host.say("option database: the password belongs into option password",
                                          "Option database: das Passwort gehört in Option password"));
}

}  // namespace

WawiOptions::WawiOptions(const Connection& connection, const Host& host)
    : shop(connection.text_or("shop", "Onlineshop")), names(connection, host), clock(connection, host) {
  const std::string database = connection.text("database");
  const auto path_after = [&](std::string_view scheme) {
    return (std::filesystem::path(connection.base_dir()) / database.substr(scheme.size())).lexically_normal();
  };
  if (has_scheme(database, kSqlite)) {
    file = path_after(kSqlite);
  } else if (has_scheme(database, kFile)) {
    folder = path_after(kFile);
  } else if (has_scheme(database, kOdbc)) {
    odbc = database.substr(kOdbc.size());
    must_be_without_password(odbc, host);
  } else {
    throw bad_config(
        "database",
        host.say("option database must be one of sqlite:FILE, e.g. sqlite:var/eazybusiness.db, "
                 "odbc:CONNECTION, e.g. odbc:DSN=eazybusiness, or file:FOLDER, e.g. "
                 "file:var/auftraege",
                 "Option database muss eines sein von sqlite:DATEI, z. B. sqlite:var/eazybusiness.db, "
                 "odbc:VERBINDUNG, z. B. odbc:DSN=eazybusiness, oder file:ORDNER, z. B. "
                 "file:var/auftraege"));
  }
  user = connection.text_or("user", "");
  password = connection.text_or("password", "");
  allow_unknown_version = connection.text_or("allow-unknown-version", "false") == "true";
  completes = jtl::completes(connection);
  xml_queue = connection.text_or("target", "staging") == "xml-queue";
  if (xml_queue && odbc.empty())
    throw bad_config("target",
                     host.say("target=\"xml-queue\" is a table of SQL Server: give odbc:CONNECTION in "
                              "option database, or leave target out",
                              "target=\"xml-queue\" ist eine Tabelle am SQL Server: in Option database "
                              "odbc:VERBINDUNG angeben oder target weglassen"));
  if (completes && (odbc.empty() || xml_queue))
    throw bad_config(
        "completed-when",
        host.say("completed-when is for staging on SQL Server: leave it out; the embedded JTL-Wawi has "
                 "action complete, and from order files nothing comes back",
                 "completed-when ist für das Ablegen am SQL Server: weglassen; die eingebettete "
                 "JTL-Wawi hat die Aktion complete, und von Auftragsdateien kommt nichts zurück"));
  if (shop.empty())
    throw bad_config("shop", host.say("option shop is empty: give the shop's name in JTL-Wawi",
                                      "Option shop ist leer: den Namen des Shops in JTL-Wawi angeben"));
  if (connection.text_or("match-by", "email") == "address") match_by = MatchBy::kAddress;
  if (connection.has("customer-group")) customer_group = connection.integer("customer-group");
  cut_free_text = connection.text_or("oversize", "cut") == "cut";
  letter_references = connection.text_or("letters", "references") == "references";
  if (connection.text_or("files-for", "owner") == "group") file_mode = 0640;
  if (connection.has("busy-timeout")) busy_timeout = connection.duration("busy-timeout");
  if (connection.has("answer-timeout"))
    answer_timeout = std::chrono::ceil<std::chrono::seconds>(connection.duration("answer-timeout"));
}

}  // namespace orderbridge::jtlwawi
