// SPDX-License-Identifier: MIT
// Days and times in the embedded JTL-Wawi and in order files are the shop's: sent with an offset, or in the
// zone of the option; and back again. SQL Server and the connector are in their own programs.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "local_times.hpp"

using namespace ob_test;
using Catch::Matchers::Contains;
using Catch::Matchers::Matches;
using orderbridge::OrderBuilder;
namespace fs = std::filesystem;

namespace {

std::string read(const std::string& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void check_staged(const ShopTime& time, Sent sent) {
  CAPTURE(time.zone, time.shown, time.offset, sent == Sent::kOffset);
  Folder folder;
  Wawi wawi(folder, zone_settings(time, sent));
  OrderBuilder builder;
  fill_order(builder, 61, time, sent);
  REQUIRE(wawi.open() == OB_OK);
  REQUIRE(wawi.write(builder.finish()) == OB_OK);
  const auto file = folder.file("wawi.db");
  CHECK(value(file, "SELECT dTimestamp FROM tinetbestellung") == time.iso());
  CHECK(value(file, "SELECT dZeit FROM tInetShopZahlung") == time.shown);
  CHECK_THAT(wawi.show("orders").at(0), Contains(std::string("|") + time.shown + " " + time.offset + "|"));
  // The key's own time is an instant: what was staged is the same order wherever its clock stands.
  REQUIRE(wawi.lookup({"61"}) == OB_OK);
  CHECK(wawi.found[0].ordered_at == time.instant);

  REQUIRE(wawi.act("take-over", {"20061"}) == OB_OK);
  CHECK(value(file, "SELECT dExternesErstelldatum FROM \"Verkauf.tAuftrag\"") == time.shown);
  CHECK(value(file, "SELECT dDatum FROM tZahlung") == time.shown);
  CHECK(value(file, "SELECT dBezahlt FROM \"Verkauf.tAuftragEckdaten\"") == time.shown);
}

}  // namespace

TEST_CASE("embedded: orders and payments carry the shop's day and time") {
  for (const auto& time : kShopTimes)
    for (const auto sent : {Sent::kOffset, Sent::kNothing}) check_staged(time, sent);
}

TEST_CASE("order files: both days are the shop's") {
  for (const auto& time : kShopTimes)
    for (const auto sent : {Sent::kOffset, Sent::kNothing}) {
      CAPTURE(time.zone, time.shown, sent == Sent::kOffset);
      Folder folder;
      fs::create_directory(folder.file("orders"));
      Wawi wawi(folder, zone_settings(time, sent, {{"database", "file:orders"}}));
      OrderBuilder builder;
      fill_order(builder, 61, time, sent);
      REQUIRE(wawi.open() == OB_OK);
      REQUIRE(wawi.write(builder.finish()) == OB_OK);
      const auto xml = read(folder.file("orders/bestellungen-000001.xml"));
      CHECK_THAT(xml, Contains("<dErstellt>" + time.day() + "</dErstellt>"));
      CHECK_THAT(xml, Contains("<dBezahltDatum>" + time.day() + "</dBezahltDatum>"));
    }
}

TEST_CASE("embedded: what was entered here goes to the shop as the instant that its clock showed") {
  for (const auto& time : kShopTimes) {
    CAPTURE(time.zone, time.shown);
    Folder folder;
    Wawi wawi(folder, {{"time-zone", time.zone}});
    OrderBuilder builder;
    REQUIRE(wawi.open() == OB_OK);
    fill_order(builder, 61);
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    REQUIRE(wawi.act("take-over", {"20061"}) == OB_OK);
    REQUIRE(wawi.act("pay", {"AU1"}) == OB_OK);
    run_sql(folder.file("wawi.db"), std::string("UPDATE tZahlung SET dDatum='") + time.shown + "'");
    REQUIRE(wawi.statuses().size() == 1);
    const auto& read_as = as_read(time);
    CHECK(wawi.paid.at("61") == Wawi::Clocked{read_as.instant, read_as.offset});
  }
}

TEST_CASE("embedded: a payment of a day alone is that day here and there") {
  Folder folder;
  Wawi wawi(folder);  // Europe/Berlin
  OrderBuilder builder;
  REQUIRE(wawi.open() == OB_OK);
  fill_order(builder, 61);
  REQUIRE(wawi.write(builder.finish()) == OB_OK);
  REQUIRE(wawi.act("take-over", {"20061"}) == OB_OK);
  REQUIRE(wawi.act("pay", {"AU1"}, {"date=2026-07-01"}) == OB_OK);
  CHECK(value(folder.file("wawi.db"), "SELECT dDatum FROM tZahlung") == "2026-07-01 00:00:00");
  wawi.statuses();
  CHECK(wawi.paid.at("61") == Wawi::Clocked{1782856800000000, "+02:00"});  // 2026-06-30T22:00Z
}

TEST_CASE("embedded: what JTL-Wawi makes itself is the time of its zone, and views say which") {
  const auto now_in = [](const char* zone) {
    Folder folder;
    Wawi wawi(folder, {{"time-zone", zone}});
    OrderBuilder builder;
    REQUIRE(wawi.open() == OB_OK);
    fill_order(builder, 61);
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    REQUIRE(wawi.act("take-over", {"20061"}) == OB_OK);
    const auto file = folder.file("wawi.db");
    const auto made = value(file, "SELECT dErstellt FROM \"Verkauf.tAuftrag\"");
    CHECK_THAT(wawi.show("sales-orders").at(0), Contains("|" + made + " "));
    return std::stoll(value(file, "SELECT strftime('%s','" + made + "')-strftime('%s','now')"));
  };
  // Neither of them ever changes its clock. A test that stops for minutes in between fails, and that is all.
  CHECK(std::llabs(now_in("Asia/Kolkata") - 19800) < 300);
  CHECK(std::llabs(now_in("America/Phoenix") + 25200) < 300);
}

TEST_CASE("a zone that the system does not know is said, in both languages") {
  Folder folder;
  const Wawi english(folder, {{"time-zone", "Europa/Berlin"}});
  CHECK(english.create_status() == OB_BAD_CONFIG);
  CHECK(english.failed_option == "time-zone");
  CHECK_THAT(english.failure, Contains("knows no time zone \"Europa/Berlin\"") && Contains("tzdata"));
  const Wawi german(folder, {{"time-zone", "Europa/Berlin"}}, "de");
  CHECK_THAT(german.failure, Contains("keine Zeitzone \"Europa/Berlin\""));
}

namespace {

/// A file as version 2 left it: all times UTC, dTimestamp with a Z. Version 3 changed no table.
void make_old(const std::string& file) {
  run_sql(file, "DELETE FROM \"orderbridge.tVersion\" WHERE nVersion=3");
  run_sql(file, "UPDATE tinetbestellung SET dTimestamp='2026-02-28T23:30:00Z'");
  run_sql(file, "UPDATE tInetShopZahlung SET dZeit='2026-02-28 23:30:10'");
  run_sql(file,
          "UPDATE \"Verkauf.tAuftrag\" SET dErstellt='2026-03-29 00:59:59',dExternesErstelldatum='2026-02-28 "
          "23:30:00'");
  run_sql(file, "UPDATE \"Verkauf.tAuftragEckdaten\" SET dBezahlt='2026-12-31 23:30:00'");
  run_sql(file, "UPDATE tZahlung SET dDatum='2026-06-30 22:00:00'");
  run_sql(file, "UPDATE \"orderbridge.tVerlauf\" SET dZeit='2026-10-25 01:30:00'");
}

std::vector<std::string> copies(const Folder& folder) {
  std::vector<std::string> found;
  for (const auto& entry : fs::directory_iterator(folder.path()))
    if (entry.path().extension() == ".backup") found.push_back(entry.path().string());
  return found;
}

}  // namespace

TEST_CASE("a file of version 2 becomes local, once, and a copy is kept") {
  Folder folder;
  const auto file = folder.file("wawi.db");
  OrderBuilder builder;
  {
    Wawi wawi(folder);
    REQUIRE(wawi.open() == OB_OK);
    fill_order(builder, 61, kShopTimes[0], Sent::kOffset);
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    REQUIRE(wawi.act("take-over", {"20061"}) == OB_OK);
  }
  make_old(file);
  for (const bool again : {false, true}) {
    CAPTURE(again);
    Wawi wawi(folder);
    REQUIRE(wawi.open() == OB_OK);
    CHECK(value(file, "SELECT max(nVersion) FROM \"orderbridge.tVersion\"") == "3");
    CHECK(value(file, "SELECT dTimestamp FROM tinetbestellung") == "2026-03-01T00:30:00");
    CHECK(value(file, "SELECT dZeit FROM tInetShopZahlung") == "2026-03-01 00:30:10");
    CHECK(value(file, "SELECT dErstellt FROM \"Verkauf.tAuftrag\"") == "2026-03-29 01:59:59");
    CHECK(value(file, "SELECT dExternesErstelldatum FROM \"Verkauf.tAuftrag\"") == "2026-03-01 00:30:00");
    CHECK(value(file, "SELECT dBezahlt FROM \"Verkauf.tAuftragEckdaten\"") == "2027-01-01 00:30:00");
    CHECK(value(file, "SELECT dDatum FROM tZahlung") == "2026-07-01 00:00:00");
    CHECK(value(file, "SELECT min(dZeit) FROM \"orderbridge.tVerlauf\"") == "2026-10-25 02:30:00");
    // The same order as before the update: neither staged anew nor reported as changed.
    REQUIRE(wawi.write(builder.finish()) == OB_OK);
    CHECK(wawi.reported[0].outcome == OB_DUPLICATE);
    CHECK(wawi.reported[0].code.empty());
    CHECK(copies(folder).size() == 1);
  }
  const auto copy = copies(folder).front();
  CHECK_THAT(copy, Matches(".*/wawi\\.db\\.v2-[0-9]{8}T[0-9]{6}\\.backup"));
  CHECK(value(copy, "SELECT dTimestamp FROM tinetbestellung") == "2026-02-28T23:30:00Z");
  CHECK((fs::status(copy).permissions() & fs::perms::mask) ==
        (fs::perms::owner_read | fs::perms::owner_write));
}

TEST_CASE("no room for the copy: nothing is changed") {
  Folder folder;
  const auto file = folder.file("wawi.db");
  {
    Wawi wawi(folder);
    REQUIRE(wawi.open() == OB_OK);
  }
  run_sql(file, "DELETE FROM \"orderbridge.tVersion\" WHERE nVersion=3");
  fs::create_directories(folder.file("wawi.db.backup.part/in-the-way"));
  Wawi wawi(folder);
  CHECK(wawi.open() == OB_RETRY);
  CHECK_THAT(wawi.failure, Contains("nothing was changed"));
  CHECK(value(file, "SELECT max(nVersion) FROM \"orderbridge.tVersion\"") == "2");
}

TEST_CASE("copies go after 30 days, and nothing else") {
  Folder folder;
  {
    Wawi wawi(folder);
    REQUIRE(wawi.open() == OB_OK);
  }
  const auto make = [&](const char* name, int days) {
    std::ofstream(folder.file(name)) << "x";
    fs::last_write_time(folder.file(name), fs::file_time_type::clock::now() - std::chrono::hours(24 * days));
  };
  make("wawi.db.v1-20260101T000000.backup", 31);
  make("wawi.db.v2-20260101T000000.backup", 29);
  make("other.db.v1-20260101T000000.backup", 400);
  make("wawi.db.v1-notes.txt", 400);
  Wawi wawi(folder);
  REQUIRE(wawi.open() == OB_OK);
  CHECK_FALSE(fs::exists(folder.file("wawi.db.v1-20260101T000000.backup")));
  CHECK(fs::exists(folder.file("wawi.db.v2-20260101T000000.backup")));
  CHECK(fs::exists(folder.file("other.db.v1-20260101T000000.backup")));
  CHECK(fs::exists(folder.file("wawi.db.v1-notes.txt")));
}
