// SPDX-License-Identifier: MIT
#include <algorithm>

#include "../sales_schema.hpp"
#include "by_people.hpp"
#include "numbers.hpp"
#include "stock.hpp"

namespace orderbridge::jtlwawi {

namespace {

struct Share {
  const Position* position;
  Decimal quantity;
};

/// "#2", the shop's line id, or an article number that only one position has.
const Position* find_position(const SalesOrder& order, const std::string& name) {
  const Position* found = nullptr;
  for (const auto& p : order.positions) {
    if (name == "#" + std::to_string(p.sort) || name == p.line) return &p;
    if (name == p.number) {
      if (found) return nullptr;
      found = &p;
    }
  }
  return found;
}

std::vector<Share> all_open(const SalesOrder& order) {
  std::vector<Share> shares;
  for (const auto& p : order.positions)
    if (p.open() > Decimal()) shares.push_back({&p, p.open()});
  return shares;
}

Share share_of(const SalesOrder& order, const std::string& entry, const Host& host) {
  const auto equals = entry.rfind('=');
  const auto name = entry.substr(0, equals);
  const auto* position = find_position(order, name);
  if (!position)
    throw NotDone(
        host.say("has no single position '" + name + "'; name it by the shop's line id or as #1, #2 ...",
                 "hat keine einzelne Position '" + name +
                     "'; sie mit der Zeilen-Id des Shops oder als #1, #2 … nennen"));
  if (!position->is_sent())
    throw NotDone(host.say("position '" + name + "' is no goods", "Position '" + name + "' ist keine Ware"));
  const auto quantity = equals == std::string::npos ? std::optional(position->open())
                                                    : Decimal::parse(entry.substr(equals + 1));
  if (!quantity || !(*quantity > Decimal()))
    throw NotDone(host.say("'" + entry + "': the quantity must be above 0",
                           "'" + entry + "': die Menge muss über 0 sein"));
  if (*quantity > position->open())
    throw NotDone(
        host.say("of position '" + name + "' only " + position->open().to_string() + " are open",
                 "von Position '" + name + "' sind nur " + position->open().to_string() + " offen"));
  return {position, *quantity};
}

std::vector<Share> shares_of(const SalesOrder& order, const DeliveryEntry& entry, const Host& host) {
  std::vector<Share> shares;
  for (const auto& text : entry.positions) {
    auto share = share_of(order, text, host);
    for (const auto& other : shares)
      if (other.position == share.position)
        throw NotDone(host.say("position '" + text + "' is named twice",
                               "Position '" + text + "' ist doppelt genannt"));
    shares.push_back(share);
  }
  if (entry.positions.empty()) shares = all_open(order);
  if (shares.empty()) throw NotDone(host.say("is delivered already", "ist schon ausgeliefert"), OB_SKIPPED);
  return shares;
}

void add_parcels(Poco::Data::Session& session, std::int64_t note, const DeliveryEntry& entry) {
  auto tracking = entry.tracking;
  if (tracking.empty()) tracking.emplace_back();  // a parcel without a number
  for (const auto& code : tracking)
    insert_row(session, Versand::kDef,
               {{Versand::kVersand, next_id(session, Versand::kDef)},
                {Versand::kLieferschein, note},
                {Versand::cIdentCode, code},
                {Versand::cLogistiker, entry.carrier},
                {Versand::cHinweis, entry.url},
                {Versand::dErstellt, now_cell(session)},
                {Versand::dVersendet, now_cell(session)}});
}

struct Note {
  std::int64_t id;
  std::string number;
};
Note find_note(Poco::Data::Session& session, const Host& host, const SalesOrder& order,
               const std::string& number) {
  const auto row = number.empty()
                       ? first(session,
                               "SELECT kLieferschein,cLieferscheinNr FROM " + table(Lieferschein::kDef) +
                                   " WHERE kBestellung=? ORDER BY kLieferschein DESC LIMIT 1",
                               {order.id})
                       : first(session,
                               "SELECT kLieferschein,cLieferscheinNr FROM " + table(Lieferschein::kDef) +
                                   " WHERE kBestellung=? AND cLieferscheinNr=?",
                               {order.id, number});
  if (row) return {to_int((*row)[0]), (*row)[1]};
  throw NotDone(number.empty()
                    ? host.say("has no delivery note yet: deliver it first",
                               "hat noch keinen Lieferschein: erst ausliefern")
                    : host.say("has no delivery note " + number, "hat keinen Lieferschein " + number));
}

void must_be_open(const SalesOrder& order, const Host& host) {
  if (order.cancelled)
    throw NotDone(host.say("is cancelled; reopen it first", "ist storniert; erst wieder öffnen"));
}

}  // namespace

Done deliver(Poco::Data::Session& session, const Host& host, const SalesOrder& order,
             const DeliveryEntry& entry) {
  must_be_open(order, host);
  const auto shares = shares_of(order, entry, host);
  const Note note{next_id(session, Lieferschein::kDef),
                  next_number(session, NumberRange::kDeliveryNote, Lieferschein::kDef, "cLieferscheinNr")};
  insert_row(session, Lieferschein::kDef,
             {{Lieferschein::kLieferschein, note.id},
              {Lieferschein::kBestellung, order.id},
              {Lieferschein::cLieferscheinNr, note.number},
              {Lieferschein::dErstellt, now_cell(session)}});
  for (const auto& share : shares) {
    insert_row(session, LieferscheinPos::kDef,
               {{LieferscheinPos::kLieferscheinPos, next_id(session, LieferscheinPos::kDef)},
                {LieferscheinPos::kLieferschein, note.id},
                {LieferscheinPos::kBestellPos, share.position->id},
                {LieferscheinPos::fAnzahl, amount_cell(share.quantity)}});
    move_stock(session, share.position->article, -share.quantity, -share.quantity);
  }
  add_parcels(session, note.id, entry);
  change_order(session, order.staged, order.marks);
  refresh_figures(session, order.id);
  const auto after = read_sales_order(session, order.id).value();
  log_event(session, order.staged, "Lieferung",
            note.number + (entry.carrier.empty() ? "" : ", " + entry.carrier));
  return {OB_UPDATED, order.number,
          note.number + (after.is_open() ? host.say(": delivered in part", ": teilweise ausgeliefert")
                                         : host.say(": delivered completely", ": komplett ausgeliefert"))};
}

Done add_tracking(Poco::Data::Session& session, const Host& host, const SalesOrder& order,
                  const std::string& number, const DeliveryEntry& entry) {
  must_be_open(order, host);
  const auto note = find_note(session, host, order, number);
  DeliveryEntry fresh = entry;
  fresh.tracking.clear();
  for (const auto& code : entry.tracking)
    if (!first(session, "SELECT 1 FROM " + table(Versand::kDef) + " WHERE kLieferschein=? AND cIdentCode=?",
               {note.id, code}))
      fresh.tracking.push_back(code);
  if (fresh.tracking.empty())
    return {OB_DUPLICATE, order.number,
            host.say("these tracking numbers are known", "diese Sendungsnummern sind bekannt")};
  // A parcel that waited for its number gets it.
  execute(session, "DELETE FROM " + table(Versand::kDef) + " WHERE kLieferschein=? AND cIdentCode=''",
          {note.id});
  add_parcels(session, note.id, fresh);
  change_order(session, order.staged, order.marks);
  refresh_figures(session, order.id);
  log_event(session, order.staged, "Sendungsnummer", note.number);
  return {OB_UPDATED, order.number, note.number + host.say(": tracking added", ": Sendungsnummer ergänzt")};
}

Done cancel_delivery(Poco::Data::Session& session, const Host& host, const SalesOrder& order,
                     const std::string& number) {
  must_be_open(order, host);
  const auto note = find_note(session, host, order, number);
  for (const auto& row : query(session,
                               "SELECT lp.fAnzahl,p.kArtikel FROM " + table(LieferscheinPos::kDef) +
                                   " lp JOIN " + table(AuftragPosition::kDef) +
                                   " p ON p.kAuftragPosition=lp.kBestellPos WHERE lp.kLieferschein=?",
                               {note.id}))
    move_stock(session, to_int(row[1]), to_amount(row[0]), to_amount(row[0]));
  for (const auto* def : {&LieferscheinPos::kDef, &Versand::kDef, &Lieferschein::kDef})
    execute(session, "DELETE FROM " + table(*def) + " WHERE kLieferschein=?", {note.id});
  auto marks = order.marks;
  marks.completed = false;
  change_order(session, order.staged, marks);
  refresh_figures(session, order.id);
  log_event(session, order.staged, "Lieferschein gelöscht", note.number);
  return {OB_UPDATED, order.number,
          note.number + host.say(" deleted, the goods are back", " gelöscht, die Ware ist zurück")};
}

}  // namespace orderbridge::jtlwawi
