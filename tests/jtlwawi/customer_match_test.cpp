// SPDX-License-Identifier: MIT
// Whose order is this? Cases from the life of a shop, each with the decision and a rule that its reason must
// name. All people are invented.
#include "customers/match.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "customers/normalise.hpp"

using namespace orderbridge::jtlwawi;
using Catch::Matchers::Contains;

namespace {

// e-mail | company | first | last | street | ZIP | VAT id | phone | post number
Person person(const char* email, const char* company, const char* first, const char* last, const char* street,
              const char* zip, const char* vat = "", const char* phone = "", const char* post = "") {
  Person p;
  p.email = email, p.company = company, p.first_name = first, p.last_name = last, p.street = street,
  p.zip = zip;
  p.vat_id = vat, p.phone = phone, p.post_number = post;
  return p;
}

const Person kAnna = person("anna.berg@example.org", "", "Anna", "Berg", "Hauptstraße 12", "10115");
const Person kMaier = person("info@maier-bau.example", "Maier Bau GmbH", "Jürgen", "Maier", "Industrieweg 7",
                             "70565", "DE123456789", "0711 123456");
const Person kLocker =
    person("s.kowalski@example.org", "", "Stefan", "Kowalski", "Packstation 145", "20095", "", "", "1234567");

Person in(const char* country, Person p) {
  p.country = country;
  return p;
}
Person town(const char* city, Person p) {
  p.city = city;
  return p;
}
Person numbered(const char* number, Person p) {
  p.customer_number = number;
  return p;
}

/// One case: an order's person, customers 10001 ... in order, and what must come of it.
struct Case {
  const char* what;
  Person order;
  std::vector<Person> customers;
  Verdict verdict;
  const char* reason;  // part of the English reason
  int linked = 0;      // 1: the first customer was matched with the order's shop customer before
  int expected = 1;    // which customer, where one is certain
};

constexpr auto kExisting = Verdict::kExisting, kNew = Verdict::kNew, kPerson = Verdict::kPerson;

const std::vector<Case> kCases{
    // The same person
    {"the very same", kAnna, {kAnna}, kExisting, "e-mail, street and ZIP, last name, first name"},
    {"nobody there", kAnna, {}, kNew, "nobody"},
    {"somebody else", kAnna, {kMaier}, kNew, "nobody"},
    {"matched before", kAnna, {kAnna}, kExisting, "shop customer already matched", 1},
    {"matched before and moved",
     person("anna.berg@example.org", "", "Anna", "Berg", "Am Markt 3", "80331"),
     {kAnna},
     kExisting,
     "shop customer already matched",
     1},
    {"matched before, other e-mail",
     person("neu@example.org", "", "Anna", "Berg", "Hauptstraße 12", "10115"),
     {kAnna},
     kExisting,
     "shop customer already matched",
     1},
    {"matched before, married",
     person("anna.berg@example.org", "", "Anna", "Sommer", "Hauptstraße 12", "10115"),
     {kAnna},
     kExisting,
     "shop customer already matched",
     1},
    {"moved, same e-mail",
     person("anna.berg@example.org", "", "Anna", "Berg", "Am Markt 3", "80331"),
     {kAnna},
     kExisting,
     "e-mail, last name, first name"},
    {"other e-mail, same address",
     person("ab@example.net", "", "Anna", "Berg", "Hauptstraße 12", "10115"),
     {kAnna},
     kPerson,
     "street and ZIP, last name, first name; against: another e-mail"},
    {"no e-mail, same address",
     person("", "", "Anna", "Berg", "Hauptstraße 12", "10115"),
     {kAnna},
     kExisting,
     "street and ZIP"},
    {"moved and another e-mail",
     person("ab@example.net", "", "Anna", "Berg", "Am Markt 3", "80331"),
     {kAnna},
     kNew,
     "nobody"},
    {"moved, e-mail with a typo",
     person("anna.berk@example.org", "", "Anna", "Berg", "Am Markt 3", "80331"),
     {kAnna},
     kPerson,
     "e-mail but for one letter"},
    {"e-mail in capitals",
     person(" Anna.Berg@Example.ORG", "", "Anna", "Berg", "Am Markt 3", "80331"),
     {kAnna},
     kExisting,
     "e-mail"},
    // Spellings
    {"str. for straße",
     person("", "", "Anna", "Berg", "Hauptstr. 12", "10115"),
     {kAnna},
     kExisting,
     "street and ZIP"},
    {"Strasse in two words",
     person("", "", "Anna", "Berg", "Haupt Strasse 12", "10115"),
     {kAnna},
     kExisting,
     "street and ZIP"},
    {"house number with a letter apart",
     person("", "", "Eva", "Roth", "Lindenallee 3 b", "50667"),
     {person("", "", "Eva", "Roth", "Lindenallee 3B", "50667")},
     kExisting,
     "street and ZIP"},
    {"another house number",
     person("", "", "Anna", "Berg", "Hauptstraße 21", "10115"),
     {kAnna},
     kNew,
     "nobody"},
    {"another letter of the house",
     person("", "", "Anna", "Berg", "Hauptstraße 12a", "10115"),
     {kAnna},
     kNew,
     "nobody"},
    {"umlaut written out",
     person("", "", "Joerg", "Mueller", "Gruener Weg 1", "30159"),
     {person("", "", "Jörg", "Müller", "Grüner Weg 1", "30159")},
     kExisting,
     "street and ZIP, last name, first name"},
    {"ß written as ss",
     person("", "", "Karl", "Grosskopf", "Weissdornweg 5", "04109"),
     {person("", "", "Karl", "Großkopf", "Weißdornweg 5", "04109")},
     kExisting,
     "last name"},
    {"accents",
     person("", "", "Rene", "Lefevre", "Rue Basse 4", "67000"),
     {person("", "", "René", "Lefèvre", "Rue Basse 4", "67000")},
     kExisting,
     "first name"},
    {"Polish letters",
     person("", "", "Lukasz", "Wojcik", "Dluga 8", "00-238"),
     {person("", "", "Łukasz", "Wójcik", "Długa 8", "00-238")},
     kExisting,
     "last name"},
    {"apostrophe",
     person("", "", "Sean", "ONeill", "Parkweg 2", "22765"),
     {person("", "", "Seán", "O'Neill", "Parkweg 2", "22765")},
     kExisting,
     "last name"},
    {"double name with hyphen",
     person("", "", "Ute", "Klein Vogt", "Ringstr. 9", "44135"),
     {person("", "", "Ute", "Klein-Vogt", "Ringstraße 9", "44135")},
     kExisting,
     "last name"},
    {"typo in the last name",
     person("anna.berg@example.org", "", "Anna", "Bergh", "Hauptstraße 12", "10115"),
     {kAnna},
     kPerson,
     "e-mail, street and ZIP"},
    {"typo in a longer last name",
     person("t.schneider@example.org", "", "Tom", "Schnieder", "Gasse 1", "01067"),
     {person("t.schneider@example.org", "", "Tom", "Schneider", "Gasse 1", "01067")},
     kPerson,
     "e-mail, street and ZIP"},
    {"second first name",
     person("anna.berg@example.org", "", "Anna Maria", "Berg", "Hauptstraße 12", "10115"),
     {kAnna},
     kExisting,
     "first name"},
    {"initial: Anna or Albert", person("", "", "A.", "Berg", "Hauptstraße 12", "10115"), {kAnna}, kPerson, "initial of the first name"},
    {"initial and e-mail", person("anna.berg@example.org", "", "A.", "Berg", "Hauptstraße 12", "10115"), {kAnna}, kExisting, "initial of the first name"},
    {"another initial", person("", "", "P.", "Berg", "Hauptstraße 12", "10115"), {kAnna}, kNew, "another first name"},
    {"first and last name swapped", person("anna.berg@example.org", "", "Berg", "Anna", "", ""), {kAnna}, kExisting, "swapped"},
    {"swapped without e-mail", person("", "", "Berg", "Anna", "Hauptstraße 12", "10115"), {kAnna}, kPerson, "swapped"},
    {"title in the name", person("", "", "Dr. Anna", "Berg", "Hauptstraße 12", "10115"), {kAnna}, kExisting, "street and ZIP, last name, first name"},
    {"double name since the wedding", person("anna.berg@example.org", "", "Anna", "Berg-Sommer", "Hauptstraße 12", "10115"), {kAnna}, kExisting, "part of the last name"},
    {"umlaut as vowel and two dots", person("", "", "Jo\xCC\x88rg", "Mu\xCC\x88ller", "Gru\xCC\x88ner Weg 1", "30159"), {person("", "", "Jörg", "Müller", "Grüner Weg 1", "30159")}, kExisting, "street and ZIP, last name, first name"},
    {"Turkish letters", person("", "", "Isil", "Yildirim", "Kanalweg 3", "47051"), {person("", "", "Işıl", "YILDIRIM", "Kanalweg 3", "47051")}, kExisting, "last name, first name"},
    {"street with a typo", person("", "", "Anna", "Berg", "Haupstraße 12", "10115"), {kAnna}, kPerson, "street in another spelling"},
    {"street with a typo, same e-mail", person("anna.berg@example.org", "", "Anna", "Berg", "Haupstraße 12", "10115"), {kAnna}, kExisting, "street in another spelling"},
    {"another street of nearly that name",
     person("", "", "Anna", "Berg", "Burgstr. 12", "10115"),
     {person("", "", "Anna", "Berg", "Bergstr. 12", "10115")},
     kPerson,
     "street in another spelling"},
    {"abbreviated street", person("", "", "Ute", "Klein", "Mart.-L.-King-Str. 5", "39104"), {person("", "", "Ute", "Klein", "Martin-Luther-King-Straße 5", "39104")}, kPerson, "street in another spelling"},
    {"abbreviated street, another house", person("", "", "Ute", "Klein", "Mart.-L.-King-Str. 7", "39104"), {person("", "", "Ute", "Klein", "Martin-Luther-King-Straße 5", "39104")}, kNew, "another address"},
    {"house 12 is not house 1-2", person("", "", "Anna", "Berg", "Hauptstraße 1-2", "10115"), {kAnna}, kNew, "another address"},
    {"house number forgotten", person("", "", "Anna", "Berg", "Hauptstraße", "10115"), {kAnna}, kPerson, "last name, first name"},
    {"village without house numbers", person("", "", "Nils", "Ohm", "Am Bach", "25980"), {person("", "", "Nils", "Ohm", "Am Bach", "25980")}, kExisting, "street and ZIP"},
    {"floor behind the number", person("", "", "Anna", "Berg", "Hauptstr. 12, 3. OG links", "10115"), {kAnna}, kExisting, "street and ZIP"},
    {"ZIP with country", person("", "", "Anna", "Berg", "Hauptstr. 12", "D-10115"), {kAnna}, kExisting, "street and ZIP"},
    {"same ZIP and street in another country", in("AT", person("", "", "Ina", "Graf", "Bahnhofstr. 1", "6060")), {in("CH", person("", "", "Ina", "Graf", "Bahnhofstr. 1", "6060"))}, kNew, "another address"},
    {"no first name",
     person("anna.berg@example.org", "", "", "Berg", "Hauptstraße 12", "10115"),
     {kAnna},
     kExisting,
     "e-mail, street and ZIP, last name"},
    // Couples, families, neighbours
    {"couple with one e-mail",
     person("anna.berg@example.org", "", "Peter", "Berg", "Hauptstraße 12", "10115"),
     {kAnna},
     kPerson,
     "another first name"},
    {"couple, own e-mails",
     person("peter.berg@example.org", "", "Peter", "Berg", "Hauptstraße 12", "10115"),
     {kAnna},
     kNew,
     "nobody"},
    {"couple, both are customers",
     person("anna.berg@example.org", "", "Peter", "Berg", "Hauptstraße 12", "10115"),
     {kAnna, person("peter@example.org", "", "Peter", "Berg", "Hauptstraße 12", "10115")},
     kPerson,
     "street and ZIP, last name, first name",
     0,
     2},
    {"partner with another name, one e-mail",
     person("anna.berg@example.org", "", "Jan", "Hoff", "Hauptstraße 12", "10115"),
     {kAnna},
     kPerson,
     "e-mail, street and ZIP; against: another first name"},
    {"couple with one e-mail, phone and customer number", numbered("10001", person("lb@example.org", "", "Luca", "Brand", "Weg 1", "50667", "", "0221 998877")), {person("lb@example.org", "", "Mara", "Brand", "Weg 1", "50667", "", "0221 998877")}, kPerson, "against: another first name"},
    {"names that begin alike: Paul and Paula", person("", "", "Paula", "Berg", "Hauptstraße 12", "10115"), {person("", "", "Paul", "Berg", "Hauptstraße 12", "10115")}, kNew, "another first name"},
    {"Paul and Paula with one e-mail", person("berg@example.org", "", "Paula", "Berg", "Hauptstraße 12", "10115"), {person("berg@example.org", "", "Paul", "Berg", "Hauptstraße 12", "10115")}, kPerson, "another first name"},
    {"couple, and her account", person("anna.berg@example.org", "", "Peter", "Berg", "Hauptstraße 12", "10115"), {kAnna}, kExisting, "shop customer already matched", 1},
    {"filler as phone", person("", "", "Ida", "Fink", "Weg 2", "10115", "", "000000"), {person("", "", "Ida", "Fink", "Allee 9", "10117", "", "000000")}, kNew, "nobody"},
    {"father and son of one name",
     person("", "", "Karl", "Otto", "Feldweg 1", "99084"),
     {person("", "", "Karl", "Otto", "Feldweg 1", "99084"),
      person("", "", "Karl", "Otto", "Feldweg 1", "99084")},
     kPerson,
     "fit about equally"},
    {"twins, one letter apart",
     person("", "", "Lena", "Voss", "Seestr. 4", "18055"),
     {person("", "", "Lina", "Voss", "Seestr. 4", "18055")},
     kNew,
     "nobody"},
    // Junior and senior
    {"the son of that name, in the last name", person("", "", "Karl", "Otto jun.", "Feldweg 1", "99084"), {person("", "", "Karl", "Otto", "Feldweg 1", "99084")}, kPerson, "against: only one is called junior or senior"},
    {"the son of that name, in the first name", person("", "", "Karl Jr.", "Otto", "Feldweg 1", "99084"), {person("", "", "Karl", "Otto", "Feldweg 1", "99084")}, kPerson, "against: only one is called junior or senior"},
    {"the son, with e-mail and phone of the family", numbered("10001", person("otto@example.org", "", "Karl", "Otto (junior)", "Feldweg 1", "99084", "", "0361 778899")), {person("otto@example.org", "", "Karl", "Otto", "Feldweg 1", "99084", "", "0361 778899")}, kPerson, "only one is called junior"},
    {"the father's order, the son is a customer", person("", "", "Karl", "Otto sen.", "Feldweg 1", "99084"), {person("", "", "Karl", "Otto jun.", "Feldweg 1", "99084")}, kNew, "against: one is junior, the other senior"},
    {"father and son with one e-mail", person("otto@example.org", "", "Karl", "Otto sen.", "Feldweg 1", "99084"), {person("otto@example.org", "", "Karl", "Otto jun.", "Feldweg 1", "99084")}, kPerson, "one is junior, the other senior"},
    {"junior again, spelled otherwise", person("", "", "Karl jun.", "Otto", "Feldweg 1", "99084"), {person("", "", "Karl", "Otto junior", "Feldweg 1", "99084")}, kExisting, "street and ZIP, last name, first name"},
    {"both are there, the son orders", person("", "", "Karl", "Otto jun.", "Feldweg 1", "99084"), {person("", "", "Karl", "Otto", "Feldweg 1", "99084"), person("", "", "Karl", "Otto jun.", "Feldweg 1", "99084")}, kExisting, "last name, first name", 0, 2},
    {"both are there, the father orders", person("", "", "Karl", "Otto", "Feldweg 1", "99084"), {person("", "", "Karl", "Otto", "Feldweg 1", "99084"), person("", "", "Karl", "Otto jun.", "Feldweg 1", "99084")}, kExisting, "last name, first name", 0, 1},
    {"matched before, now signs as junior", person("", "", "Karl", "Otto jun.", "Feldweg 1", "99084"), {person("", "", "Karl", "Otto", "Feldweg 1", "99084")}, kExisting, "shop customer already matched", 1},
    {"the brother of the junior", person("", "", "Fritz", "Otto", "Feldweg 1", "99084"), {person("", "", "Karl", "Otto jun.", "Feldweg 1", "99084")}, kNew, "against: another first name"},
    {"called Junior, no mark", person("", "", "Lia", "Junior", "Feldweg 1", "99084"), {person("", "", "Lia", "Junior", "Feldweg 1", "99084")}, kExisting, "last name, first name"},
    // With whom somebody lives, and towns without ZIP
    {"lives with somebody", person("", "", "Anna", "Berg", "Hauptstr. 12 c/o Roth", "10115"), {kAnna}, kExisting, "street and ZIP"},
    {"lives with somebody, said before", person("", "", "Anna", "Berg", "c/o Roth, Hauptstr. 12", "10115"), {kAnna}, kExisting, "street and ZIP"},
    {"no ZIP in this country", town("Galway", in("IE", person("", "", "Sean", "Byrne", "Shop Street 4", ""))), {town("GALWAY", in("IE", person("", "", "Sean", "Byrne", "Shop Street 4", "")))}, kExisting, "street and ZIP"},
    {"no ZIP, another town", town("Cork", in("IE", person("", "", "Sean", "Byrne", "Shop Street 4", ""))), {town("Galway", in("IE", person("", "", "Sean", "Byrne", "Shop Street 4", "")))}, kNew, "another address"},
    {"ZIP forgotten", person("", "", "Anna", "Berg", "Hauptstraße 12", ""), {kAnna}, kPerson, "last name, first name"},
    {"ZIP forgotten, another town", town("Bonn", person("", "", "Anna", "Berg", "Hauptstraße 12", "")), {town("Berlin", kAnna)}, kNew, "another address"},
    {"flat share", person("", "", "Mia", "Kern", "Hauptstraße 12", "10115"), {kAnna}, kNew, "nobody"},
    {"same name in the same town",
     person("", "", "Anna", "Berg", "Nebenweg 5", "10115"),
     {kAnna},
     kNew,
     "nobody"},
    {"same name in another town",
     person("", "", "Anna", "Berg", "Hauptstraße 12", "80331"),
     {kAnna},
     kNew,
     "nobody"},
    {"same name, same phone, another address",
     person("", "", "Ida", "Fink", "Weg 2", "10115", "", "030 445566"),
     {person("", "", "Ida", "Fink", "Allee 9", "10117", "", "+49 30 445566")},
     kPerson,
     "phone"},
    {"shared e-mail of an office",
     person("post@amt.example", "", "Rita", "Lang", "Amtsweg 1", "24103"),
     {person("post@amt.example", "", "Udo", "Kurz", "Amtsweg 1", "24103")},
     kPerson,
     "against: another first name, another last name"},
    {"shared e-mail, and he is here", person("post@amt.example", "", "Rita", "Lang", "Amtsweg 1", "24103"), {person("post@amt.example", "", "Udo", "Kurz", "Amtsweg 1", "24103"), person("post@amt.example", "", "Rita", "Lang", "Amtsweg 1", "24103")}, kExisting, "last name, first name", 0, 2},
    {"only the e-mail", person("anna.berg@example.org", "", "", "", "", ""), {kAnna}, kPerson, "e-mail"},
    {"two with one e-mail",
     person("anna.berg@example.org", "", "Anna", "Berg", "Neu 1", "20095"),
     {kAnna, person("anna.berg@example.org", "", "Anna", "Berg", "Alt 2", "10117")},
     kPerson,
     "fit about equally"},
    {"the better of two",
     person("anna.berg@example.org", "", "Anna", "Berg", "Hauptstraße 12", "10115"),
     {person("anna.berg@example.org", "", "Anna", "Berg", "Alt 2", "10117"), kAnna},
     kExisting,
     "street and ZIP",
     0,
     2},
    // Guests and accounts
    {"guest, then account",
     [] {
       auto p = kAnna;
       p.shop_customer = 77;
       return p;
     }(),
     {[] {
       auto p = kAnna;
       p.guest = true;
       return p;
     }()},
     kExisting,
     "e-mail, street and ZIP"},
    {"account, then guest",
     [] {
       auto p = kAnna;
       p.guest = true;
       p.shop_customer = -5;
       return p;
     }(),
     {kAnna},
     kExisting,
     "e-mail, street and ZIP"},
    {"guest with another address",
     person("anna.berg@example.org", "", "Anna", "Berg", "Ferienhof 1", "25980"),
     {kAnna},
     kExisting,
     "e-mail, last name, first name"},
    {"the shop counts its customers anew",
     person("x@example.org", "", "Olaf", "Thiel", "Kamp 3", "28195"),
     {kAnna},
     kPerson,
     "quite another name",
     1},
    {"counted anew, the customer number, too", numbered("10001", person("x@example.org", "", "Olaf", "Thiel", "Hauptstraße 12", "10115")), {kAnna}, kPerson, "quite another name", 1},
    {"counted anew, another company", person("x@example.org", "Holz AG", "", "", "Kamp 3", "28195"), {kMaier}, kPerson, "quite another name", 1},
    {"matched before, married, another e-mail", person("as@example.net", "", "Anna", "Sommer", "Hauptstraße 12", "10115"), {kAnna}, kExisting, "shop customer already matched", 1},
    {"matched before, and a twin entry fits better", person("new@example.org", "", "Anna", "Berg", "Neu 1", "20095"), {kAnna, person("new@example.org", "", "Anna", "Berg", "Neu 1", "20095")}, kExisting, "shop customer already matched", 1},
    {"matched before, the account's order for his firm", person("anna.berg@example.org", "Berg Design", "Anna", "Berg", "Hof 2", "10117"), {kAnna}, kExisting, "shop customer already matched", 1},
    {"counted anew, and he is here",
     person("x@example.org", "", "Olaf", "Thiel", "Kamp 3", "28195"),
     {kAnna, person("x@example.org", "", "Olaf", "Thiel", "Kamp 3", "28195")},
     kExisting,
     "e-mail, street and ZIP",
     1,
     2},
    {"customer number and name",
     [] {
       auto p = person("", "", "Anna", "Berg", "Ferienhof 1", "25980");
       p.customer_number = "10001";
       return p;
     }(),
     {kAnna},
     kPerson,
     "customer number"},
    {"only the customer number",
     [] {
       auto p = person("", "", "Olaf", "Thiel", "Kamp 3", "28195");
       p.customer_number = "10001";
       return p;
     }(),
     {kAnna},
     kNew,
     "nobody"},
    // Companies
    {"the same company", kMaier, {kMaier}, kExisting, "VAT id, e-mail"},
    {"company with two people",
     person("einkauf@maier-bau.example", "Maier Bau GmbH", "Petra", "Stein", "Industrieweg 7", "70565",
            "DE123456789"),
     {kMaier},
     kPerson,
     "VAT id, street and ZIP, company"},
    {"two people, no VAT id",
     person("einkauf@maier-bau.example", "Maier Bau GmbH", "Petra", "Stein", "Industrieweg 7", "70565"),
     {kMaier},
     kPerson,
     "company at its address"},
    {"two people, no VAT id, another address", person("einkauf@maier-bau.example", "Maier Bau GmbH", "Petra", "Stein", "Am Park 1", "20095"), {kMaier}, kNew, "nearest is customer 10001: company"},
    {"two people, one e-mail of the company", person("info@maier-bau.example", "Maier Bau GmbH", "Petra", "Stein", "Am Park 1", "20095"), {kMaier}, kPerson, "e-mail, company"},
    {"only the VAT id, company left out", person("", "", "Petra", "Stein", "Am Park 1", "20095", "DE123456789"), {kMaier}, kPerson, "VAT id"},
    {"two customers of one company", person("", "Maier Bau", "", "", "Industrieweg 7", "70565", "DE123456789"), {kMaier, kMaier}, kPerson, "fit about equally"},
    {"VAT id with blanks",
     person("", "Maier Bau", "", "", "Anderswo 1", "10115", "DE 123 456 789"),
     {kMaier},
     kExisting,
     "VAT id, company"},
    {"branch of the company",
     person("sued@maier-bau.example", "Maier Bau GmbH", "Ina", "Graf", "Südring 2", "80331", "DE123456789"),
     {kMaier},
     kPerson,
     "VAT id, company"},
    {"another company of the street",
     person("info@holz.example", "Holz AG", "Jürgen", "Maier", "Industrieweg 7", "70565", "DE987654321"),
     {kMaier},
     kNew,
     "nobody"},
    {"the boss orders for himself",
     person("info@maier-bau.example", "", "Jürgen", "Maier", "Waldweg 4", "70199"),
     {kMaier},
     kPerson,
     "one of them is a company"},
    {"same VAT id, other name",
     person("neu@bau.example", "Bau Maier & Sohn", "", "", "Industrieweg 7", "70565", "DE123456789"),
     {kMaier},
     kPerson,
     "VAT id, street and ZIP"},
    {"another VAT id",
     person("info@maier-bau.example", "Maier Bau GmbH", "Jürgen", "Maier", "Industrieweg 7", "70565",
            "DE555555555"),
     {kMaier},
     kPerson,
     "against: another VAT id"},
    // Packstation
    {"same Packstation, same post number", kLocker, {kLocker}, kExisting, "post number"},
    {"same Packstation, another person",
     person("o@example.org", "", "Olga", "Petrov", "Packstation 145", "20095", "", "", "7654321"),
     {kLocker},
     kNew,
     "nobody"},
    {"Packstation now, home before",
     person("s.kowalski@example.org", "", "Stefan", "Kowalski", "Packstation 145", "20095", "", "",
            "1234567"),
     {person("s.kowalski@example.org", "", "Stefan", "Kowalski", "Elbweg 3", "20457")},
     kExisting,
     "e-mail, last name, first name"},
    {"same Packstation, same name, other post number",
     person("", "", "Stefan", "Kowalski", "Packstation 145", "20095", "", "", "9999999"),
     {kLocker},
     kNew,
     "nobody"},
    {"post number in the street's line", person("", "", "Stefan", "Kowalski", "DHL Packstation Nr. 9, 1234567", "80331"), {kLocker}, kExisting, "post number, last name, first name"},
    {"same post number, quite another name", person("", "", "Olga", "Petrov", "Packstation 145", "20095", "", "", "1234567"), {kLocker}, kPerson, "post number; against"},
    {"Postfiliale, only the name",
     person("", "", "Stefan", "Kowalski", "Postfiliale 501", "20095"),
     {kLocker},
     kPerson,
     "last name, first name"},
    // What tips the scales
    {"same VAT id, renamed and moved", person("", "Nordbau", "", "", "Am Park 1", "20095", "DE123456789"), {kMaier}, kPerson, "VAT id; against: another company"},
    {"typo in the street, same phone", person("", "", "Ida", "Fink", "Lindenweg 2", "10115", "", "030 445566"), {person("", "", "Ida", "Fink", "Lidenweg 2", "10115", "", "030 445566")}, kExisting, "street in another spelling"},
    {"moved, typo in the last name, same e-mail", person("t.schneider@example.org", "", "Tom", "Schneidr", "Neu 1", "20095"), {person("t.schneider@example.org", "", "Tom", "Schneider", "Gasse 1", "01067")}, kExisting, "last name but for one letter"},
    {"moved, double name, same e-mail", person("anna.berg@example.org", "", "Anna", "Berg-Sommer", "Neu 1", "20095"), {kAnna}, kExisting, "part of the last name, first name"},
    {"initial and phone", person("", "", "I.", "Fink", "Weg 2", "10115", "", "030 445566"), {person("", "", "Ida", "Fink", "Weg 2", "10115", "", "030 445566")}, kExisting, "initial of the first name"},
    {"counted anew, to a flat mate", numbered("10001", person("", "", "Olaf", "Thiel", "Hauptstraße 12", "10115", "", "030 445566")), {person("", "", "Anna", "Berg", "Hauptstraße 12", "10115", "", "030 445566"), person("", "", "Olaf", "Thiel", "Hauptstraße 12", "10115")}, kExisting, "street and ZIP, last name, first name", 1, 2},
    {"everything but the last name", numbered("10001", person("wg@example.org", "", "", "Hoff", "Weg 2", "10115", "", "030 445566")), {person("wg@example.org", "", "", "Fink", "Weg 2", "10115", "", "030 445566")}, kPerson, "against: another last name"},
    {"neighbours without first names", person("", "", "", "Hoff", "Weg 2", "10115"), {person("", "", "", "Fink", "Weg 2", "10115")}, kNew, "another last name"},
    {"the boss's other company", person("info@maier-bau.example", "Maier Immobilien GmbH", "Jürgen", "Maier", "Industrieweg 7", "70565", "", "0711 123456"), {kMaier}, kPerson, "against: another company"},
    {"the boss for himself, at the company", person("info@maier-bau.example", "", "Jürgen", "Maier", "Industrieweg 7", "70565", "", "0711 123456"), {kMaier}, kPerson, "against: one of them is a company"},
    {"some Maier in the company's house", person("", "", "", "Maier", "Industrieweg 7", "70565"), {kMaier}, kNew, "one of them is a company"},
    {"everything but the post number", numbered("10001", person("sk@example.org", "", "Stefan", "Kowalski", "Packstation 145", "20095", "", "040 112233", "7654321")), {person("sk@example.org", "", "Stefan", "Kowalski", "Packstation 145", "20095", "", "040 112233", "1234567")}, kPerson, "against: another post number"},
    {"only the last name", person("", "", "", "Berg", "", ""), {kAnna}, kNew, "nearest is customer 10001: last name"},
    {"twice there, once with the phone", person("", "", "Ida", "Fink", "Weg 2", "10115", "", "030 445566"), {person("", "", "Ida", "Fink", "Weg 2", "10115", "", "030 445566"), person("", "", "Ida", "Fink", "Weg 2", "10115")}, kPerson, "customers 10001 and 10002 fit about equally"},
    // Little is known
    {"everything empty", person("", "", "", "", "", ""), {kAnna}, kNew, "nobody"},
    {"customer without anything", kAnna, {person("", "", "", "", "", "")}, kNew, "nobody"},
    {"name only", person("", "", "Anna", "Berg", "", ""), {kAnna}, kPerson, "last name, first name"},
};

std::vector<Candidate> candidates(const Case& c) {
  std::vector<Candidate> all;
  for (std::size_t i = 0; i < c.customers.size(); ++i)
    all.push_back({static_cast<std::int64_t>(i + 1), std::to_string(10001 + i), c.customers[i],
                   i == 0 && c.linked == 1});
  return all;
}

const char* name(Verdict v) {
  return v == kExisting ? "existing" : v == kNew ? "new" : "person";
}

}  // namespace

