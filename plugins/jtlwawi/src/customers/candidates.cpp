// SPDX-License-Identifier: MIT
#include "candidates.hpp"

#include <set>
#include <utility>

#include "../fitting.hpp"
#include "../sales_schema.hpp"
#include "normalise.hpp"

namespace orderbridge::jtlwawi {

namespace {

constexpr std::size_t kMostOfOneKind = 20;

/// By what people of one household or company are found: ZIP and name.
std::string name_key(const std::string& zip, const std::string& name) {
  const auto folded = without_blanks(name_of(name).words);
  return folded.empty() ? std::string() : folded_zip(zip) + ' ' + folded;
}
/// As customers were indexed before titles and "jun." were left out.
std::string whole_name_key(const std::string& zip, const std::string& name) {
  return folded_zip(zip) + ' ' + folded_word(name);
}

std::string post_number(const std::string& a, const std::string& b) {
  for (const auto* text : {&a, &b}) {
    std::string digits;
    for (const char c : *text)
      if (c >= '0' && c <= '9') digits += c;
    if (digits.size() >= 6 && digits.size() <= 10) return digits;
  }
  return {};
}

Person person_from(const TextRow& r) {
  Person p;
  p.email = r[0], p.company = r[1], p.first_name = r[2], p.last_name = r[3], p.street = r[4], p.zip = r[5];
  p.city = r[6], p.country = r[7], p.vat_id = r[8], p.phone = r[9];
  if (street_of(p.street).is_locker) p.post_number = post_number(r[10], r[11]);
  return p;
}

std::set<std::int64_t> ids_of(Poco::Data::Session& session, const Person& p, const OrderId& staged,
                              std::int64_t& linked) {
  std::set<std::int64_t> ids;
  const auto add = [&](const std::string& sql, const std::vector<Value>& values) {
    for (const auto& row : query(session, sql + " LIMIT " + std::to_string(kMostOfOneKind), values))
      if (const auto id = to_int(row.front()); id > 0) ids.insert(id);
  };
  const auto search = [&](const char* column, const std::string& value) {
    if (!value.empty())
      add("SELECT kKunde FROM " + table(CustomerSearch::kDef) + " WHERE " + column + "=? AND " + column +
              "<>''",
          {value});
  };
  if (p.shop_customer > 0) {
    const auto row =
        first(session, "SELECT kKunde FROM " + table(InetKundeShop::kDef) + " WHERE kInetKunde=? AND kShop=?",
              {p.shop_customer, staged.shop});
    if (row) linked = to_int(row->front());
    if (linked > 0) ids.insert(linked);
  }
  search("cMail", folded_mail(p.email));
  const auto household = name_key(p.zip, p.last_name);
  search("cName", household);
  if (const auto whole = whole_name_key(p.zip, p.last_name); whole != household && !household.empty())
    search("cName", whole);
  search("cName", name_key(p.zip, folded_company(p.company)));
  search("cUSTID", folded_word(p.vat_id));
  if (!p.customer_number.empty())
    add("SELECT kKunde FROM " + table(Kunde::kDef) + " WHERE cKundenNr=?", {p.customer_number});
  return ids;
}

/// Into whom a customer was merged, at the end; himself where he was not.
std::int64_t standing_for(Poco::Data::Session& session, std::int64_t customer) {
  const auto row = first(session, "SELECT kZiel FROM " + table(Merger::kDef) + " WHERE kKunde=?", {customer});
  return row ? standing_for(session, to_int(row->front())) : customer;
}

std::string number_of(Poco::Data::Session& session, std::int64_t customer) {
  const auto row =
      first(session, "SELECT cKundenNr FROM " + table(Kunde::kDef) + " WHERE kKunde=?", {customer});
  return row ? row->front() : std::string();
}

}  // namespace

Person person_of(Poco::Data::Session& session, const OrderId& staged) {
  const auto row = first(
      session,
      "SELECT r.cMail,r.cFirma,r.cVorname,r.cNachname,r.cStrasse,r.cPLZ,r.cOrt,r.cLandISO,r.cUSTID,r.cTel,"
      "r.cZusatz,r.cAdressZusatz,b.kKunde,k.cShopKundenNr,k.nRegistriert FROM " +
          table(Rechnungadresse::kDef) + " r JOIN " + table(InetBestellung::kDef) +
          " b ON b.kInetBestellung=r.kInetBestellung AND b.kShop=r.kShop LEFT JOIN " +
          table(InetKundeShop::kDef) +
          " k ON k.kInetKunde=b.kKunde AND k.kShop=b.kShop WHERE r.kInetBestellung=? AND r.kShop=?",
      {staged.order, staged.shop});
  if (!row) return {};
  auto person = person_from(*row);
  person.shop_customer = to_int((*row)[12]);
  person.customer_number = (*row)[13];
  person.guest = person.shop_customer <= 0 || (*row)[14] == "0";
  return person;
}

Decision propose_customer(Poco::Data::Session& session, const OrderId& staged, MatchBy by) {
  const auto person = person_of(session, staged);
  std::int64_t linked = 0;
  std::vector<Candidate> candidates;
  for (const auto id : ids_of(session, person, staged, linked)) {
    const auto row =
        first(session,
              "SELECT a.cMail,a.cFirma,a.cVorname,a.cName,a.cStrasse,a.cPLZ,a.cOrt,a.cISO,a.cUSTID,a.cTel,"
              "a.cZusatz,a.cAdressZusatz,k.cKundenNr FROM " +
                  table(Adresse::kDef) + " a JOIN " + table(Kunde::kDef) +
                  " k ON k.kKunde=a.kKunde WHERE a.kKunde=? AND a.nStandard=1",
              {id});
    if (!row) continue;
    const auto whole = standing_for(session, id);
    Candidate candidate{whole, (*row)[12], person_from(*row), whole == linked};
    if (whole != id) candidate.merged_number = std::exchange(candidate.number, number_of(session, whole));
    candidates.push_back(std::move(candidate));
  }
  return match(person, candidates, by);
}

void index_customer(Poco::Data::Session& session, std::int64_t customer) {
  const auto row = first(session,
                         "SELECT cMail,cPLZ,cName,cFirma,cUSTID FROM " + table(Adresse::kDef) +
                             " WHERE kKunde=? AND nStandard=1",
                         {customer});
  if (!row) return;
  const auto name = (*row)[3].empty() ? (*row)[2] : folded_company((*row)[3]);
  execute(
      session,
      "INSERT OR REPLACE INTO " + table(CustomerSearch::kDef) + "(kKunde,cMail,cName,cUSTID) VALUES(?,?,?,?)",
      {customer, folded_mail((*row)[0]), name_key((*row)[1], name), folded_word((*row)[4])});
}

std::string fitting_phone(const std::string& phone) {
  return utf16_units(phone) > 30 ? std::string() : phone;
}

}  // namespace orderbridge::jtlwawi
