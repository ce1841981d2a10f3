// SPDX-License-Identifier: MIT
#include "match.hpp"

#include <algorithm>
#include <array>

#include "compared.hpp"

namespace orderbridge::jtlwawi {

namespace {

constexpr int kCertain = 100;   // from here on it is he
constexpr int kPossible = 40;   // below it is somebody else
constexpr int kClearLead = 30;  // the next one must be this far behind

/// What a rule does beside its points.
enum class Force {
  kNone,
  kDecides,  // certain whatever the others score, unless something forbids it
  kAsk,      // never passed over in silence: if it is not certain, a person is asked
  kForbids   // never certain, whatever else agrees
};

struct Rule {
  int score;  // negative or 0: against
  Force force;
  bool (*holds)(const Compared&);
  const char *en, *de;
};

// Every rule there is. What speaks against counts in full.
constexpr std::array kRules{
    Rule{100, Force::kDecides, [](const Compared& c) { return c.linked && !c.strangers(); },
         "shop customer already matched", "Shopkunde schon zugeordnet"},
    Rule{20, Force::kAsk, [](const Compared& c) { return c.linked && c.strangers(); },
         "same shop customer id", "gleiche Shopkunden-Id"},
    Rule{30, Force::kNone, [](const Compared& c) { return c.same_number(); }, "customer number",
         "Kundennummer"},
    Rule{0, Force::kForbids, [](const Compared& c) { return c.by_mail && c.other_mail() && !c.linked; },
         "another e-mail", "andere E-Mail"},
    Rule{60, Force::kAsk, [](const Compared& c) { return c.same_vat(); }, "VAT id", "USt-IdNr."},
    Rule{60, Force::kAsk, [](const Compared& c) { return c.same_post_number(); }, "post number",
         "Postnummer"},
    Rule{50, Force::kAsk, [](const Compared& c) { return c.same_mail(); }, "e-mail", "E-Mail"},
    Rule{20, Force::kNone, [](const Compared& c) { return c.near_mail(); }, "e-mail but for one letter",
         "E-Mail bis auf einen Buchstaben"},
    Rule{40, Force::kNone, [](const Compared& c) { return c.lives_together(); }, "street and ZIP",
         "Straße und PLZ"},
    Rule{30, Force::kNone, [](const Compared& c) { return c.lives_close(); },
         "street in another spelling and ZIP", "Straße in anderer Schreibweise und PLZ"},
    Rule{30, Force::kNone, [](const Compared& c) { return c.same_last(); }, "last name", "Nachname"},
    Rule{20, Force::kNone, [](const Compared& c) { return c.near_last(); }, "last name but for one letter",
         "Nachname bis auf einen Buchstaben"},
    Rule{20, Force::kNone, [](const Compared& c) { return c.part_of_last(); }, "part of the last name",
         "Teil des Nachnamens"},
    Rule{50, Force::kNone, [](const Compared& c) { return c.swapped_names(); }, "first and last name swapped",
         "Vor- und Nachname vertauscht"},
    Rule{30, Force::kNone,
         [](const Compared& c) {
           return c.same_first() && (c.same_last() || c.near_last() || c.part_of_last());
         },
         "first name", "Vorname"},
    Rule{10, Force::kNone, [](const Compared& c) { return c.initial_of_first() && c.same_last(); },
         "initial of the first name", "Anfangsbuchstabe des Vornamens"},
    Rule{40, Force::kNone, [](const Compared& c) { return c.same_company(); }, "company", "Firma"},
    Rule{20, Force::kNone,
         [](const Compared& c) { return c.same_company() && (c.lives_together() || c.lives_close()); },
         "company at its address", "Firma an ihrer Anschrift"},
    Rule{20, Force::kNone, [](const Compared& c) { return c.same_phone(); }, "phone", "Telefon"},
    Rule{-100, Force::kForbids, [](const Compared& c) { return c.linked && c.strangers(); },
         "quite another name under the same shop customer", "ganz anderer Name unter demselben Shopkunden"},
    Rule{-50, Force::kForbids,
         [](const Compared& c) { return c.other_first() && !c.linked && !c.are_firms(); },
         "another first name", "anderer Vorname"},
    Rule{-40, Force::kForbids,
         [](const Compared& c) { return c.other_last() && !c.linked && !c.are_firms(); }, "another last name",
         "anderer Nachname"},
    Rule{-70, Force::kForbids, [](const Compared& c) { return c.other_generation() && !c.linked; },
         "one is junior, the other senior", "einer ist Junior, der andere Senior"},
    Rule{-40, Force::kForbids, [](const Compared& c) { return c.vague_generation() && !c.linked; },
         "only one is called junior or senior", "nur einer heißt Junior oder Senior"},
    Rule{
        -40, Force::kNone,
        [](const Compared& c) { return c.lives_elsewhere() && !c.same_mail() && !c.same_vat() && !c.linked; },
        "another address", "andere Anschrift"},
    Rule{-60, Force::kForbids, [](const Compared& c) { return c.other_vat(); }, "another VAT id",
         "andere USt-IdNr."},
    Rule{-50, Force::kForbids, [](const Compared& c) { return c.other_company() && !c.linked; },
         "another company", "andere Firma"},
    Rule{-40, Force::kForbids, [](const Compared& c) { return c.one_is_firm() && !c.linked; },
         "one of them is a company", "eines davon ist eine Firma"},
    Rule{-60, Force::kForbids, [](const Compared& c) { return c.other_post_number() && !c.linked; },
         "another post number", "andere Postnummer"},
};

/// A proposal, and what its rules demand.
struct Judged {
  Proposal proposal;
  bool decides = false, ask = false, forbidden = false;
};

Judged judge(const FoldedPerson& person, const Candidate& candidate, MatchBy by) {
  const FoldedPerson other(candidate.person);
  const bool merged = !candidate.merged_number.empty();
  const Compared compared{person, other, merged ? candidate.merged_number : candidate.number,
                          candidate.linked, by == MatchBy::kMail};
  Judged judged{{candidate.customer, candidate.number, 0, {}, {}}};
  for (const auto& rule : kRules) {
    if (!rule.holds(compared)) continue;
    judged.proposal.score += rule.score;
    (rule.score > 0 ? judged.proposal.pro : judged.proposal.contra).push_back({rule.en, rule.de});
    judged.decides |= rule.force == Force::kDecides;
    judged.ask |= rule.force == Force::kAsk;
    judged.forbidden |= rule.force == Force::kForbids;
  }
  judged.decides &= !judged.forbidden;
  if (merged && !judged.proposal.pro.empty())
    judged.proposal.pro.push_back({"as customer " + candidate.merged_number + ", who was merged into him",
                                   "als Kunde " + candidate.merged_number + ", der zu ihm kam"});
  return judged;
}

/// Best first, each customer once. Among equals the customer who was there first, so that the order of the
/// candidates is nothing.
bool better(const Judged& a, const Judged& b) {
  if (a.decides != b.decides) return a.decides;
  if (a.proposal.score != b.proposal.score) return a.proposal.score > b.proposal.score;
  return a.proposal.customer < b.proposal.customer;
}

std::vector<Judged> judge_all(const Person& person, const std::vector<Candidate>& candidates, MatchBy by) {
  const FoldedPerson folded(person);
  std::vector<Judged> all;
  for (const auto& candidate : candidates) all.push_back(judge(folded, candidate, by));
  std::stable_sort(all.begin(), all.end(), better);
  std::vector<Judged> once;
  for (auto& j : all)
    if (std::none_of(once.begin(), once.end(),
                     [&](const Judged& o) { return o.proposal.customer == j.proposal.customer; }))
      once.push_back(std::move(j));
  return once;
}

std::string joined(const std::vector<Reason>& reasons, std::string Reason::*language) {
  std::string text;
  for (const auto& reason : reasons) text += (text.empty() ? "" : ", ") + reason.*language;
  return text;
}

/// "e-mail, last name; against: another first name"
std::string why(const Proposal& p, bool german) {
  const auto language = german ? &Reason::de : &Reason::en;
  const auto contra = joined(p.contra, language);
  return joined(p.pro, language) + (contra.empty() ? "" : (german ? "; dagegen: " : "; against: ") + contra);
}

void decide(Decision& d, Verdict verdict, std::string en, std::string de) {
  d.verdict = verdict;
  d.reason_en = std::move(en);
  d.reason_de = std::move(de);
}

/// Nobody: the nearest one is named, so that people see why it is not he.
void decide_new(Decision& d, const Judged* nearest) {
  std::string en = "nobody like this is a customer yet", de = "niemand dergleichen ist schon Kunde";
  if (nearest && !nearest->proposal.pro.empty()) {
    const auto& p = nearest->proposal;
    en += "; nearest is customer " + p.number + ": " + why(p, false);
    de += "; am nächsten kommt Kunde " + p.number + ": " + why(p, true);
  }
  decide(d, Verdict::kNew, std::move(en), std::move(de));
}

}  // namespace

Decision match(const Person& person, const std::vector<Candidate>& candidates, MatchBy by) {
  const auto judged = judge_all(person, candidates, by);
  Decision decision;
  const Judged* best = nullptr;
  for (const auto& j : judged) {
    if (j.proposal.score < kPossible && !j.ask && !j.decides) continue;
    if (!best) best = &j;
    decision.proposals.push_back(j.proposal);
  }
  if (!best) {
    decide_new(decision, judged.empty() ? nullptr : &judged.front());
    return decision;
  }
  const auto& first = best->proposal;
  const auto* next = decision.proposals.size() > 1 ? &decision.proposals[1] : nullptr;
  const bool tie =
      !best->decides && next && next->score >= kPossible && first.score - next->score < kClearLead;
  if (tie)
    decide(decision, Verdict::kPerson,
           "customers " + first.number + " and " + next->number + " fit about equally (" + why(first, false) +
               ")",
           "die Kunden " + first.number + " und " + next->number + " passen etwa gleich gut (" +
               why(first, true) + ")");
  else if (best->decides || (first.score >= kCertain && !best->forbidden))
    decide(decision, Verdict::kExisting, "customer " + first.number + ": " + why(first, false),
           "Kunde " + first.number + ": " + why(first, true));
  else
    decide(decision, Verdict::kPerson, "customer " + first.number + " is not certain: " + why(first, false),
           "Kunde " + first.number + " ist nicht sicher: " + why(first, true));
  return decision;
}

}  // namespace orderbridge::jtlwawi