TEST_CASE("who is it: at least sixty cases, each with its reason") {
  CHECK(kCases.size() >= 60);
  for (const auto& c : kCases) {
    INFO(c.what);
    const auto decision = match(c.order, candidates(c));
    INFO(decision.reason_en);
    CHECK(std::string(name(decision.verdict)) == name(c.verdict));
    CHECK_THAT(decision.reason_en, Contains(c.reason));
    CHECK_FALSE(decision.reason_de.empty());
    if (decision.verdict == kExisting && c.verdict == kExisting)
      CHECK(decision.proposals.front().customer == c.expected);
    // Reasons name rules and customer numbers, never the person.
    for (const auto& text : {c.order.email, c.order.last_name, c.order.street})
      if (text.size() > 3) CHECK(decision.reason_en.find(text) == std::string::npos);
  }
}

TEST_CASE("the order of the candidates does not matter") {
  for (const auto& c : kCases) {
    INFO(c.what);
    auto all = candidates(c);
    const auto forward = match(c.order, all);
    std::reverse(all.begin(), all.end());
    const auto backward = match(c.order, all);
    CHECK(forward.reason_en == backward.reason_en);
    CHECK(forward.verdict == backward.verdict);
  }
}

TEST_CASE("letters of Europe, in either case") {
  CHECK(folded_word("ÀÁÂÃÅĀĂĄ") == "aaaaaaaa");
  CHECK(folded_word("ÄÖÜẞ äöüß") == "aeoeuessaeoeuess");
  CHECK(folded_word("ÆØŒ æøœ") == "aeoeoeaeoeoe");
  CHECK(folded_word("Ńń Łł Ęę Śś Żż Źź Ćć") == "nnlleesszzzzcc");
  CHECK(folded_word("Iİıi Ğğ Şş Çç") == "iiiiggsscc");
  CHECK(folded_word("Brûlé Ù Û Ë Ï Ÿ") == "bruleuueiy");
  CHECK(folded_word("Ňň Řř Ťť Ůů Ďď Ěě") == "nnrrttuuddee");
  CHECK(folded_word("Țț Șș Őő Űű") == "ttssoeoeueue");
  // Composed and taken apart.
  CHECK(folded_word("U\xCC\x88"
                    "ber Rene\xCC\x81") == "ueberrene");
  CHECK(folded_word("Zoe\xCC\x88") == folded_word("Zoë"));
}

