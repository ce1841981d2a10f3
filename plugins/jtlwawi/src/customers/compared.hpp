// SPDX-License-Identifier: MIT
// Two persons side by side, folded once: what agrees and what contradicts. The rules of match.cpp are made of
// these questions. Pure; what is empty neither agrees nor contradicts.
#pragma once
#include "match.hpp"
#include "normalise.hpp"

namespace orderbridge::jtlwawi {

/// A person as compared. Names keep their blanks, all else has none.
struct FoldedPerson {
  explicit FoldedPerson(const Person& p);
  std::string customer_number;  // as it is
  std::string email, company, first_name, last_name, zip, city, country, vat_id, phone, post_number;
  std::string generation;  // "jun", "sen"; empty: nothing is said
  Street street;
};

struct Compared {
  const FoldedPerson &a, &b;
  const std::string& number;  // the candidate's
  bool linked;                // he was matched with the order's shop customer before
  bool by_mail;               // people are told apart by their e-mail addresses

  bool same_number() const;

  bool same_mail() const;
  bool near_mail() const;   // but for one letter
  bool other_mail() const;  // both have one, and they are not the same

  bool same_last() const;
  bool near_last() const;         // but for one letter
  bool part_of_last() const;      // "Klein" and "Klein-Vogt"
  bool other_last() const;        // none of these
  bool same_first() const;        // "Anna" and "Anna Maria", too
  bool initial_of_first() const;  // "A." and "Anna"
  bool other_first() const;
  bool swapped_names() const;     // first name in the field of the last
  bool other_generation() const;  // father and son
  bool vague_generation() const;  // only one of them says "jun." or "sen."

  bool lives_together() const;   // street, house number, ZIP
  bool lives_close() const;      // the same, but the street written a bit differently
  bool lives_elsewhere() const;  // both addresses say where somebody lives, and it is not the same place

  bool same_company() const;
  bool other_company() const;
  /// Both orders are a company's: then people of other names may order for it.
  bool are_firms() const;
  bool one_is_firm() const;
  bool same_vat() const;
  bool other_vat() const;

  bool same_phone() const;
  bool same_post_number() const;
  bool other_post_number() const;

  /// Under one shop customer id: not who he was, so that the id itself must be doubted.
  bool strangers() const;
};

}  // namespace orderbridge::jtlwawi
