// SPDX-License-Identifier: MIT
#include "sqlserver_bench.hpp"

#include "wawi_connector.hpp"

namespace {

orderbridge::jtlwawi::sqlserver::SessionFactory& next_sessions() {
  static orderbridge::jtlwawi::sqlserver::SessionFactory sessions;
  return sessions;
}

struct UnderTest : orderbridge::jtlwawi::WawiConnector {
  UnderTest(orderbridge::Host host, const orderbridge::Connection& connection)
      : WawiConnector(host, connection, next_sessions()) {}
};

}  // namespace

ORDERBRIDGE_CONNECTORS("Orderbridge", "0.1.0", UnderTest)

namespace ob_test {

void use_sessions(orderbridge::jtlwawi::sqlserver::SessionFactory sessions) {
  next_sessions() = std::move(sessions);
}

SqliteBench::SqliteBench(std::set<std::string> without, const std::string& more)
    : db(folder.path(), std::move(without), more) {}

std::unique_ptr<Wawi> SqliteBench::connector(Settings settings, const char* language) {
  use_sessions(server.factory());
  settings.emplace("database", "odbc:DSN=test");
  settings.emplace("busy-timeout", "200");
  return std::make_unique<Wawi>(folder, std::move(settings), language);
}

void SqliteBench::answer_once(const std::string& part, tds::Answer answer, int n) {
  db.before = [=, left = n](const tds::Request& request) mutable -> std::optional<tds::Answer> {
    const bool meant =
        request.kind == tds::Request::Kind::kCommit
            ? part == "COMMIT"
            : request.kind == tds::Request::Kind::kStatement && request.sql.find(part) != std::string::npos;
    if (!meant || left == 0 || --left > 0) return std::nullopt;
    return answer;
  };
}

tds::Answer failure(int number, bool aborts) {
  tds::Answer answer;
  answer.failure = tds::Failure{number, "Rückmeldung des Servers", 16, 1, aborts};
  return answer;
}

const std::set<std::string> kBefore16{"DbeS.tLieferadresse",
                                      "DbeS.tRechnungadresse",
                                      "Verkauf.tAuftrag",
                                      "Verkauf.tAuftragEckdaten",
                                      "Verkauf.tAuftragPosition",
                                      "Verkauf.tAuftragStorno",
                                      "Verkauf.tAuftragStornogrund",
                                      "dbo.tinetbestellung.kRechnungsadresse",
                                      "dbo.tinetbestellung.cHinweis",
                                      "dbo.tinetbestellung.nLongestMinDelivery",
                                      "dbo.tinetbestellpos.cArtNr",
                                      "dbo.tinetbestellpos.cEinheit",
                                      "dbo.tinetbestellpos.nLongestMinDelivery",
                                      "dbo.tinetbestellpos.nLongestMaxDelivery",
                                      "dbo.tInetKundeShop.kSubShop"};

const char* const kTablesBefore16 = R"(CREATE TABLE dbo.tBestellung (
  kBestellung int IDENTITY(1,1) NOT NULL,
  cBestellNr nvarchar(50) NULL,
  dErstellt datetime NULL,
  kInetBestellung int NULL,
  dVersandt datetime NULL,
  cIdentCode nvarchar(255) NULL,
  kShop int NULL,
  cInetBestellNr nvarchar(50) NULL,
  nStorno tinyint NULL,
  nKomplettAusgeliefert tinyint NOT NULL,
  dBezahlt datetime NULL,
  PRIMARY KEY (kBestellung)
);
GO
CREATE TABLE dbo.tbestellpos (
  kBestellPos int IDENTITY(1,1) NOT NULL,
  tBestellung_kBestellung int NOT NULL,
  cArtNr nvarchar(100) NULL,
  nAnzahl decimal(25,13) NOT NULL,
  PRIMARY KEY (kBestellPos)
);
GO
CREATE TABLE dbo.tBestellungEckDaten (
  kBestellung int NOT NULL,
  fWert decimal(25,13) NOT NULL,
  fZahlung decimal(25,13) NOT NULL,
  PRIMARY KEY (kBestellung)
);
GO
UPDATE dbo.tversion SET cVersion='1.5.55.8'
GO)";

}  // namespace ob_test