TEST_CASE("punctuation, blanks and apostrophes of every kind") {
  CHECK(folded("Klein\xE2\x80\x93Vogt") == "klein vogt");         // a dash
  CHECK(folded("Anna\xC2\xA0 Berg\xE2\x80\xAF") == "anna berg");  // blanks that do not break
  CHECK(folded_word("O\xE2\x80\x99Neill") == folded_word("O'Neill"));
  CHECK(folded("  ") == "");
  CHECK(folded("...") == "");
  // No UTF-8: kept, neither lost nor read beyond the end.
  CHECK(folded("M\xFCller") == "m\xFCller");
  CHECK(folded("abc\xC3") == "abc\xC3");
  CHECK(folded("\xE2\x80") == "\xE2\x80");
}

TEST_CASE("names, ZIPs and phones as people write them") {
  CHECK(folded_name("Prof. Dr. Anna-Maria") == "anna maria");
  CHECK(folded_name("Mag.") == "mag");  // nothing but a title is a name
  CHECK(name_of("Otto, jun.").words == "otto");
  CHECK(name_of("Otto Senior").generation == "sen");
  CHECK(name_of("Junior").words == "junior");
  CHECK(name_of("Junior").generation.empty());
  CHECK(folded_zip("D-10115") == "10115");
  CHECK(folded_zip("A 1010") == "1010");
  CHECK(folded_zip("00-238") == "00238");
  CHECK(folded_zip("1012 AB") == "1012ab");
  CHECK(folded_zip("SW1A 1AA") == "sw1a1aa");
  CHECK(folded_zip("") == "");
  CHECK(folded_phone("+49 (0)30 44 55 66") == "030445566");
  CHECK(folded_phone("0049 30/445566") == "030445566");
  CHECK(folded_phone("030-445566") == "030445566");
  CHECK(folded_phone("+43 1 445566") == folded_phone("0043 1 445566"));
  CHECK(folded_phone("0") == "");
  CHECK(folded_phone("000 000 000") == "");
  CHECK(folded_phone("") == "");
}

