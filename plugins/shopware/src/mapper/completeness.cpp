// SPDX-License-Identifier: MIT
// See completeness.hpp.
#include "completeness.hpp"

#include "numbers.hpp"

namespace orderbridge::shopware5 {
namespace {

/// An order without a time that can be read is none that a checkout writes just now.
bool is_young(const Detail& detail, const Reading& reading) noexcept {
  const auto placed = parse_time(detail.order_time);
  return placed != OB_NO_TIME && placed >= reading.young_since;
}

void add(std::string& parts, const Reading& reading, const std::string& part) {
  if (!parts.empty()) parts += reading.say(" and no ", " und ");
  parts += part;
}

}  // namespace

bool is_empty(const DetailAddress& a) noexcept {
  for (const Text text : {a.first_name, a.last_name, a.company, a.street, a.zip, a.city})
    if (!trimmed(text).empty()) return false;
  return true;
}

Missing missing_parts(const Detail& d, const Reading& reading) {
  const auto& say = reading.say;
  Missing missing;
  if (d.lines.empty()) add(missing.parts, reading, say("lines", "Positionen"));
  if (!d.billing.present)
    add(missing.parts, reading, say("billing address", "Rechnungsadresse"));
  else if (is_empty(d.billing))
    add(missing.parts, reading, say("text in its billing address", "Text in der Rechnungsadresse"));
  if (!missing.parts.empty() || !is_young(d, reading)) return missing;

  const auto& to = d.shipping_address;
  missing.only_for_age = true;
  if (!to.present)
    missing.parts = say("delivery address", "Lieferadresse");
  else if (is_empty(to))
    missing.parts = say("text in its delivery address", "Text in der Lieferadresse");
  else if (d.billing.has_attributes && !to.has_attributes)  // the checkout writes both, an API client neither
    missing.parts = say("free texts of the delivery address", "Freitexte der Lieferadresse");
  return missing;
}

}  // namespace orderbridge::shopware5
