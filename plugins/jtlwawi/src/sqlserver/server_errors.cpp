// SPDX-License-Identifier: MIT
#include "server_errors.hpp"

#include <algorithm>
#include <iterator>

namespace orderbridge::jtlwawi::sqlserver {
namespace {

constexpr std::int64_t kFullRetryMs = 60'000;  // people need a minute to make room
constexpr std::int64_t kAwayRetryMs = 15'000;

template <class... N>
bool is_any(int number, N... wanted) noexcept {
  return (... || (number == wanted));
}

bool is_full(int number) noexcept {
  return is_any(number, 1101, 1105, 9002);
}

/// Not recovered yet, restoring, in transition, offline, one user only, its files not open yet; shut down,
/// paused, upgrading itself, a replica that does not answer now, a session that an admin or a shutdown ended
/// (Microsoft, "Database Engine events and errors"). Said at the login or in the middle of a statement.
bool is_away(int number) noexcept {
  return is_any(number, 596, 904, 921, 922, 923, 924, 927, 942, 945, 952, 976, 978, 979, 982, 983, 3989, 5123,
                6005, 6006, 9001, 17142, 17148, 17187, 17188, 17197, 18401, 18451, 35201, 35250, 40197, 40501,
                40613);
}

}  // namespace

Trouble trouble_of(const SqlError& e) noexcept {
  if (is_away(e.number)) return Trouble::kAway;  // before the login's SQLSTATE, which some of them come with
  if (is_any(e.number, 18456, 18452, 18470, 18487, 18488) || e.state == "28000") return Trouble::kLogin;
  if (is_any(e.number, 229, 230, 262, 297, 300, 916, 3906)) return Trouble::kRights;
  if (is_any(e.number, 207, 208)) return Trouble::kTables;
  // Duplicate keys, NOT NULL, CHECK and foreign keys, too long (old and new number), not convertible,
  // overflow.
  if (e.is_duplicate_key() || is_any(e.number, 515, 547, 8152, 2628, 220, 241, 242, 245, 8114, 8115, 6522))
    return Trouble::kOneRow;
  if (e.is_deadlock() || e.is_lock_timeout() || is_any(e.number, -2, 3960, 701, 802, 845, 8645) ||
      is_full(e.number))
    return Trouble::kPassing;
  if (e.state == "IM002" || e.state == "IM003" || e.state == "01000") return Trouble::kNoDriver;
  if (is_any(e.number, 4060, 911) || e.state == "08001") return Trouble::kUnreachable;
  return e.is_connection_lost() ? Trouble::kPassing : Trouble::kOther;
}

bool again_at_once(const SqlError& e) noexcept {
  return trouble_of(e) == Trouble::kPassing && !is_full(e.number);
}

namespace {

Error no_driver(const Host& host) {
  return bad_config("database",
                    host.say("there is no such ODBC driver or data source: install the driver "
                             "(FreeTDS: package tdsodbc) or correct DRIVER or DSN in option "
                             "database; odbcinst -q -d lists drivers, odbcinst -q -s data sources",
                             "diesen ODBC-Treiber oder diese Datenquelle gibt es nicht: den Treiber "
                             "installieren (FreeTDS: Paket tdsodbc) oder DRIVER oder DSN in Option "
                             "database berichtigen; odbcinst -q -d nennt Treiber, odbcinst -q -s "
                             "Datenquellen"));
}

/// No mistake of the admin's where it worked yesterday: jobs go on trying.
Error unreachable(const Host& host) {
  return retry(host.say("SQL Server or its database cannot be reached: check SERVER, PORT and "
                        "DATABASE in option database, that the server runs and takes connections "
                        "over TCP",
                        "SQL Server oder seine Datenbank ist nicht erreichbar: in Option database "
                        "SERVER, PORT und DATABASE prüfen, und dass der Server läuft und "
                        "Verbindungen über TCP annimmt"))
      .option("database");
}

}  // namespace

Error server_error(const SqlError& e, const Host& host) {
  const auto finish = [&](Error&& error) -> Error {
    return std::move(error).remote(cut_remote_text(e.what()), e.number);
  };
  switch (trouble_of(e)) {
    case Trouble::kLogin:
      return finish(bad_auth(host.say("SQL Server refused the login: correct options user and password, and "
                                      "see that this login exists on the server and may log in",
                                      "SQL Server hat die Anmeldung abgelehnt: Optionen user und password "
                                      "berichtigen und prüfen, dass es diesen Login auf dem Server gibt und "
                                      "er sich anmelden darf"))
                        .option("password"));
    case Trouble::kRights:
      return finish(bad_config("user", host.say("the user of option user lacks a right in the database: "
                                                "`check` says which table; grant it",
                                                "dem Benutzer der Option user fehlt ein Recht in der "
                                                "Datenbank: `check` nennt die Tabelle; es erteilen")));
    case Trouble::kNoDriver:
      return finish(no_driver(host));
    case Trouble::kUnreachable:
      return finish(unreachable(host));
    case Trouble::kAway:
      return finish(
          retry(host.say("SQL Server or the database of JTL-Wawi starts, stops or is being recovered "
                         "or restored just now: it is tried again until it is back",
                         "SQL Server oder die Datenbank der JTL-Wawi startet, endet oder wird gerade "
                         "wiederhergestellt: es wird erneut versucht, bis sie zurück ist"))
              .retry_after(kAwayRetryMs));
    case Trouble::kTables:
      return finish(bad_config("database", host.say("a table or column of JTL-Wawi is not there as it was "
                                                    "when the connection was opened: run `check`",
                                                    "eine Tabelle oder Spalte der JTL-Wawi ist nicht mehr "
                                                    "so da wie beim Öffnen: `check` ausführen")));
    case Trouble::kPassing:
      if (is_full(e.number))
        return finish(retry(host.say("no room left for the database of JTL-Wawi: make room on the server; "
                                     "nothing of this batch was written",
                                     "kein Platz mehr für die Datenbank der JTL-Wawi: auf dem Server Platz "
                                     "schaffen; von diesem Stapel wurde nichts geschrieben"))
                          .retry_after(kFullRetryMs));
      return finish(retry(host.say("SQL Server is busy or the connection was lost: it is tried again later",
                                   "SQL Server ist beschäftigt oder die Verbindung ging verloren: es wird "
                                   "später erneut versucht")));
    case Trouble::kOneRow:
    case Trouble::kOther:
      break;
  }
  return finish(Error(OB_INTERNAL, host.say("unexpected error of SQL Server, number " +
                                                std::to_string(e.number) + ", SQLSTATE " + e.state,
                                            "unerwarteter Fehler des SQL Server, Nummer " +
                                                std::to_string(e.number) + ", SQLSTATE " + e.state)));
}

}  // namespace orderbridge::jtlwawi::sqlserver