TEST_CASE("streets: the same in many spellings, another one stays another") {
  const auto same = [](const char* x, const char* y) {
    INFO(x << " | " << y);
    const auto a = street_of(x), b = street_of(y);
    CHECK(a.name == b.name);
    CHECK(a.number == b.number);
    CHECK(a.is_locker == b.is_locker);
  };
  same("Hauptstr. 12 a", "Hauptstraße 12a");
  same("HAUPTSTRASSE 12A", "Haupt-Str.12 a");
  same("Hauptstraße12", "Hauptstr 12");
  same("Weg 12 - 14", "Weg 12-14");
  same("Weg 12 a - 14 b", "Weg 12a-14b");
  same("12 rue Basse", "Rue Basse 12");
  same("C 4, 9", "C4 9");
  same("Ring 5, 2. OG", "Ring 5");
  same("Ring 5, Hinterhaus, 2. Stock rechts", "Ring 5");
  same("Ring 5 Whg. 17", "Ring 5");
  same("Schillerpl. 3", "Schillerplatz 3");
  same("Weg 3 c/o Roth", "Weg 3");
  same("c/o Roth, Weg 3", "Weg 3");
  same("Weg 3 bei Roth", "Weg 3");
  same("bei Roth, Weg 3", "Weg 3");
  same("Packstation 145", "DHL-Packstation Nr. 145");
  same("Packstation145", "PACKSTATION 145");
  const auto differ = [](const char* x, const char* y) {
    INFO(x << " | " << y);
    const auto a = street_of(x), b = street_of(y);
    CHECK((a.name != b.name || a.number != b.number));
  };
  differ("Weg 1-2", "Weg 12");
  differ("Weg 12", "Weg 12a");
  differ("Bei der Mühle 3", "Mühle 3");
  differ("Weg 12 c", "Weg 12");
  differ("Weg 12", "Weg 21");
  differ("Straße des 17. Juni 1", "Straße des 17. Juni 2");
  differ("Packstation 145", "Postfiliale 145");
  CHECK(street_of("Packstation 145, 12345678").post_number == "12345678");
  CHECK(street_of("Packstation 145, 12345678").number == "145");
  CHECK(street_of("Postfiliale 501").is_locker);
  CHECK(street_of("").name.empty());
  CHECK(street_of("12").name == "12");
  CHECK_FALSE(street_of("An der Packstation 3").is_locker);
}

