// SPDX-License-Identifier: MIT
// The options of connector jtlwawi: their description, and their values after create(). Values are copies,
// read only, any thread.
#pragma once
#include <chrono>
#include <filesystem>
#include <orderbridge/connector.hpp>
#include <string>

#include "customers/match.hpp"
#include "jtl/shop_names.hpp"
#include "jtl/status_update.hpp"
#include "jtl/times.hpp"

namespace orderbridge::jtlwawi {

inline constexpr std::array kWawiOptionList{
    option(OB_TYPE_TEXT, "database")
        .required()
        .example("sqlite:var/eazybusiness.db")
        .doc("Database of JTL-Wawi. odbc:DSN=... or odbc:DRIVER=FreeTDS;SERVER=...;DATABASE=eazybusiness "
             "is JTL-Wawi's own on SQL Server. sqlite:FILE keeps JTL's tables in one file; a relative FILE "
             "is looked for from the folder of the configuration. file:FOLDER writes JTL's order files (XML) "
             "there",
             "Datenbank der JTL-Wawi. odbc:DSN=... oder odbc:DRIVER=FreeTDS;SERVER=...;DATABASE=eazybusiness "
             "ist die der JTL-Wawi selbst auf SQL Server. sqlite:DATEI hält die JTL-Tabellen in einer Datei; "
             "eine relative DATEI gilt ab dem Ordner der Konfiguration. file:ORDNER schreibt dorthin JTLs "
             "Auftragsdateien (XML)"),
    option(OB_TYPE_TEXT, "user")
        .doc("Login on SQL Server; empty where the DSN has it",
             "Login am SQL Server; leer, wenn die DSN ihn hat"),
    option(OB_TYPE_TEXT, "password").secret().doc("Password of that login", "Passwort dieses Logins"),
    option(OB_TYPE_BOOL, "allow-unknown-version")
        .defaults("false")
        .advanced()
        .doc("Stage orders on SQL Server although JTL-Wawi's version is none of those known here; try it on "
             "a copy first",
             "Am SQL Server auch ablegen, wenn die Version der JTL-Wawi keine der hier bekannten ist; vorher "
             "an einer Kopie erproben"),
    option(OB_TYPE_CHOICE, "target")
        .choices("staging|xml-queue")
        .defaults("staging")
        .doc(
            "Where orders go on SQL Server. staging: Webshopbestellungen under \"Onlineshop\". xml-queue: "
            "order "
            "files in the queue of JTL's Worker (tXMLBestellImport), which makes Aufträge of them at once; "
            "one way, and needs scripts/create-order-queue.sql",
            "Wohin Bestellungen am SQL Server gehen. staging: Webshopbestellungen unter \"Onlineshop\". "
            "xml-queue: Auftragsdateien in der Warteschlange des JTL-Workers (tXMLBestellImport), der gleich "
            "Aufträge daraus macht; nur hin, nicht zurück, und braucht scripts/create-order-queue.sql"),
    option(OB_TYPE_TEXT, "shop")
        .defaults("Onlineshop")
        .doc("Name of the online shop in JTL-Wawi (tShop.cName); made if it is missing in an embedded "
             "database",
             "Name des Onlineshops in JTL-Wawi (tShop.cName); wird in einer eingebetteten Datenbank "
             "angelegt, wenn er "
             "fehlt"),
    jtl::kPaymentMethodsOption,
    jtl::kShippingMethodsOption,
    jtl::kDefaultShippingMethodOption,
    jtl::kSalutationsOption,
    jtl::kCompletedWhenOption,
    jtl::kTimeZoneOption,
    option(OB_TYPE_CHOICE, "match-by")
        .choices("email|address")
        .defaults("email")
        .doc("Embedded JTL-Wawi, take-over: whose order it is. email: people with different e-mail addresses "
             "are never taken for one person without a question. address: the same name at the same address "
             "is the same person, whatever the e-mail addresses are",
             "Eingebettete JTL-Wawi, Übernahme: wessen Bestellung es ist. email: Wer verschiedene "
             "E-Mail-Adressen hat, gilt nie ohne Frage als derselbe. address: Derselbe Name an derselben "
             "Anschrift ist derselbe Mensch, gleich wie die E-Mail-Adressen lauten"),
    option(OB_TYPE_INT, "customer-group")
        .defaults("1")
        .range(0, 2147483647)
        .advanced()
        .doc("kKundenGruppe for customers from the shop", "kKundenGruppe für Kunden aus dem Shop"),
    option(OB_TYPE_CHOICE, "oversize")
        .choices("cut|reject")
        .defaults("cut")
        .doc("Free text longer than its column: cut it visibly with a warning, or refuse the order. Keys and "
             "addresses "
             "are always refused",
             "Freitext länger als seine Spalte: sichtbar kürzen mit Warnung oder die Bestellung ablehnen. "
             "Schlüssel und "
             "Anschriften werden immer abgelehnt"),
    option(OB_TYPE_CHOICE, "letters")
        .choices("references|nearest")
        .defaults("references")
        .advanced()
        .doc("Letters that JTL's order files (ISO-8859-1) lack, in order files and the queue: as XML "
             "character references, "
             "so that Łódź stays Łódź, or replaced by the nearest ones, for a reader that does not know "
             "references",
             "Buchstaben, die JTLs Auftragsdateien (ISO-8859-1) fehlen, in Auftragsdateien und "
             "Warteschlange: als "
             "XML-Zeichenreferenzen (references), Łódź bleibt Łódź, oder durch die nächstliegenden ersetzt "
             "(nearest), "
             "für Leser, die keine Referenzen kennen"),
    option(OB_TYPE_CHOICE, "files-for")
        .choices("owner|group")
        .defaults("owner")
        .advanced()
        .doc("Who may read order files: the account that Orderbridge runs as, or its group, too. They hold "
             "personal data",
             "Wer Auftragsdateien lesen darf: das Konto, unter dem Orderbridge läuft, oder auch dessen "
             "Gruppe. Sie "
             "enthalten personenbezogene Daten"),
    option(OB_TYPE_DURATION, "busy-timeout")
        .defaults("30s")
        .range(0, 3600000)
        .advanced()
        .doc("How long to wait while another program writes to the database",
             "Wie lange gewartet wird, während ein anderes Programm in die Datenbank schreibt"),
    option(OB_TYPE_DURATION, "answer-timeout")
        .defaults("60s")
        .range(1000, 3600000)
        .advanced()
        .doc(
            "How long SQL Server may take to answer one statement; in whole seconds",
            "Wie lange der SQL Server für die Antwort auf eine Anweisung brauchen darf; in ganzen Sekunden")};
inline constexpr auto kWawiOptions = option_table(kWawiOptionList);

struct WawiOptions {
  /// Throws bad_config.
  WawiOptions(const Connection& connection, const Host& host);

  std::filesystem::path file;    // of the embedded database; empty with SQL Server
  std::filesystem::path folder;  // for order files; else empty
  std::string odbc;              // its connection string without user and password; else empty
  std::string user, password;
  bool allow_unknown_version = false;
  bool xml_queue = false;  // this and the next only with SQL Server
  bool completes = false;  // the embedded JTL-Wawi has an action for it
  std::string shop;
  jtl::ShopNames names;
  jtl::LocalClock clock;
  MatchBy match_by = MatchBy::kMail;
  std::int64_t customer_group = 1;
  bool cut_free_text = true;
  bool letter_references = true;  // in order files
  unsigned file_mode = 0600;      // of order files
  std::chrono::milliseconds busy_timeout{30000};
  std::chrono::seconds answer_timeout{60};  // of SQL Server
};

}  // namespace orderbridge::jtlwawi
