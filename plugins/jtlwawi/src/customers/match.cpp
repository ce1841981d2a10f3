// SPDX-License-Identifier: MIT
#include "match.hpp"

#include <algorithm>
#include <array>

#include "normalise.hpp"

namespace orderbridge::jtlwawi {

namespace {

constexpr int kCertain = 100;   // from here on it is he
constexpr int kPossible = 40;   // below it is somebody else
constexpr int kClearLead = 30;  // the next one must be this far behind

/// What two persons look like side by side, folded once.
struct Compared {
  Person a, b;
  Street street_a, street_b;

  static bool same(const std::string& x, const std::string& y) { return !x.empty() && x == y; }
  static bool differ(const std::string& x, const std::string& y) {
    return !x.empty() && !y.empty() && x != y;
  }

  bool same_mail() const { return same(a.email, b.email); }
  bool near_mail() const {
    return !same_mail() && a.email.size() > 8 && b.email.size() > 8 && distance(a.email, b.email, 1) <= 1;
  }
  bool same_last() const { return same(a.last_name, b.last_name); }
  bool near_last() const {
    return !same_last() && a.last_name.size() > 4 && b.last_name.size() > 4 &&
           distance(a.last_name, b.last_name, 1) <= 1;
  }
  bool other_last() const { return differ(a.last_name, b.last_name) && !near_last(); }
  /// "Anna" and "Anna Maria", "A." and "Anna" may be one person.
  bool same_first() const {
    if (a.first_name.empty() || b.first_name.empty()) return false;
    return a.first_name.rfind(b.first_name, 0) == 0 || b.first_name.rfind(a.first_name, 0) == 0;
  }
  bool other_first() const { return differ(a.first_name, b.first_name) && !same_first(); }
  bool lives_together() const {
    return !street_a.is_locker && !street_b.is_locker && same(street_a.name, street_b.name) &&
           same(street_a.number, street_b.number) && same(a.zip, b.zip);
  }
  bool same_locker() const {
    return street_a.is_locker && street_b.is_locker && street_a.number == street_b.number &&
           same(a.zip, b.zip);
  }
  bool lives_elsewhere() const {
    return !street_a.is_locker && !street_b.is_locker && !street_a.name.empty() && !street_b.name.empty() &&
           !lives_together();
  }
  bool same_company() const { return same(a.company, b.company); }
  bool other_company() const { return differ(a.company, b.company); }
  bool is_firm() const { return !a.company.empty() && !b.company.empty(); }
};

struct Rule {
  int score;  // negative: against
  bool (*holds)(const Compared&, const Candidate&);
  const char *en, *de;
};

// Every rule there is. A score of 100 alone makes certain; what speaks against counts in full.
constexpr std::array kRules{
    Rule{100, [](const Compared&, const Candidate& k) { return k.linked; }, "shop customer already matched",
         "Shopkunde schon zugeordnet"},
    Rule{60, [](const Compared& c, const Candidate&) { return Compared::same(c.a.vat_id, c.b.vat_id); },
         "VAT id", "USt-IdNr."},
    Rule{50, [](const Compared& c, const Candidate&) { return c.same_mail(); }, "e-mail", "E-Mail"},
    Rule{20, [](const Compared& c, const Candidate&) { return c.near_mail(); }, "e-mail but for one letter",
         "E-Mail bis auf einen Buchstaben"},
    Rule{30,
         [](const Compared& c, const Candidate& k) { return Compared::same(c.a.customer_number, k.number); },
         "customer number", "Kundennummer"},
    Rule{40, [](const Compared& c, const Candidate&) { return c.lives_together(); }, "street and ZIP",
         "Straße und PLZ"},
    Rule{30, [](const Compared& c, const Candidate&) { return c.same_last(); }, "last name", "Nachname"},
    Rule{20, [](const Compared& c, const Candidate&) { return c.near_last(); },
         "last name but for one letter", "Nachname bis auf einen Buchstaben"},
    Rule{30,
         [](const Compared& c, const Candidate&) {
           return c.same_first() && (c.same_last() || c.near_last());
         },
         "first name", "Vorname"},
    Rule{40, [](const Compared& c, const Candidate&) { return c.same_company(); }, "company", "Firma"},
    Rule{20, [](const Compared& c, const Candidate&) { return Compared::same(c.a.phone, c.b.phone); },
         "phone", "Telefon"},
    Rule{60,
         [](const Compared& c, const Candidate&) { return Compared::same(c.a.post_number, c.b.post_number); },
         "post number", "Postnummer"},
    Rule{-80,
         [](const Compared& c, const Candidate& k) {
           return k.linked && c.other_last() && !c.same_mail() && !c.same_company();
         },
         "quite another name under the same shop customer", "ganz anderer Name unter demselben Shopkunden"},
    Rule{-50,
         [](const Compared& c, const Candidate& k) { return c.other_first() && !k.linked && !c.is_firm(); },
         "another first name", "anderer Vorname"},
    Rule{-40,
         [](const Compared& c, const Candidate& k) { return c.other_last() && !k.linked && !c.is_firm(); },
         "another last name", "anderer Nachname"},
    Rule{-40,
         [](const Compared& c, const Candidate& k) {
           return c.lives_elsewhere() && !c.same_mail() && !k.linked &&
                  !Compared::same(c.a.vat_id, c.b.vat_id);
         },
         "another address", "andere Anschrift"},
    Rule{-60, [](const Compared& c, const Candidate&) { return Compared::differ(c.a.vat_id, c.b.vat_id); },
         "another VAT id", "andere USt-IdNr."},
    Rule{-50, [](const Compared& c, const Candidate& k) { return c.other_company() && !k.linked; },
         "another company", "andere Firma"},
    Rule{-40,
         [](const Compared& c, const Candidate& k) {
           return c.a.company.empty() != c.b.company.empty() && !k.linked;
         },
         "one of them is a company", "eines davon ist eine Firma"},
    Rule{-60,
         [](const Compared& c, const Candidate&) {
           return Compared::differ(c.a.post_number, c.b.post_number);
         },
         "another post number", "andere Postnummer"},
};

Person folded_person(const Person& p) {
  Person f;
  f.shop_customer = p.shop_customer;
  f.customer_number = p.customer_number;
  f.email = folded_mail(p.email);
  f.company = folded_company(p.company);
  f.first_name = folded_word(p.first_name);
  f.last_name = folded_word(p.last_name);
  f.zip = folded_word(p.zip);
  f.city = folded_word(p.city);
  f.country = folded_word(p.country);
  f.vat_id = folded_word(p.vat_id);
  f.post_number = folded_word(p.post_number);
  for (const char c : p.phone)
    if (c >= '0' && c <= '9') f.phone += c;
  if (f.phone.rfind("0049", 0) == 0)
    f.phone.replace(0, 4, "0");
  else if (f.phone.rfind("49", 0) == 0 && p.phone.rfind("+", 0) == 0)
    f.phone.replace(0, 2, "0");
  return f;
}

Proposal judge(const Person& person, const Street& street, const Candidate& candidate) {
  const Compared compared{person, folded_person(candidate.person), street,
                          street_of(candidate.person.street)};
  Proposal proposal{candidate.customer, candidate.number, 0, {}, {}};
  for (const auto& rule : kRules) {
    if (!rule.holds(compared, candidate)) continue;
    proposal.score += rule.score;
    (rule.score > 0 ? proposal.pro : proposal.contra).push_back({rule.en, rule.de});
  }
  return proposal;
}

std::string joined(const std::vector<Reason>& reasons, bool german) {
  std::string text;
  for (const auto& r : reasons) text += (text.empty() ? "" : ", ") + (german ? r.de : r.en);
  return text;
}

void explain(Decision& d, const std::string& en, const std::string& de) {
  d.reason_en = en;
  d.reason_de = de;
}

}  // namespace

Decision match(const Person& person, const std::vector<Candidate>& candidates) {
  const auto p = folded_person(person);
  const auto street = street_of(person.street);
  Decision decision;
  for (const auto& candidate : candidates) {
    auto proposal = judge(p, street, candidate);
    if (proposal.score >= kPossible || candidate.linked) decision.proposals.push_back(std::move(proposal));
  }
  std::sort(decision.proposals.begin(), decision.proposals.end(), [](const auto& a, const auto& b) {
    return a.score != b.score ? a.score > b.score : a.customer < b.customer;
  });
  if (decision.proposals.empty()) {
    explain(decision, "nobody like this is a customer yet", "niemand dergleichen ist schon Kunde");
    return decision;
  }
  const auto& best = decision.proposals.front();
  const auto pro_en = joined(best.pro, false), pro_de = joined(best.pro, true);
  const auto contra_en = best.contra.empty() ? "" : "; against: " + joined(best.contra, false);
  const auto contra_de = best.contra.empty() ? "" : "; dagegen: " + joined(best.contra, true);
  decision.verdict = Verdict::kPerson;
  if (decision.proposals.size() > 1 && best.score - decision.proposals[1].score < kClearLead &&
      decision.proposals[1].score >= kPossible) {
    const auto& next = decision.proposals[1];
    explain(decision,
            "customers " + best.number + " and " + next.number + " fit about equally (" + pro_en + ")",
            "die Kunden " + best.number + " und " + next.number + " passen etwa gleich gut (" + pro_de + ")");
  } else if (best.score >= kCertain) {
    decision.verdict = Verdict::kExisting;
    explain(decision, "customer " + best.number + ": " + pro_en + contra_en,
            "Kunde " + best.number + ": " + pro_de + contra_de);
  } else {
    explain(decision, "customer " + best.number + " is not certain: " + pro_en + contra_en,
            "Kunde " + best.number + " ist nicht sicher: " + pro_de + contra_de);
  }
  return decision;
}

}  // namespace orderbridge::jtlwawi