TEST_CASE("who was merged into a customer speaks for him, and is no rival") {
  const auto before = person("", "", "Karl", "Otto", "Feldweg 1", "99084");
  const Candidate himself{1, "10001", kAnna, false}, merged{1, "10001", before, false, "10002"},
      other{3, "10003", kMaier, false};
  const auto as_before = match(before, {other, himself, merged});
  CHECK(as_before.verdict == kExisting);
  REQUIRE(as_before.proposals.size() == 1);
  CHECK(as_before.proposals[0].customer == 1);
  CHECK_THAT(as_before.reason_en,
             Contains("customer 10001: street and ZIP, last name, first name, as customer "
                      "10002, who was merged into him"));
  CHECK_THAT(as_before.reason_de, Contains("als Kunde 10002, der zu ihm kam"));
  // Both fit: no tie with himself.
  const auto both = match(kAnna, {himself, {1, "10001", kAnna, false, "10002"}});
  CHECK(both.verdict == kExisting);
  CHECK(both.proposals.size() == 1);
  CHECK_THAT(both.reason_en, !Contains("10002"));
  // The number he had counts as his.
  const auto by_number = match(numbered("10002", before), {merged});
  CHECK_THAT(by_number.reason_en, Contains("customer number"));
  CHECK_THAT(match(numbered("10001", before), {merged}).reason_en, !Contains("customer number"));
}

