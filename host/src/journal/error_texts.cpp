// SPDX-License-Identifier: MIT
#include "journal/error_texts.hpp"

#include "base/language.hpp"

namespace orderbridge::journal {

std::string explain(const std::string& file, const SqliteError& e) {
  const std::string what = [&] {
    switch (e.code) {
      case SQLITE_BUSY:
      case SQLITE_LOCKED:
        return tr("is locked by another process for too long; end that process or use another journal",
                  "ist zu lange von einem anderen Prozess gesperrt; diesen beenden oder ein anderes Journal "
                  "nutzen");
      case SQLITE_FULL:
        return tr("cannot grow, the disk is full; free space and run again",
                  "kann nicht wachsen, der Datenträger ist voll; Platz schaffen und erneut starten");
      case SQLITE_READONLY:
        return tr("cannot be written; check the rights of file and folder",
                  "ist nicht beschreibbar; Rechte von Datei und Ordner prüfen");
      case SQLITE_READONLY_DBMOVED:
        return tr(
            "was removed, moved or replaced while in use; nothing more is stored. Put it back where it was "
            "and start again",
            "wurde im laufenden Betrieb entfernt, verschoben oder ersetzt; es wird nichts mehr gespeichert. "
            "An seinen Ort zurücklegen und neu starten");
      case SQLITE_CANTOPEN:
        return tr("cannot be opened; check that its folder exists and may be written",
                  "lässt sich nicht öffnen; prüfen, ob der Ordner existiert und beschreibbar ist");
      case SQLITE_CORRUPT:
      case SQLITE_NOTADB:
        return tr(
            "is damaged or no journal; put back a copy, or move it away and let orderbridge rewind PIPELINE "
            "--from DAY --any-state find again what was staged (docs/reliability.md, After a loss)",
            "ist beschädigt oder kein Journal; eine Sicherung zurückspielen, oder sie wegbewegen und mit "
            "orderbridge rewind PIPELINE --from TAG --any-state wiederfinden, was übergeben war "
            "(docs/reliability.md, After a loss)");
      case SQLITE_SCHEMA:
        return tr(
            "was written by a newer version of Orderbridge and is left as it is; use that version, or put "
            "back "
            "the backup copy made before the update (beside the file, .backup)",
            "wurde von einer neueren Orderbridge-Version geschrieben und bleibt unverändert; diese benutzen "
            "oder die Sicherung von vor der Umstellung zurückspielen (neben der Datei, .backup)");
      case SQLITE_IOERR:
        return tr("cannot be read or written (I/O error); check the disk",
                  "ist nicht les- oder schreibbar (E/A-Fehler); Datenträger prüfen");
      default:
        return tr("reports an error", "meldet einen Fehler");
    }
  }();
  return tr("the journal {} {} ({})", "Das Journal {} {} ({})", file, what, e.what());
}

}  // namespace orderbridge::journal
