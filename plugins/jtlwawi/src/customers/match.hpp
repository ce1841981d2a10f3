// SPDX-License-Identifier: MIT
// Whose order is this? A pure function over the person of an order and the customers who might be meant. The
// rules are one table in match.cpp; each proposal says which of them speak for it and against it. Rather a
// question too many than a wrong customer: what is not certain waits for a person.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace orderbridge::jtlwawi {

struct Person {
  std::int64_t shop_customer = 0;  // kInetKunde; 0 or less: none (guest)
  std::string customer_number;     // the shop's
  std::string email, company, first_name, last_name, street, zip, city, country, vat_id, phone;
  std::string post_number;  // of a Packstation
  bool guest = false;
};

struct Candidate {
  std::int64_t customer = 0;  // kKunde
  std::string number;         // cKundenNr
  Person person;
  bool linked = false;  // the order's shop customer was matched with it before
  // `person` is somebody who was merged into this customer, and this was his number. One customer may come
  // several times, as himself and as each of those.
  std::string merged_number = {};
};

struct Reason {
  std::string en, de;
};

struct Proposal {
  std::int64_t customer = 0;
  std::string number;
  int score = 0;
  std::vector<Reason> pro, contra;
};

enum class Verdict {
  kExisting,  // the first proposal, for certain
  kNew,       // nobody like him is there
  kPerson     // somebody must decide
};

struct Decision {
  Verdict verdict = Verdict::kNew;
  std::vector<Proposal> proposals;   // best first
  std::string reason_en, reason_de;  // names rules and customer numbers, no personal data
};

/// What makes somebody the same person for certain.
enum class MatchBy {
  kMail,    // among what else agrees, never against it: another e-mail address may be another account
  kAddress  // name and address suffice, whatever the e-mail addresses are
};

Decision match(const Person& person, const std::vector<Candidate>& candidates, MatchBy by = MatchBy::kMail);

}  // namespace orderbridge::jtlwawi
