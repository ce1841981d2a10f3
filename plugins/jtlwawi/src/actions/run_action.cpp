// SPDX-License-Identifier: MIT
#include "run_action.hpp"

#include "../database_errors.hpp"
#include "../fitting.hpp"
#include "../sales/by_people.hpp"
#include "../sales/customers.hpp"
#include "../sales/stock.hpp"
#include "../sales/takeover.hpp"
#include "../sales_schema.hpp"
#include "../stored_orders.hpp"

namespace orderbridge::jtlwawi {

void RunAction::run() {
  check_lengths();
  const auto id = action_.id();
  if (id == "take-over") return take_over();
  if (id == "merge-customers" || id == "undo-merge") return each_customer();
  if (id == "import-stock") return import_stock();
  each_sales_order();
}

void RunAction::one(const std::string& key, const Work& work) {
  call_.check();
  Done done;
  try {
    database_.translated([&] {
      Transaction transaction(database_, call_);
      done = work(database_.session());
      call_.check();  // the last moment at which the host can still stop us
      if (!action_.dry_run()) transaction.commit();
    });
  } catch (const NotDone& e) {
    return out_.outcome(key, e.outcome, "", e.what());
  } catch (const DecimalError&) {
    return out_.outcome(key, OB_WRITE_REJECTED, "",
                        host_.say("an amount is too large", "ein Betrag ist zu groß"));
  }
  out_.outcome(key, done.outcome, done.remote_id, done.text);
}

/// "20002", the shop's number of an order, or "id:63", the shop's id.
OrderId RunAction::staged_order(Poco::Data::Session& session, const std::string& key) const {
  if (key.rfind("id:", 0) == 0) {
    if (const auto id = wawi_id(key.substr(3))) return {*id, shop_};
    throw NotDone(host_.say("is no order id", "ist keine Bestell-Id"));
  }
  const auto rows =
      query(session,
            "SELECT kInetBestellung FROM " + table(OrderKey::kDef) + " WHERE kShop=? AND cNummer=? LIMIT 2",
            {shop_, key});
  if (rows.size() == 1) return {to_int(rows.front().front()), shop_};
  throw NotDone(rows.empty()
                    ? host_.say("no such order is staged", "so eine Bestellung liegt nicht vor")
                    : host_.say("several orders have this number; name it as id:NUMBER",
                                "mehrere Bestellungen haben diese Nummer; sie als id:NUMMER nennen"));
}

/// What people call it: the shop's number where it names one order only, else "id:63".
std::string RunAction::name_of(const OrderId& id) {
  std::string name;
  database_.translated([&] {
    const auto row = first(database_.session(),
                           "SELECT o.cNummer FROM " + table(OrderKey::kDef) +
                               " o WHERE o.kInetBestellung=? AND o.kShop=? AND (SELECT count(*) FROM " +
                               table(OrderKey::kDef) + " s WHERE s.kShop=o.kShop AND s.cNummer=o.cNummer)=1",
                           {id.order, id.shop});
    if (row) name = (*row)[0];
  });
  return name.empty() ? "id:" + std::to_string(id.order) : name;
}

void RunAction::take_over() {
  IntoCustomer into{.match_by = match_by_};
  const auto customer = action_.text("customer");
  if (!customer.empty())
    into = {customer == "new" ? IntoCustomer::Kind::kNew : IntoCustomer::Kind::kNumber, customer, match_by_};
  const auto keys = action_.keys();
  for (const auto& key : keys)
    take_over_one(
        key, [&](auto& session) { return staged_order(session, key); }, into);
  if (!keys.empty()) return;
  if (!customer.empty())
    throw rejected(host_.say("a customer can be given to named orders only",
                             "ein Kunde lässt sich nur genannten Bestellungen geben"));
  std::vector<OrderId> waiting;
  database_.translated([&] { waiting = waiting_orders(database_.session(), shop_); });
  std::uint64_t count = 0;
  for (const auto& id : waiting) {
    take_over_one(
        name_of(id), [&](auto&) { return id; }, into);
    call_.progress(++count, waiting.size(), "orders");
  }
}

void RunAction::take_over_one(const std::string& key,
                              const std::function<OrderId(Poco::Data::Session&)>& order,
                              const IntoCustomer& into) {
  one(key, [&](auto& session) {
    const auto id = order(session);
    auto done = jtlwawi::take_over(session, host_, id, into);
    if (action_.dry_run()) done.remote_id = std::to_string(id.order);  // JTL's key is the shop's id
    return done;
  });
}

void RunAction::each_sales_order() {
  const auto keys = action_.keys();
  if (keys.empty())
    throw rejected(
        host_.say("name the sales orders, for example AU1", "die Aufträge nennen, zum Beispiel AU1"));
  for (const auto& key : keys) one(key, [&](auto& session) { return sales_action(session, key); });
}

Done RunAction::sales_action(Poco::Data::Session& session, const std::string& key) {
  const auto id = action_.id();
  if (id == "move-order") return move_sales_order(session, host_, key, action_.text("customer"));
  auto sales_order = sales_order_id(session, key);
  if (sales_order == 0) {  // by the shop's order, staged or taken over
    const auto staged = staged_order(session, key);
    const auto row = first(session,
                           "SELECT coalesce(kAuftrag,0),nZustand FROM " + table(OrderKey::kDef) +
                               " WHERE kInetBestellung=? AND kShop=?",
                           {staged.order, staged.shop});
    sales_order = row ? to_int((*row)[0]) : 0;
    if (sales_order == 0) {
      const bool is_cancelled = row && to_int((*row)[1]) == OB_FOUND_CANCELLED;
      if (id == "cancel" && !is_cancelled)
        return cancel_staged(session, host_, staged, action_.text("reason"));
      if (id == "reopen" && is_cancelled) return reopen_staged(session, host_, staged);
      throw NotDone(host_.say("is staged, but no sales order yet: take it over first",
                              "liegt vor, ist aber noch kein Auftrag: erst übernehmen"));
    }
  }
  const auto order = read_sales_order(session, sales_order).value();
  const DeliveryEntry delivery{action_.list("positions"), action_.text("carrier"),
                               action_.text("tracking-url"), action_.list("tracking")};
  if (id == "pay")
    return pay(
        session, host_, order,
        {action_.text("amount"), action_.text("date"), action_.text("method"), action_.text("transaction")});
  if (id == "deliver") return deliver(session, host_, order, delivery);
  if (id == "add-tracking") return add_tracking(session, host_, order, action_.text("note"), delivery);
  if (id == "cancel-delivery") return cancel_delivery(session, host_, order, action_.text("note"));
  if (id == "cancel") return cancel(session, host_, order, action_.text("reason"));
  if (id == "complete") return complete(session, host_, order);
  if (id == "reopen") return reopen(session, host_, order);
  throw Error(OB_UNSUPPORTED, host_.say("there is no such action", "diese Aktion gibt es nicht"));
}

void RunAction::each_customer() {
  const auto keys = action_.keys();
  if (keys.empty()) throw rejected(host_.say("name the customers", "die Kunden nennen"));
  for (const auto& key : keys)
    one(key, [&](auto& session) {
      return action_.id() == "undo-merge" ? undo_merge(session, host_, key)
                                          : merge_customers(session, host_, key, action_.text("customer"));
    });
}

void RunAction::import_stock() {
  auto file = std::filesystem::path(action_.text("file"));
  if (file.is_relative()) file = folder_ / file;
  const auto lines = read_stock_file(file, host_);
  std::int64_t made = 0;
  one(file.filename().string(), [&](auto& session) {
    for (const auto& line : lines) made += set_stock(session, line) ? 1 : 0;
    const auto count = std::to_string(lines.size()), fresh = std::to_string(made);
    return Done{OB_UPDATED, "",
                host_.say(count + " articles set, " + fresh + " of them new",
                          count + " Artikel gesetzt, davon " + fresh + " neu")};
  });
}

/// Before anything is done: texts as long as their columns.
void RunAction::check_lengths() const {
  const auto check = [&](std::string_view name, const std::string& text, std::size_t most) {
    if (utf16_units(text) <= most) return;
    const auto limit = std::to_string(most);
    throw rejected(host_.say(std::string(name) + " has more than " + limit + " characters",
                             std::string(name) + " hat mehr als " + limit + " Zeichen"));
  };
  check("reason", action_.text("reason"), 100);
  check("carrier", action_.text("carrier"), 50);
  check("tracking-url", action_.text("tracking-url"), 255);
  check("method", action_.text("method"), 255);
  check("transaction", action_.text("transaction"), 255);
  for (const auto& code : action_.list("tracking")) check("tracking", code, 255);
}

}  // namespace orderbridge::jtlwawi