TEST_CASE("a decision says what it was made of") {
  const auto decision = match(kAnna, {{7, "10007", kAnna, false}});
  REQUIRE(decision.proposals.size() == 1);
  const auto& p = decision.proposals.front();
  CHECK(p.customer == 7);
  CHECK(p.number == "10007");
  CHECK(p.score == 150);  // e-mail 50, address 40, last name 30, first name 30
  CHECK(p.pro.size() == 4);
  CHECK(p.contra.empty());
  CHECK_THAT(decision.reason_de, Contains("E-Mail, Straße und PLZ, Nachname, Vorname"));
  CHECK(match(kAnna, {{7, "10007", kAnna, true}}).proposals.front().score == 250);
  const auto stranger = person("", "", "Olaf", "Thiel", "Kamp 3", "28195");
  const auto doubted = match(kAnna, {{7, "10007", stranger, true}});
  REQUIRE(doubted.proposals.size() == 1);
  CHECK(doubted.proposals.front().score == -80);  // 20 for the id, 100 against it
  // Who was somebody else is no proposal.
  CHECK(match(kAnna, {{7, "10007", kMaier, false}}).proposals.empty());
}

TEST_CASE("people with different e-mail addresses are never one for certain, unless told so") {
  const auto at_home = person("anna@example.net", "", "Anna", "Berg", "Hauptstraße 12", "10115");
  const auto by_mail = match(at_home, {{7, "10007", kAnna, false}});
  CHECK(by_mail.verdict == kPerson);
  CHECK_THAT(by_mail.reason_de, Contains("dagegen: andere E-Mail"));
  CHECK(match(at_home, {{7, "10007", kAnna, false}}, MatchBy::kAddress).verdict == kExisting);
  // Whatever else agrees.
  auto firm = kMaier;
  firm.email = "einkauf@maier-bau.example";
  CHECK(match(firm, {{7, "10007", kMaier, false}}).verdict == kPerson);
  CHECK(match(firm, {{7, "10007", kMaier, false}}, MatchBy::kAddress).verdict == kExisting);
  // A person, or the shop's own account, has decided before.
  CHECK(match(at_home, {{7, "10007", kAnna, true}}).verdict == kExisting);
  // One that is missing is no other one.
  CHECK(match(person("", "", "Anna", "Berg", "Hauptstraße 12", "10115"), {{7, "10007", kAnna, false}})
            .verdict == kExisting);
}

