// SPDX-License-Identifier: MIT
#include "schema.hpp"

#include <catch2/catch.hpp>

using namespace orderbridge::jtlwawi;

TEST_CASE("names outside dbo carry their schema") {
  CHECK(table("dbo", "tShop") == "\"tShop\"");
  CHECK(table("DbeS", "tLieferadresse") == "\"DbeS.tLieferadresse\"");
  CHECK(table("orderbridge", "tBestellung") == "\"orderbridge.tBestellung\"");
}

TEST_CASE("an insert binds what varies and writes fixed values as they are") {
  CHECK(insert_sql(Counter::kDef) ==
        "INSERT INTO \"orderbridge.tZaehler\"(kShop,nNaechste) VALUES(?,?) ON CONFLICT(kShop) DO UPDATE SET "
        "nNaechste=excluded.nNaechste");
  CHECK(insert_sql(Shop::kDef) ==
        "INSERT INTO \"tShop\"(kShop,cName,cServerWeb,nTyp,nAktiv) VALUES(?,?,'',0,1)");
  CHECK(insert_sql(InetKundeShop::kDef).find("kKunde=excluded") == std::string::npos);
}

TEST_CASE("amounts are text, lengths are checks, the key forbids a second order") {
  const std::string sql = create_sql(InetBestellung::kDef);
  CHECK(sql.find("fFaktor TEXT NOT NULL CHECK(typeof(fFaktor)='text')") != std::string::npos);
  CHECK(sql.find("length(cInetBestNr)<=50") != std::string::npos);
  CHECK(sql.find("PRIMARY KEY(kInetBestellung,kShop)") != std::string::npos);
}
