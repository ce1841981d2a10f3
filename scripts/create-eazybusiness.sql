-- SPDX-License-Identifier: MIT
-- A test database with those tables of JTL-Wawi (about 1.7) that connector jtlwawi writes and reads: columns and
-- types as there, without triggers, foreign keys and most indexes, and one shop. For tests only: JTL-Wawi itself
-- makes more than this, and does not run on it.
--   sqlcmd -S SERVER -U sa -i scripts/create-eazybusiness.sql
-- then e.g. ORDERBRIDGE_TEST_WAWI_DSN='DRIVER=FreeTDS;SERVER=...;DATABASE=eazybusiness_test'

CREATE DATABASE eazybusiness_test;
GO
USE eazybusiness_test;
GO
CREATE SCHEMA DbeS;
GO
CREATE SCHEMA Verkauf;
GO

-- Shops and versions

CREATE TABLE dbo.tversion (
  cVersion nvarchar(20) NULL,
  bRowversion rowversion NOT NULL
);
GO

CREATE TABLE dbo.tShop (
  kShop int NOT NULL,
  cAPIKey nvarchar(64) NULL,
  cName nvarchar(255) NULL,
  cServerWeb nvarchar(255) NULL,
  cBenutzerWeb nvarchar(32) NULL,
  cPasswortWeb nvarchar(255) NULL,
  nHttpPut tinyint NULL,
  nShopAuftragsNr tinyint NULL,
  nGesperrt tinyint NULL,
  kFirma int NULL,
  nAngebot tinyint NULL,
  kKategorie int NULL,
  nTyp tinyint NOT NULL,
  kAlterShop int NULL,
  bRowversion rowversion NOT NULL,
  kWarenlager int NULL,
  kWarenlagerRetoure int NULL,
  kWarenlagerRetourePlatz int NULL,
  kWarenlagerPlatz int NULL,
  nWarenlagerPlatztyp tinyint NULL,
  nWarenlagerRetourePlatztyp tinyint NULL,
  cBelegDrucker nvarchar(128) NULL,
  nAktiv bit NULL DEFAULT ((1)),
  cGutscheinDrucker nvarchar(128) NULL,
  PRIMARY KEY (kShop)
);
GO

-- Staging: what shops hand over ("Webshopbestellungen")

-- One row per order. The keys of the staging tables are (id, kShop); nothing numbers them.
CREATE TABLE dbo.tinetbestellung (
  kInetBestellung int NOT NULL,
  kWarenkorb int NULL,
  kKunde int NULL,
  kLieferAdresse int NULL,
  kVersandart int NULL,
  cInetBestNr nvarchar(50) NULL,
  cVersandInfo nvarchar(255) NULL,
  dVersandDatum nvarchar(12) NULL,
  cTracking nvarchar(255) NULL,
  cKommentar nvarchar(255) NULL,
  cAbgeholt char(1) NULL,
  cStatus char(1) NULL,
  dTimestamp datetime NULL,
  kBestellHinweis int NULL DEFAULT ((0)),
  kShop int NOT NULL,
  kWaehrung int NULL,
  kSprache int NULL,
  fGutschein decimal(25,13) NOT NULL,
  cModulID nvarchar(255) NULL,
  nZahlungsTyp int NULL,
  nHatUpload int NULL,
  cPUIZahlungsdaten nvarchar(max) NULL,
  cKampagne nvarchar(255) NULL,
  cKampagneParam nvarchar(255) NULL,
  cKampagneName nvarchar(255) NULL,
  cUserAgent nvarchar(512) NULL,
  cReferrer nvarchar(255) NULL,
  nMaxLiefertage int NULL,
  fFaktor decimal(25,13) NULL,
  bRowversion rowversion NOT NULL,
  cHinweis nvarchar(max) NULL,
  nLongestMinDelivery int NULL,
  kRechnungsadresse int NULL,
  PRIMARY KEY (kInetBestellung, kShop)
);
GO

