// SPDX-License-Identifier: MIT
#include "bridge.hpp"

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Session.h>
#include <stdlib.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "orderbridge/sandbox/settings.hpp"

namespace e2e {

namespace fs = std::filesystem;

Bridge::Bridge(std::string shop_url) : url(std::move(shop_url)), key(orderbridge::sandbox::kDemoKey) {
  std::string pattern = (fs::temp_directory_path() / "orderbridge-e2e-XXXXXX").string();
  if (!::mkdtemp(pattern.data())) throw std::runtime_error("mkdtemp");
  folder_ = pattern;
}

Bridge::~Bridge() {
  if (std::getenv("OB_KEEP")) {  // for looking at a failure
    std::fprintf(stderr, "kept: %s\n", folder_.c_str());
    return;
  }
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void Bridge::write_config() const {
  std::ostringstream out;
  out << "<orderbridge xmlns=\"urn:orderbridge:config:1\" language=\"en\">\n"
      << "  <connectors folder=\"" << OB_CONNECTOR_DIR << "\"/>\n  <journal file=\"" << journal
      << "\"/>\n  <connections>\n"
      << "    <shopware5 id=\"shop\" url=\"" << url << "\" user=\"" << user
      << "\" api-key=\"${env:" << key_variable << "}\"" << shop_attributes << ">" << shop_children
      << "</shopware5>\n"
      << "    "
      << (wawi_element.empty() ? "<jtlwawi id=\"wawi\" database=\"" + database + "\"" + wawi_attributes + "/>"
                               : wawi_element)
      << "\n  </connections>\n"
      << "  <pipelines>\n    <pipeline id=\"import\" title=\"Bestellimport\""
      << (schedule.empty() ? "" : " schedule=\"" + schedule + "\"")
      << ">\n      <from "
         "connection=\"shop\"/>"
      << steps << "<to connection=\"wawi\"/>" << on_written << "<errorHandler><redeliveryPolicy "
      << redelivery << "/></errorHandler>\n    </pipeline>\n"
      << more_pipelines << "  </pipelines>\n"
      << actions << tables << "</orderbridge>\n";
  // A program that was started may be reading it: only a new text is written, and never half of it.
  if (out.str() == written_) return;
  std::ofstream(folder_ / "bridge.xml.new", std::ios::trunc) << out.str();
  fs::rename(folder_ / "bridge.xml.new", folder_ / "bridge.xml");
  written_ = out.str();
}

Finished Bridge::host(const std::vector<std::string>& words) {
  return start(words)->wait();
}

std::unique_ptr<Child> Bridge::start(const std::vector<std::string>& words) {
  write_config();
  std::vector<std::string> all{OB_HOST, "--config", (folder_ / "bridge.xml").string(), "--language",
                               language};
  all.insert(all.end(), words.begin(), words.end());
  Environment variables{{key_variable, key}};
  variables.insert(variables.end(), environment.begin(), environment.end());
  return std::make_unique<Child>(all, variables);
}

namespace {

std::vector<std::string> first_column(const fs::path& file, const std::string& sql) {
  Poco::Data::SQLite::Connector::registerConnector();
  Poco::Data::Session session("SQLite", file.string());
  Poco::Data::Statement select(session);
  select << sql;
  select.execute();
  Poco::Data::RecordSet rows(select);
  std::vector<std::string> values;
  for (std::size_t i = 0; i < rows.rowCount(); ++i)
    values.push_back(rows.value(0, i).isEmpty() ? "" : rows.value(0, i).convert<std::string>());
  return values;
}

}  // namespace

std::vector<std::string> Bridge::staged(const std::string& sql) const {
  return first_column(wawi_file(), sql);
}

std::vector<std::string> Bridge::journal_rows(const std::string& sql) const {
  return first_column(journal_file(), sql);
}

void Bridge::change_journal(const std::string& sql) const {
  Poco::Data::SQLite::Connector::registerConnector();
  Poco::Data::Session session("SQLite", journal_file().string());
  session << sql, Poco::Data::Keywords::now;
}

void Bridge::forget(long id) const {
  Poco::Data::SQLite::Connector::registerConnector();
  Poco::Data::Session session("SQLite", wawi_file().string());
  Poco::Int64 order = id;
  using namespace Poco::Data::Keywords;
  for (const auto* table :
       {"tinetbestellung", "tinetbestellpos", "tInetBestellungAttribute", "DbeS.tLieferadresse",
        "DbeS.tRechnungadresse", "orderbridge.tBestellung", "orderbridge.tPosition"})
    session << std::string("DELETE FROM \"") + table + "\" WHERE kInetBestellung = ?", use(order), now;
  session << "DELETE FROM tinetadress WHERE kInetAdress = ?", use(order), now;
  session << "DELETE FROM tInetShopZahlung WHERE kZahlungseingang = ?", use(order), now;
}

bool Bridge::is_staged(long id) const {
  if (!fs::exists(wawi_file())) return false;
  return staged("SELECT count(*) FROM tinetbestellung WHERE kInetBestellung = " + std::to_string(id))
             .front() == "1";
}

}  // namespace e2e
