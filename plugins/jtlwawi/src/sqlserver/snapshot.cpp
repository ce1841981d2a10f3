// SPDX-License-Identifier: MIT
#include "snapshot.hpp"

#include <chrono>

#include "../amounts.hpp"
#include "known_orders.hpp"
#include "sales_names.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

constexpr auto kClosedLately = std::chrono::hours(24 * 90);

std::string cutoff(const jtl::LocalClock& clock) {
  return iso_time({clock.now().micros - std::chrono::microseconds(kClosedLately).count()});
}

Decimal amount_cell(const Row& row, std::size_t i) {
  try {
    return Decimal::parse(cell(row, i)).value_or(Decimal());
  } catch (const DecimalError&) {  // more digits than money has
    return {};
  }
}

std::string tracking_url(std::string pattern, const std::string& code) {
  constexpr std::string_view kCode = "#IdentCode#";
  const auto at = pattern.find(kCode);
  if (at == pattern.npos || code.empty()) return {};
  pattern.replace(at, kCode.size(), code);
  return pattern.find('#') == pattern.npos ? pattern : std::string();  // more is needed than we know
}

}  // namespace

/// The columns that take() reads. Ends inside WHERE.
Statement Snapshot::sales_orders() const {
  const SalesNames& sales = sales_names(place_.schema);
  const auto a = [](const char* column) { return std::string("a.") + column; };
  Statement s("SELECT " + text_of(a(sales.id)) + "," + text_of(a(sales.shop_order)) + "," + a(sales.number) +
              "," + a(sales.shop_number) + "," + text_of("a.nStorno") + "," +
              text_of("a.nKomplettAusgeliefert") + ",");
  if (&sales == &kSalesSince16) {
    const bool reasons = place_.schema.has("Verkauf.tAuftragStornogrund");
    s << time_text_of("e.dBezahlt") << ",CAST(e.fZahlung AS NVARCHAR(40)),s.cKommentar,"
      << (reasons ? "g.cStornogrund" : "NULL")
      << " FROM Verkauf.tAuftrag a LEFT JOIN Verkauf.tAuftragEckdaten e ON e.kAuftrag=a.kAuftrag LEFT JOIN "
         "Verkauf.tAuftragStorno s ON s.kAuftrag=a.kAuftrag"
      << (reasons ? " LEFT JOIN Verkauf.tAuftragStornogrund g ON "
                    "g.kAuftragStornogrund=s.kAuftragStornogrund"
                  : "");
  } else {
    const bool figures = place_.schema.has("dbo.tBestellungEckDaten", "fZahlung");
    s << time_text_of("a.dBezahlt") << "," << (figures ? "CAST(e.fZahlung AS NVARCHAR(40))" : "NULL")
      << ",NULL,NULL FROM dbo.tBestellung a"
      << (figures ? " LEFT JOIN dbo.tBestellungEckDaten e ON e.kBestellung=a.kBestellung" : "");
  }
  s << " WHERE a.kShop=" << place_.shop << sales.only;
  return s;
}

void Snapshot::take(const Rows& rows, Orders& orders) {
  for (const auto& row : rows) {
    const std::int64_t key = int_cell(row, 1);
    if (key == 0) continue;
    Order& order = orders[key];
    const bool first = order.sales_orders.empty(), cancelled = int_cell(row, 4) != 0;
    order.sales_orders.push_back(int_cell(row, 0));
    if (first) {
      order.update.erp_number = cell(row, 2);
      order.update.number = cell(row, 3);
    }
    if (cancelled) {
      order.update.reason = cell(row, 8).empty() ? cell(row, 9) : cell(row, 8);
      continue;
    }
    order.all_cancelled = false;
    order.all_delivered &= int_cell(row, 5) != 0;
    order.all_paid &= !cell(row, 6).empty();
    order.paid = order.paid + amount_cell(row, 7);
    if (const auto at = jtl::clock_time_of(cell(row, 6)); at.is_known() && order.all_paid)
      order.update.paid_at = at;
  }
}