-- kArikel is spelled so. fPreis is net.
CREATE TABLE dbo.tinetbestellpos (
  kInetBestellPos int NOT NULL,
  kInetBestellung int NULL,
  kArikel int NULL,
  fPreis decimal(25,13) NOT NULL,
  fMwSt decimal(25,13) NOT NULL,
  nAnzahl decimal(25,13) NOT NULL,
  cName nvarchar(255) NULL DEFAULT (''),
  kShop int NOT NULL,
  nType tinyint NULL,
  cHinweis nvarchar(2000) NULL,
  nHatUpload int NULL,
  cUnique nvarchar(30) NULL,
  kKonfigitem int NULL,
  bRowversion rowversion NOT NULL,
  cArtNr nvarchar(100) NULL,
  cEinheit nvarchar(255) NULL,
  nLongestMinDelivery int NULL,
  nLongestMaxDelivery int NULL,
  PRIMARY KEY (kInetBestellPos, kShop)
);
GO

-- Extras of the shop, and what Orderbridge needs to know an order again.
CREATE TABLE dbo.tInetBestellungAttribute (
  kInetBestellungAttribute int IDENTITY(1,1) NOT NULL,
  kInetBestellung int NOT NULL,
  kShop int NOT NULL,
  cName nvarchar(255) NOT NULL,
  cValue nvarchar(4000) NULL,
  bRowversion rowversion NOT NULL,
  PRIMARY KEY (kInetBestellungAttribute)
);
GO

CREATE TABLE dbo.tinetkunde (
  kInetKunde int NOT NULL,
  cKundenNr nvarchar(20) NULL,
  cBenutzername nvarchar(20) NULL,
  cPasswort nvarchar(20) NULL,
  cAnrede nvarchar(30) NULL,
  cVorname nvarchar(128) NULL,
  cNachname nvarchar(128) NULL,
  cFirma nvarchar(128) NULL,
  cStrasse nvarchar(255) NULL,
  cPLZ nvarchar(20) NULL,
  cStadt nvarchar(64) NULL,
  cLand nvarchar(64) NULL,
  cTel nvarchar(45) NULL,
  cFax nvarchar(45) NULL,
  cMail nvarchar(255) NULL,
  cHaendler char(1) NULL,
  fRabatt decimal(25,13) NOT NULL,
  cUSTID nvarchar(20) NULL,
  cTitel nvarchar(64) NULL,
  cNewsletter char(1) NULL,
  cAdressZusatz nvarchar(255) NULL,
  cGeburtstag nvarchar(32) NULL,
  cWWW nvarchar(255) NULL,
  kShop int NOT NULL,
  kKundenGruppe int NULL,
  cMobil nvarchar(30) NULL DEFAULT (''),
  nAktiv tinyint NULL DEFAULT ((0)),
  kSprache int NULL,
  cBundesland nvarchar(255) NULL,
  cHerkunft nvarchar(255) NULL,
  nRegistriert smallint NULL,
  cZusatz nvarchar(255) NULL,
  bRowversion rowversion NOT NULL,
  PRIMARY KEY (kInetKunde, kShop)
);
GO

-- kKunde is the match with a customer of JTL-Wawi.
CREATE TABLE dbo.tInetKundeShop (
  kInetKunde int NOT NULL,
  kShop int NOT NULL,
  kKundenGruppe int NOT NULL,
  dKundeSeit nvarchar(11) NULL,
  cInet char(1) NULL DEFAULT ('Y'),
  kKunde int NULL,
  nRegistriert smallint NULL,
  cShopKundenNr nvarchar(30) NULL,
  bRowversion rowversion NOT NULL,
  kSubShop int NULL,
  PRIMARY KEY (kInetKunde, kShop)
);
GO

CREATE TABLE dbo.tInetKundenAttribute (
  kInetKunde int NOT NULL,
  kShop int NOT NULL,
  cName nvarchar(255) NULL,
  cValue nvarchar(255) NULL,
  bRowversion rowversion NOT NULL
);
GO

