-- SPDX-License-Identifier: MIT
-- For connector jtlwawi with target="xml-queue": a table of Orderbridge's own in the database of JTL-Wawi, which
-- remembers the orders that were put into JTL's queue (dbo.tXMLBestellImport), because JTL's Worker deletes what
-- it has fetched. Its key keeps an order from being queued twice. Run it once, as an administrator:
--   sqlcmd -S SERVER -d eazybusiness -i scripts/create-order-queue.sql

CREATE SCHEMA orderbridge;
GO

CREATE TABLE orderbridge.tXMLBestellung (
  cShop nvarchar(100) NOT NULL,
  cId nvarchar(200) NOT NULL,
  cNummer nvarchar(200) NOT NULL,
  nBestellt bigint NOT NULL,
  cInhalt nvarchar(200) NOT NULL,
  cZahlung nvarchar(200) NOT NULL,
  dAbgelegt datetime NULL DEFAULT (getutcdate()),
  PRIMARY KEY (cId, cShop)
);
GO
CREATE INDEX ix_tXMLBestellung_cNummer ON orderbridge.tXMLBestellung (cNummer);
GO
