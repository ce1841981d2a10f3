// SPDX-License-Identifier: MIT
#include "database_errors.hpp"

#include <Poco/Data/SQLite/SQLiteException.h>

namespace orderbridge::jtlwawi {
namespace {

namespace sqlite = Poco::Data::SQLite;
constexpr std::int64_t kFullRetryMs = 60'000;  // people need a minute to make room

template <class... Wanted>
bool is_any(const Poco::Exception& e) noexcept {
  return (... || (dynamic_cast<const Wanted*>(&e) != nullptr));
}

// SQLITE_NOTADB comes as CorruptImageException, too; only its text tells them apart.
bool is_no_database(const Poco::Exception& e) {
  return e.message().find("not a database") != std::string::npos;
}

}  // namespace

bool is_locked(const Poco::Exception& e) noexcept {
  return is_any<sqlite::DBLockedException, sqlite::TableLockedException, sqlite::LockProtocolException>(e);
}

bool concerns_one_row(const Poco::Exception& e) noexcept {
  return is_any<sqlite::ConstraintViolationException, sqlite::DataTypeMismatchException,
                sqlite::RowTooBigException>(e);
}

Error database_error(const Poco::Exception& e, const std::filesystem::path& file, const Host& host) {
  const std::string name = file.string(), said = cut_remote_text(e.displayText());
  const auto unusable = [&](const std::string& en, const std::string& de) {
    return bad_config("database", host.say(en, de)).remote(said, e.code());
  };
  const auto later = [&](const std::string& en, const std::string& de) {
    return retry(host.say(en, de)).remote(said, e.code());
  };
  if (is_locked(e))
    return later("database " + name +
                     " is locked: another program has been writing for longer than busy-timeout; "
                     "close it or raise busy-timeout",
                 "Datenbank " + name +
                     " ist gesperrt: ein anderes Programm schreibt länger als busy-timeout; es "
                     "beenden oder busy-timeout erhöhen");
  if (is_any<sqlite::DatabaseFullException>(e))
    return later("no room left for database " + name +
                     ": make room on that disk; nothing of this batch was written",
                 "kein Platz mehr für Datenbank " + name +
                     ": auf dem Datenträger Platz schaffen; von diesem Stapel "
                     "wurde nichts geschrieben")
        .retry_after(kFullRetryMs);
  if (is_any<sqlite::IOErrorException>(e))
    return later(
        "reading or writing database " + name + " failed: check the disk and its free space",
        "Lesen oder Schreiben der Datenbank " + name + " misslang: Datenträger und freien Platz prüfen");
  if (is_any<sqlite::ReadOnlyException, sqlite::DBAccessDeniedException,
             sqlite::AuthorizationDeniedException>(e))
    return unusable(
        "database " + name + " is read-only: give this user write access to the file and its folder",
        "Datenbank " + name +
            " ist schreibgeschützt: diesem Benutzer Schreibrecht auf Datei und Ordner "
            "geben");
  if (is_any<sqlite::CantOpenDBFileException, Poco::Data::ConnectionFailedException>(e))
    return unusable("database " + name + " cannot be opened: check the path and the access rights",
                    "Datenbank " + name + " lässt sich nicht öffnen: Pfad und Zugriffsrechte prüfen");
  if (is_no_database(e))
    return unusable("file " + name + " is not a SQLite database: name another file",
                    "Datei " + name + " ist keine SQLite-Datenbank: eine andere Datei angeben");
  if (is_any<sqlite::CorruptImageException>(e))
    return unusable("database " + name + " is damaged: restore it from a backup",
                    "Datenbank " + name + " ist beschädigt: aus einer Sicherung wiederherstellen");
  if (is_any<sqlite::InvalidSQLStatementException, sqlite::TableNotFoundException,
             sqlite::SchemaDiffersException>(e))
    return unusable(
        "the tables of database " + name + " are not as expected: it was changed by another program",
        "die Tabellen der Datenbank " + name +
            " sind nicht wie erwartet: ein anderes Programm hat sie "
            "geändert");
  return Error(OB_INTERNAL,
               host.say("unexpected error of database " + name, "unerwarteter Fehler der Datenbank " + name))
      .remote(said, e.code());
}

}  // namespace orderbridge::jtlwawi