CREATE TABLE dbo.tinetadress (
  kInetAdress int NOT NULL,
  kKunde int NULL,
  cVorname nvarchar(255) NULL,
  cNachname nvarchar(255) NULL,
  cFirma nvarchar(128) NULL,
  cStrasse nvarchar(255) NULL,
  cPLZ nvarchar(20) NULL,
  cStadt nvarchar(255) NULL,
  cLand nvarchar(255) NULL,
  cTel nvarchar(45) NULL,
  cFax nvarchar(45) NULL,
  cMail nvarchar(255) NULL,
  cAnrede nvarchar(30) NULL,
  cAdressZusatz nvarchar(255) NULL,
  kShop int NOT NULL,
  cMobil nvarchar(30) NULL,
  cTitel nvarchar(64) NULL,
  cZusatz nvarchar(60) NULL,
  cBundesland nvarchar(255) NULL,
  bRowversion rowversion NOT NULL,
  PRIMARY KEY (kInetAdress, kShop)
);
GO

-- The addresses as they were when the order was made; since 1.6.
CREATE TABLE DbeS.tLieferadresse (
  kInetBestellung int NOT NULL,
  kShop int NOT NULL,
  kLieferadresse int NOT NULL,
  kInetKunde int NULL,
  cAnrede nvarchar(30) NULL,
  cVorname nvarchar(255) NULL,
  cNachname nvarchar(255) NULL,
  cTitel nvarchar(64) NULL,
  cFirma nvarchar(128) NULL,
  cZusatz nvarchar(60) NULL,
  cStrasse nvarchar(255) NULL,
  cAdressZusatz nvarchar(255) NULL,
  cPLZ nvarchar(20) NULL,
  cOrt nvarchar(255) NULL,
  cBundesland nvarchar(255) NULL,
  cLand nvarchar(255) NULL,
  cLandISO nvarchar(5) NULL,
  cTel nvarchar(45) NULL,
  cMobil nvarchar(30) NULL,
  cFax nvarchar(45) NULL,
  cMail nvarchar(255) NULL,
  bRowversion rowversion NOT NULL,
  PRIMARY KEY (kInetBestellung, kShop)
);
GO

CREATE TABLE DbeS.tRechnungadresse (
  kInetBestellung int NOT NULL,
  kShop int NOT NULL,
  kRechnungadresse int NOT NULL,
  kInetKunde int NULL,
  cAnrede nvarchar(30) NULL,
  cTitel nvarchar(64) NULL,
  cVorname nvarchar(255) NULL,
  cNachname nvarchar(255) NULL,
  cFirma nvarchar(128) NULL,
  cZusatz nvarchar(60) NULL,
  cStrasse nvarchar(255) NULL,
  cAdressZusatz nvarchar(255) NULL,
  cPLZ nvarchar(20) NULL,
  cOrt nvarchar(255) NULL,
  cBundesland nvarchar(255) NULL,
  cLand nvarchar(255) NULL,
  cLandISO nvarchar(5) NULL,
  cTel nvarchar(45) NULL,
  cMobil nvarchar(30) NULL,
  cFax nvarchar(45) NULL,
  cUSTID nvarchar(20) NULL,
  cWWW nvarchar(255) NULL,
  cMail nvarchar(255) NULL,
  bRowversion rowversion NOT NULL,
  PRIMARY KEY (kInetBestellung, kShop)
);
GO

CREATE TABLE dbo.tInetShopZahlung (
  kZahlungseingang int NOT NULL,
  kInetBestellung int NULL,
  kShop int NOT NULL,
  kZahlung int NULL,
  cZahlungsanbieter nvarchar(255) NULL,
  fBetrag decimal(25,13) NOT NULL,
  fZahlungsgebuehr decimal(25,13) NOT NULL,
  cISO nvarchar(20) NULL,
  cEmpfaenger nvarchar(255) NULL,
  cZahler nvarchar(255) NULL,
  dZeit nvarchar(20) NULL,
  cHinweis nvarchar(255) NULL,
  bRowversion rowversion NOT NULL,
  PRIMARY KEY (kZahlungseingang, kShop)
);
GO

-- Sales orders ("Aufträge") and what became of them

