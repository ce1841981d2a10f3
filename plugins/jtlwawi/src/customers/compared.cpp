// SPDX-License-Identifier: MIT
#include "compared.hpp"

#include <algorithm>

namespace orderbridge::jtlwawi {

namespace {

bool same(const std::string& x, const std::string& y) {
  return !x.empty() && x == y;
}
bool differ(const std::string& x, const std::string& y) {
  return !x.empty() && !y.empty() && x != y;
}
/// Long enough for one wrong letter to mean the same word: "Schneider", not "Berg" and "Bert".
bool near(const std::string& x, const std::string& y, std::size_t least) {
  return x != y && std::min(x.size(), y.size()) >= least && distance(x, y, 1) <= 1;
}
bool one_letter(const std::vector<std::string>& words) {
  return words.size() == 1 && words.front().size() == 1;
}

/// The shorter name is how the longer begins, word by word: "Paul" does not begin "Paula".
bool begins(const std::string& x, const std::string& y) {
  if (without_blanks(x) == without_blanks(y)) return true;  // "Annamaria", "Anna Maria"
  const auto a = words_of(x), b = words_of(y);
  return std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(std::min(a.size(), b.size())),
                    b.begin());
}

/// One street in two spellings: a letter more or less ("Bergstr." and "Burgstr." are that, too, so it must
/// not decide alone), or an abbreviation, where the first three and the last two letters agree (so compares
/// JTL-Wawi): "Mart.-Luther-Str.", "Martin-Luther-Straße".
bool near_street(std::string x, std::string y) {
  if (near(x, y, 6)) return true;
  for (auto* name : {&x, &y})
    if (name->size() > 3 && name->compare(name->size() - 3, 3, "str") == 0) name->resize(name->size() - 3);
  return std::min(x.size(), y.size()) >= 7 && x.size() != y.size() && x.compare(0, 3, y, 0, 3) == 0 &&
         x.compare(x.size() - 2, 2, y, y.size() - 2, 2) == 0;
}

/// By ZIP; where there are none (Ireland, Hong Kong), by name.
bool same_town(const FoldedPerson& a, const FoldedPerson& b) {
  if (differ(a.country, b.country)) return false;
  return same(a.zip, b.zip) || (a.zip.empty() && b.zip.empty() && same(a.city, b.city));
}
bool maybe_same_town(const FoldedPerson& a, const FoldedPerson& b) {
  if (same_town(a, b)) return true;
  return (a.zip.empty() || b.zip.empty()) && !differ(a.city, b.city) && !differ(a.country, b.country);
}
bool is_home(const Street& s) {
  return !s.is_locker && !s.name.empty();
}

}  // namespace

FoldedPerson::FoldedPerson(const Person& p)
    : customer_number(p.customer_number),
      email(folded_mail(p.email)),
      company(folded_company(p.company)),
      zip(folded_zip(p.zip)),
      city(folded_word(p.city)),
      country(folded_word(p.country)),
      vat_id(folded_word(p.vat_id)),
      phone(folded_phone(p.phone)),
      post_number(folded_word(p.post_number)),
      street(street_of(p.street)) {
  if (post_number.empty()) post_number = street.post_number;
  auto first = name_of(p.first_name), last = name_of(p.last_name);
  first_name = std::move(first.words);
  last_name = std::move(last.words);
  generation = last.generation.empty() ? first.generation : last.generation;
}

bool Compared::same_number() const {
  return same(a.customer_number, number);
}
bool Compared::same_mail() const {
  return same(a.email, b.email);
}
bool Compared::near_mail() const {
  return near(a.email, b.email, 9);
}

bool Compared::other_mail() const {
  return !a.email.empty() && !b.email.empty() && a.email != b.email;
}

bool Compared::same_last() const {
  return same(without_blanks(a.last_name), without_blanks(b.last_name));
}
bool Compared::near_last() const {
  return !same_last() && near(without_blanks(a.last_name), without_blanks(b.last_name), 5);
}
bool Compared::part_of_last() const {
  if (same_last() || near_last()) return false;
  const auto x = words_of(a.last_name), y = words_of(b.last_name);
  if (x.empty() || y.empty() || x.size() == y.size()) return false;
  const auto &few = x.size() < y.size() ? x : y, &many = x.size() < y.size() ? y : x;
  return few.size() == 1 && few.front().size() > 2 &&
         std::find(many.begin(), many.end(), few.front()) != many.end();
}
bool Compared::other_last() const {
  return differ(a.last_name, b.last_name) && !same_last() && !near_last() && !part_of_last() &&
         !swapped_names();
}
bool Compared::same_first() const {
  return !a.first_name.empty() && !b.first_name.empty() && begins(a.first_name, b.first_name);
}
bool Compared::initial_of_first() const {
  const auto x = words_of(a.first_name), y = words_of(b.first_name);
  return !same_first() && !x.empty() && !y.empty() && (one_letter(x) || one_letter(y)) &&
         x.front().front() == y.front().front();
}
bool Compared::other_first() const {
  return differ(a.first_name, b.first_name) && !same_first() && !initial_of_first() && !swapped_names();
}
bool Compared::swapped_names() const {
  return !same_last() && same(a.first_name, b.last_name) && same(a.last_name, b.first_name);
}
bool Compared::other_generation() const {
  return differ(a.generation, b.generation);
}
bool Compared::vague_generation() const {
  return a.generation.empty() != b.generation.empty() && same_first() && same_last();
}

bool Compared::lives_together() const {
  return is_home(a.street) && is_home(b.street) && same_town(a, b) && a.street.name == b.street.name &&
         a.street.number == b.street.number;
}
bool Compared::lives_close() const {
  return is_home(a.street) && is_home(b.street) && same_town(a, b) &&
         same(a.street.number, b.street.number) && near_street(a.street.name, b.street.name);
}
bool Compared::lives_elsewhere() const {
  if (!is_home(a.street) || !is_home(b.street) || lives_together() || lives_close()) return false;
  // A house number or a ZIP that one of them forgot says nothing.
  const bool vague =
      maybe_same_town(a, b) && a.street.name == b.street.name && !differ(a.street.number, b.street.number);
  return !vague;
}

bool Compared::same_company() const {
  return same(a.company, b.company);
}
bool Compared::other_company() const {
  return differ(a.company, b.company);
}
bool Compared::are_firms() const {
  return same_vat() || (!a.company.empty() && !b.company.empty());
}
bool Compared::one_is_firm() const {
  return a.company.empty() != b.company.empty() && !same_vat();
}
bool Compared::same_vat() const {
  return same(a.vat_id, b.vat_id);
}
bool Compared::other_vat() const {
  return differ(a.vat_id, b.vat_id);
}

bool Compared::same_phone() const {
  return same(a.phone, b.phone);
}
bool Compared::same_post_number() const {
  return same(a.post_number, b.post_number);
}
bool Compared::other_post_number() const {
  return differ(a.post_number, b.post_number);
}

bool Compared::strangers() const {
  if (same_mail() || same_company() || same_vat()) return false;
  // Married: another last name, but still the same first name at home.
  if (other_last()) return !(same_first() && (lives_together() || same_phone()));
  return other_company() && !same_last();
}

}  // namespace orderbridge::jtlwawi