TEST_CASE("folding") {
  CHECK(folded_company("Maier Bau GmbH & Co. KG") == "maierbau");
  CHECK(folded("Müller-Lüdenscheidt, Dr.") == "mueller luedenscheidt dr");
  CHECK(folded_word(" von der  Leyen ") == "vonderleyen");
  CHECK(folded_word("Žižkov") == "zizkov");
  CHECK(folded_word("ИВАНОВ") == "иванов");
  CHECK(folded_word("Семёнов") == folded_word("Семенов"));
  CHECK(folded_word("ΝΙΚΟΣ") == folded_word("νικοσ"));
  CHECK(folded_mail(" A.B@C.de ") == "a.b@c.de");
  CHECK(street_of("Hauptstraße 12 a").name == "hauptstr");
  CHECK(street_of("Hauptstraße 12 a").number == "12a");
  CHECK(street_of("Haupt-Str. 12A").name == "hauptstr");
  CHECK(street_of("Haupt-Str. 12A").number == "12a");
  CHECK(street_of("Straße des 17. Juni 135").number == "135");
  CHECK(street_of("Am Bach").number.empty());
  CHECK(street_of("Packstation 145").is_locker);
  CHECK_FALSE(street_of("Packhofstraße 2").is_locker);
  CHECK(distance("schneider", "schnieder", 3) == 2);
  CHECK(distance("berg", "berk", 1) == 1);
  CHECK(distance("a", "abcdef", 1) == 2);
}