-- kShopauftrag and cExterneAuftragsnummer lead back to the staged order. Before 1.6: table dbo.tBestellung.
CREATE TABLE Verkauf.tAuftrag (
  kAuftrag int IDENTITY(1,1) NOT NULL,
  kBenutzer int NOT NULL,
  kKunde int NULL,
  cAuftragsNr nvarchar(50) NOT NULL,
  nType tinyint NOT NULL,
  dErstellt datetime NOT NULL DEFAULT (getdate()),
  kShopauftrag int NULL,
  nBeschreibung tinyint NOT NULL,
  cInet char(1) NULL,
  cWaehrung char(3) NULL,
  fFaktor decimal(25,13) NOT NULL,
  kShop int NULL,
  kFirmaHistory int NOT NULL,
  kPlattform int NULL,
  kSprache int NOT NULL,
  cExterneAuftragsnummer nvarchar(50) NULL,
  nSteuereinstellung int NULL DEFAULT ((0)),
  cEbayUsername nvarchar(255) NULL,
  cShopZahlungsmodul nvarchar(255) NULL,
  nHatUpload bit NOT NULL,
  fZusatzGewicht decimal(25,13) NOT NULL,
  cVersandlandISO nvarchar(5) NULL,
  cVersandlandBundeslandKuerzel nvarchar(5) NULL,
  cVersandlandWaehrung char(3) NOT NULL,
  fVersandlandWaehrungFaktor decimal(25,13) NOT NULL,
  kVersandArt int NULL,
  nZahlungszielTage int NULL,
  dVoraussichtlichesLieferdatum datetime NULL,
  dAuslieferdatum datetime NULL,
  fSkonto decimal(25,13) NULL,
  nSkontoTage int NULL,
  kVorgangsstatus int NULL,
  nStorno bit NOT NULL,
  nKomplettAusgeliefert int NOT NULL,
  nLieferPrioritaet int NOT NULL,
  nPremiumVersand bit NOT NULL,
  kRueckhaltegrund int NULL,
  kZahlungsart int NULL,
  kWarenlager int NULL,
  nIstExterneRechnung tinyint NOT NULL,
  nIstReadOnly tinyint NOT NULL,
  nMaxLiefertage int NULL,
  cOutboundId nvarchar(255) NULL,
  kFulfillmentLieferant int NULL,
  cUstId nvarchar(25) NULL,
  nArchiv bit NOT NULL,
  nReserviert bit NOT NULL,
  nDebitorennr int NULL,
  nAuftragStatus tinyint NOT NULL,
  cKundenAuftragsnummer nvarchar(250) NULL,
  cAmazonServiceLevel nvarchar(100) NULL,
  dExternesErstelldatum datetime NULL,
  kFarbe int NULL,
  fFinanzierungskosten decimal(25,13) NOT NULL,
  kAuftragQuelle int NULL,
  nAuftragQuelleAktion int NULL,
  kArtikelKarton int NULL,
  bRowversion rowversion NOT NULL,
  cKundenNr nvarchar(30) NULL,
  kKundengruppe int NULL,
  dErstelltWawi datetime NULL DEFAULT (getdate()),
  dAuslieferungAb datetime NULL,
  kAmazonUser int NULL,
  cKundeUstId nvarchar(20) NULL,
  nPending bit NOT NULL,
  PRIMARY KEY (kAuftrag),
  CONSTRAINT UQ_Verkauf_tAuftrag_cAuftragsNr_nType UNIQUE (cAuftragsNr, nType)
);
GO

-- Figures that JTL-Wawi keeps up to date: paid, sent.
CREATE TABLE Verkauf.tAuftragEckdaten (
  kAuftrag int NOT NULL,
  dLetzterVersand datetime NULL,
  dGedruckt datetime NULL,
  dGemailt datetime NULL,
  dVersandMail datetime NULL,
  dZahlungsMail datetime NULL,
  fWertNetto decimal(25,13) NOT NULL,
  fWertBrutto decimal(25,13) NOT NULL,
  fZahlung decimal(25,13) NOT NULL,
  fGutschrift decimal(25,13) NOT NULL,
  nIstNachnahme bit NOT NULL,
  dBezahlt datetime NULL,
  nIstKomplettRetourniert bit NOT NULL,
  nRechnungStatus tinyint NOT NULL,
  nZahlungStatus tinyint NOT NULL,
  nAnzahlPakete int NOT NULL,
  fWertRechnungNetto decimal(25,13) NOT NULL,
  fWertRechnungBrutto decimal(25,13) NOT NULL,
  bRowversion rowversion NOT NULL,
  nAnzahlVersendetePakete int NOT NULL,
  nIstFuerAuslieferungGesperrt tinyint NOT NULL,
  cRechnungsnummern nvarchar(200) NULL,
  fOffenerWert decimal(25,13) NOT NULL,
  fOffenerWertOhneStorno decimal(25,13) NOT NULL,
  PRIMARY KEY (kAuftrag)
);
GO