/// Only orders of ours have the attribute. Where the shop is ours alone, the key is the id.
void Snapshot::name_sources(Orders& orders) {
  std::vector<std::int64_t> keys;
  for (const auto& [key, order] : orders) keys.push_back(key);
  for (std::size_t from = 0; from < keys.size(); from += kAtOnce) {
    Statement s("SELECT " + text_of("kInetBestellung") +
                ",cName,cValue FROM dbo.tInetBestellungAttribute "
                "WHERE kShop=");
    s << place_.shop << " AND (cName=" << Value::of(kIdAttribute) << " OR cName LIKE "
      << Value::of(std::string_view(std::string(kLineAttribute) + "%")) << ") AND kInetBestellung";
    s.in(keys, from);
    for (const auto& row : s.query(session_)) {
      const std::string name = cell(row, 1);
      if (name == kIdAttribute) {
        orders[int_cell(row, 0)].update.id = cell(row, 2);
        continue;
      }
      const auto [line, fresh] =
          lines_[int_cell(row, 0)].try_emplace(cell(row, 2), name.substr(kLineAttribute.size()));
      if (!fresh) line->second.reset();
    }
  }
  const bool shared = is_shared(session_, place_.shop);
  for (auto it = orders.begin(); it != orders.end();) {
    auto& id = it->second.update.id;
    if (id.empty() && !shared && it->first > 0) id = std::to_string(it->first);
    it = id.empty() ? orders.erase(it) : std::next(it);
  }
}

void Snapshot::add_deliveries(const Call& call, Orders& orders) {
  std::vector<std::int64_t> ids, notes;
  for (auto& [key, order] : orders)
    for (const auto id : order.sales_orders) {
      ids.push_back(id);
      of_sales_order_[id] = &order;
    }
  for (std::size_t from = 0; from < ids.size(); from += kAtOnce) {
    call.check();
    Statement s("SELECT " + text_of("l.kLieferschein") + "," + text_of("l.kBestellung") +
                ",l.cLieferscheinNr," + time_text_of("l.dErstellt") +
                ",v.cIdentCode,v.cLogistiker,va.cName,va.cTrackingUrlTemplate FROM dbo.tLieferschein l LEFT "
                "JOIN dbo.tVersand v ON "
                "v.kLieferschein=l.kLieferschein LEFT JOIN dbo.tversandart va ON "
                "va.kVersandArt=v.kVersandArt WHERE l.kBestellung");
    s.in(ids, from);
    s << " ORDER BY l.kLieferschein,v.kVersand";
    for (const auto& row : s.query(session_)) {
      const std::int64_t note = int_cell(row, 0);
      auto& delivery = of_note_[note];
      if (!delivery) {
        delivery = &of_sales_order_[int_cell(row, 1)]->update.deliveries.emplace_back();
        delivery->id = cell(row, 2).empty() ? std::to_string(note) : cell(row, 2);
        delivery->at = jtl::clock_time_of(cell(row, 3));
        notes.push_back(note);
      }
      const std::string code = cell(row, 4), url = tracking_url(cell(row, 7), code);
      if (!code.empty()) delivery->tracking.push_back(code);
      if (delivery->carrier.empty()) delivery->carrier = cell(row, 5).empty() ? cell(row, 6) : cell(row, 5);
      if (!url.empty()) delivery->urls.push_back(url);
    }
  }
  for (auto& [key, order] : orders)
    for (const auto id : order.sales_orders) key_of_sales_order_[id] = key;
  for (std::size_t from = 0; from < notes.size(); from += kAtOnce) add_lines(notes, from);
}

void Snapshot::add_lines(const std::vector<std::int64_t>& notes, std::size_t from) {
  const bool since16 = place_.schema.has_sales_orders();
  if (!since16 && !place_.schema.has("dbo.tbestellpos", "cArtNr")) return;
  Statement s(
      "SELECT " + text_of("p.kLieferschein") + "," + text_of("l.kBestellung") +
      ",a.cArtNr,CAST(p.fAnzahl AS NVARCHAR(40)) FROM dbo.tLieferscheinPos p JOIN dbo.tLieferschein "
      "l ON l.kLieferschein=p.kLieferschein JOIN " +
      (since16 ? "Verkauf.tAuftragPosition a ON a.kAuftragPosition" : "dbo.tbestellpos a ON a.kBestellPos") +
      "=p.kBestellPos WHERE p.kLieferschein");
  s.in(notes, from);
  s << " ORDER BY p.kLieferscheinPos";
  for (const auto& row : s.query(session_)) {
    const auto& lines = lines_[key_of_sales_order_[int_cell(row, 1)]];
    const auto line = lines.find(cell(row, 2));
    // Two lines with one article number cannot be told apart here: better none than the wrong one.
    if (line == lines.end() || !line->second) continue;
    of_note_.at(int_cell(row, 0))->lines.emplace_back(*line->second, amount_cell(row, 3));
  }
}