CREATE TABLE Verkauf.tAuftragPosition (
  kAuftragPosition int IDENTITY(1,1) NOT NULL,
  kArtikel int NULL,
  kAuftrag int NOT NULL,
  cArtNr nvarchar(100) NULL,
  nReserviert bit NOT NULL,
  cName nvarchar(255) NULL,
  cHinweis nvarchar(2000) NULL,
  fAnzahl decimal(25,13) NOT NULL,
  fEkNetto decimal(25,13) NOT NULL,
  fVkNetto decimal(25,13) NOT NULL,
  fRabatt decimal(25,13) NOT NULL,
  fMwSt decimal(25,13) NOT NULL,
  nSort int NOT NULL,
  cNameStandard nvarchar(255) NULL,
  kSteuerklasse int NULL,
  nType tinyint NOT NULL,
  cEinheit nvarchar(255) NULL,
  nHatUpload bit NOT NULL,
  kKonfigVater int NULL,
  kKonfigItem int NULL,
  kAmazonBestellungPos int NULL,
  kAuftragStueckliste int NULL,
  kEbayTransaction int NULL,
  fFaktor decimal(25,13) NOT NULL DEFAULT ((1.0)),
  kSteuerschluessel int NULL,
  bRowversion rowversion NOT NULL,
  fWertNettoGesamtFixiert decimal(25,13) NULL,
  fWertBruttoGesamtFixiert decimal(25,13) NULL,
  cFNSKU nvarchar(255) NULL,
  PRIMARY KEY (kAuftragPosition)
);
GO

CREATE TABLE Verkauf.tAuftragStornogrund (
  kAuftragStornogrund int IDENTITY(1,1) NOT NULL,
  cStornogrund nvarchar(50) NOT NULL,
  nAmazonMapping int NOT NULL,
  cScxMapping nvarchar(50) NOT NULL,
  PRIMARY KEY (kAuftragStornogrund)
);
GO

CREATE TABLE Verkauf.tAuftragStorno (
  kAuftrag int NOT NULL,
  kBenutzer int NOT NULL,
  kAuftragStornogrund int NOT NULL,
  dStorniert datetime NOT NULL,
  cKommentar nvarchar(100) NULL,
  PRIMARY KEY (kAuftrag)
);
GO

-- Deliveries

CREATE TABLE dbo.tversandart (
  kVersandArt int NOT NULL,
  cName nvarchar(255) NULL,
  fPrice decimal(25,13) NOT NULL,
  cAktiv char(1) NULL,
  cInet char(1) NULL,
  cZahlungsInfo char(1) NULL,
  fMwSt decimal(25,13) NOT NULL,
  cDruckText nvarchar(255) NULL,
  fVKFreiAB decimal(25,13) NOT NULL,
  cAuftragsText nvarchar(255) NULL,
  fZusatzGewicht decimal(25,13) NOT NULL,
  nEigeneVersandart tinyint NULL,
  kMainVersandart int NULL,
  nVerwiegePflicht tinyint NULL,
  nTrackingIDEingabePflicht tinyint NULL,
  nExpress tinyint NOT NULL,
  cTrackingIDRegex nvarchar(1000) NULL,
  nTrackingIDVon tinyint NOT NULL DEFAULT ((1)),
  nTrackingIDBis tinyint NOT NULL DEFAULT ((100)),
  nPrioritaet int NOT NULL,
  nEtikettenDrucken tinyint NULL DEFAULT ((0)),
  nEtikettenStartRueckfrage tinyint NULL DEFAULT ((0)),
  kEtikettenFormular int NULL DEFAULT ((0)),
  nVersandMailSenden tinyint NOT NULL DEFAULT ((1)),
  nVersandSchnittstelle tinyint NOT NULL DEFAULT ((1)),
  cTrackingUrlTemplate nvarchar(255) NULL,
  cAmazonCarrierCode nvarchar(255) NULL,
  cEbayCarrierCode nvarchar(255) NULL,
  kVersanddatenImportVorlage int NULL,
  kVersanddatenExportVorlage int NOT NULL,
  kShippingServiceProviderType tinyint NULL,
  nAmazonPrime tinyint NOT NULL,
  bRowversion rowversion NOT NULL,
  kSteuerklasse int NULL DEFAULT ((0)),
  fEKPreis decimal(25,13) NOT NULL,
  cMarktplatzLieferservice nvarchar(255) NULL,
  PRIMARY KEY (kVersandArt)
);
GO

CREATE TABLE dbo.tLieferschein (
  kLieferschein int IDENTITY(1,1) NOT NULL,
  kBestellung int NOT NULL,
  kBenutzer int NOT NULL,
  cLieferscheinNr nvarchar(50) NULL,
  cHinweis nvarchar(255) NULL,
  dMailVersand datetime NULL,
  dErstellt datetime NULL,
  dGedruckt datetime NULL,
  nFulfillment int NULL,
  kLieferantenBestellung int NULL,
  kSessionId int NULL,
  bRowversion rowversion NOT NULL,
  PRIMARY KEY (kLieferschein)
);
GO

CREATE TABLE dbo.tLieferscheinPos (
  kLieferscheinPos int IDENTITY(1,1) NOT NULL,
  kLieferschein int NOT NULL,
  kBestellPos int NULL,
  fAnzahl decimal(25,13) NOT NULL,
  cHinweis nvarchar(4000) NULL,
  bRowversion rowversion NOT NULL,
  PRIMARY KEY (kLieferscheinPos)
);
GO

CREATE TABLE dbo.tVersand (
  kVersand int IDENTITY(1,1) NOT NULL,
  kLieferschein int NOT NULL,
  kBenutzer int NOT NULL,
  kLogistik int NULL,
  cIdentCode nvarchar(255) NULL,
  dErstellt datetime NULL,
  cHinweis nvarchar(255) NULL,
  fGewicht decimal(25,13) NOT NULL,
  kVersandArt int NULL,
  cLogistiker nvarchar(50) NULL,
  cFulfillmentCenter nvarchar(50) NULL,
  dAnkunftszeit datetime NULL,
  nVerpackZeitSek int NULL,
  dVersendet datetime NULL,
  nStatus tinyint NOT NULL,
  cShipmentId nvarchar(50) NULL,
  cReference nvarchar(255) NULL,
  cShipmentOrderId nvarchar(100) NULL,
  kKartonAuftragPos int NULL,
  bRowversion rowversion NOT NULL,
  cEnclosedReturnIdentCode nvarchar(255) NULL,
  nViaAmazonMWS int NOT NULL,
  kReturnVersandart int NULL,
  PRIMARY KEY (kVersand)
);
GO

-- Order files that JTL's Worker fetches

CREATE TABLE dbo.tXMLBestellImport (
  kXMLBestellImport int IDENTITY(1,1) NOT NULL,
  cText nvarchar(max) NULL,
  nPlattform tinyint NULL,
  nRechnung tinyint NULL,
  bRowversion rowversion NOT NULL,
  PRIMARY KEY (kXMLBestellImport)
);
GO

-- What JTL-Wawi has when it is set up: its version, and the online shop that orders are staged under

INSERT INTO dbo.tversion (cVersion) VALUES ('1.7.15.0');
INSERT INTO dbo.tShop (kShop, cName, nTyp, nAktiv) VALUES (1, 'Onlineshop', 0, 1);
INSERT INTO Verkauf.tAuftragStornogrund (cStornogrund, nAmazonMapping, cScxMapping) VALUES ('Kundenwunsch', 0, '');
GO