void Snapshot::finish(Orders& orders) {
  for (auto& [key, order] : orders) {
    jtl::StatusUpdate& u = order.update;
    if (order.all_cancelled) {
      u.state = "cancelled";
    } else {
      u.reason.clear();
      u.state = order.all_delivered    ? "completely_delivered"
                : u.deliveries.empty() ? "accepted"
                                       : "partially_delivered";
      if (order.all_paid)
        u.payment = "paid";
      else if (order.paid > Decimal())
        u.payment = "partially_paid";
      if (!u.payment.empty() && order.paid > Decimal()) u.paid = order.paid.normalized().to_abi();
    }
    if (u.payment != "paid") u.paid_at = {};
    if (completes_) u.complete();
  }
}

void Snapshot::tell(Order& order, const FetchSink& out) {
  jtl::StatusUpdate& u = order.update;
  const auto row = u.listed(u.hash());
  u.revision = std::to_string(row.hint);
  if (out.want(row)) out.emit(u.build(clock_).head, &row);
}

void Snapshot::fetch(const Call& call, const FetchSink& out) {
  const SalesNames& sales = sales_names(place_.schema);
  const bool since16 = &sales == &kSalesSince16;
  const std::string lately = cutoff(clock_);
  const auto since = [&](Statement& s, const char* column) {
    s << " OR " << column << ">=CAST(" << Value::of(std::string_view(lately)) << " AS DATETIME)";
  };
  Statement s = sales_orders();
  s << " AND a." << sales.shop_order << " IS NOT NULL AND ((COALESCE(a.nStorno,0)=0 AND "
    << "(a.nKomplettAusgeliefert=0 OR " << (since16 ? "e" : "a") << ".dBezahlt IS NULL))";
  since(s, "a.dErstellt");
  if (since16) {
    since(s, "e.dBezahlt"), since(s, "e.dLetzterVersand"), since(s, "s.dStorniert");
  } else {
    since(s, "a.dBezahlt"), since(s, "a.dVersandt");
  }
  s << ") ORDER BY a." << sales.id;
  Orders orders;
  take(s.query(session_), orders);
  name_sources(orders);
  add_deliveries(call, orders);
  finish(orders);
  for (auto& [key, order] : orders) {
    call.check();
    tell(order, out);
  }
  out.checkpoint("", "");
}

void Snapshot::fetch_keys(const Call& call, const ob_keys& keys, const FetchSink& out) {
  std::vector<Wanted> wanted;
  for (std::size_t i = 0; i < keys.count; ++i) wanted.push_back(Wanted::of(view(keys.ids[i]), ""));
  KnownOrders known(place_, KeySpace::read(session_, place_));
  known.load(session_, wanted);
  std::vector<std::int64_t> taken;
  for (const auto& w : wanted)
    if (const auto match = known.match(w); match.order && match.order->sales_order != 0)
      taken.push_back(match.order->key);
  Orders orders;
  for (std::size_t from = 0; from < taken.size(); from += kAtOnce) {
    Statement s = sales_orders();
    s << " AND a." << sales_names(place_.schema).shop_order;
    s.in(taken, from);
    s << " ORDER BY a." << sales_names(place_.schema).id;
    take(s.query(session_), orders);
  }
  name_sources(orders);
  add_deliveries(call, orders);
  finish(orders);
  for (const auto& w : wanted) {
    call.check();
    const auto match = known.match(w);
    const auto found = match.order ? orders.find(match.order->key) : orders.end();
    if (found != orders.end()) {
      tell(found->second, out);
      continue;
    }
    Note note;
    note.outcome = OB_NOTE_GONE;
    note.id = w.id;
    note.code = "nothing-to-tell";
    const auto text = host_.say("JTL-Wawi has nothing to tell of this order",
                                "JTL-Wawi hat zu dieser Bestellung nichts zu melden");
    note.text = text;
    out.note(note);
  }
}

}  // namespace orderbridge::jtlwawi::sqlserver
