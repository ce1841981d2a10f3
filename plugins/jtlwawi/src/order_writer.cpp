// SPDX-License-Identifier: MIT
#include "order_writer.hpp"

#include <Poco/Data/Statement.h>

#include <unordered_set>

#include "database_errors.hpp"
#include "schema.hpp"

namespace orderbridge::jtlwawi {

using namespace Poco::Data::Keywords;

OrderWriter::OrderWriter(Database& database, const WawiOptions& options, const Host& host, std::int64_t shop)
    : database_(database), host_(host), shop_(shop), mapper_(options, host, shop) {}

void OrderWriter::write(const Call& call, const ob_batch& batch, const Results& results) {
  judge_keys(batch);
  bool committing = false;
  try {
    database_.translated([&] {
      Transaction transaction(database_, call);
      try {
        stage();
        call.check();  // the last moment at which the host can still stop us
      } catch (...) {
        rows_.unbind();  // no statement may be in the way of ROLLBACK
        throw;
      }
      committing = true;
      transaction.commit();
    });
  } catch (const Error& e) {
    rows_.unbind();
    if (!committing) report_retry(results, e);  // surely rolled back: not in doubt
    throw;
  }
  report(results);
}

void OrderWriter::judge_keys(const ob_batch& batch) {
  fates_.assign(batch.count, Fate());
  for (std::size_t i = 0; i < batch.count; ++i) {
    Fate& fate = fates_[i];
    const auto id = wawi_id(view(batch.records[i]->id));
    if (batch.records[i]->kind != OB_KIND_ORDER) {
      reject(fate, "not-an-order",
             host_.say("only orders can be staged", "nur Bestellungen können abgelegt werden"));
    } else if (!id) {
      reject(
          fate, "bad-id",
          host_.say(
              "the order's id is not a whole number from 1 to 2147483647, as JTL-Wawi needs it",
              "die Id der Bestellung ist keine ganze Zahl von 1 bis 2147483647, wie JTL-Wawi sie braucht"));
    } else {
      fate.order = reinterpret_cast<const ob_order*>(batch.records[i]);
      fate.id = *id;
    }
  }
}

void OrderWriter::stage() {
  std::vector<std::int64_t> ids;
  for (const auto& fate : fates_)
    if (fate.order) ids.push_back(fate.id);
  auto stored = stored_orders(database_.session(), shop_, ids);
  load_counter();
  read_customer_times();

  std::vector<Fate*> fresh, known;
  std::unordered_set<std::int64_t> met;
  for (auto& fate : fates_) {
    if (!fate.order) continue;
    const bool first = met.insert(fate.id).second;
    (first && !stored.count(fate.id) ? fresh : known).push_back(&fate);
  }
  insert_together(fresh);
  for (Fate* fate : known) {
    auto found = stored.find(fate->id);
    if (found == stored.end()) {  // twice in this batch
      stored.merge(stored_orders(database_.session(), shop_, {fate->id}));
      found = stored.find(fate->id);
    }
    if (found == stored.end())
      insert_alone(*fate);  // its first occurrence was refused
    else
      known_order(*fate, found->second);
  }
  save_counter();
}

void OrderWriter::insert_together(const std::vector<Fate*>& fresh) {
  if (fresh.empty()) return;
  const auto customers = customers_;
  const auto position = next_position_;
  rows_.clear();
  for (Fate* fate : fresh) map(*fate, nullptr);
  database_.run("SAVEPOINT batch");
  try {
    rows_.insert(database_.session());
  } catch (const Poco::Exception& e) {
    if (!concerns_one_row(e)) throw;
    database_.run("ROLLBACK TO batch");
    customers_ = customers;
    next_position_ = position;
    for (Fate* fate : fresh)
      if (fate->order) insert_alone(*fate);
  }
  database_.run("RELEASE batch");
}

void OrderWriter::insert_alone(Fate& fate) {
  const auto customers = customers_;
  const auto position = next_position_;
  rows_.clear();
  fate.warnings.clear();
  if (!map(fate, nullptr)) return;
  if (alone(fate, [&] { rows_.insert(database_.session()); })) return;
  customers_ = customers;
  next_position_ = position;
}

bool OrderWriter::map(Fate& fate, const LineIds* known_lines) {
  RowIds ids;
  ids.order = fate.id;
  ids.customer = customer_of(*fate.order, fate.id);
  ids.known_lines = known_lines;
  ids.next_position = next_position_;
  const auto newest = customers_.find(ids.customer);
  const std::pair<std::int64_t, std::int64_t> own{fate.order->ordered_at, fate.id};
  ids.write_customer = newest == customers_.end() || newest->second <= own;
  try {
    mapper_.map(*fate.order, ids, rows_, fate.warnings);
  } catch (const OrderRejected& e) {
    reject(fate, e.code, e.what());
    return false;
  }
  next_position_ = ids.next_position;
  if (ids.write_customer) customers_[ids.customer] = own;
  return true;
}

bool OrderWriter::alone(Fate& fate, const std::function<void()>& write_rows) {
  database_.run("SAVEPOINT one");
  bool done = true;
  try {
    write_rows();
  } catch (const Poco::Exception& e) {
    if (!concerns_one_row(e)) throw;
    database_.run("ROLLBACK TO one");
    reject(
        fate, "refused-by-database",
        host_.say(
            "the database refused this order: a value breaks a rule of its tables; look at the order in the "
            "shop, then retry it",
            "die Datenbank hat diese Bestellung abgelehnt: ein Wert verletzt eine Regel ihrer Tabellen; die "
            "Bestellung im Shop ansehen, dann erneut versuchen"));
    done = false;
  }
  database_.run("RELEASE one");
  return done;
}

void OrderWriter::read_customer_times() {
  std::vector<std::int64_t> ids;
  for (const auto& fate : fates_)
    if (fate.order) ids.push_back(customer_of(*fate.order, fate.id));
  customers_ = customer_times(database_.session(), shop_, ids);
}

void OrderWriter::load_counter() {
  Poco::Int64 next = 1, shop = shop_;
  database_.session() << "SELECT nNaechste FROM " + table(Counter::kDef) + " WHERE kShop=?", into(next),
      use(shop), now;
  next_position_ = stored_next_position_ = next;
}

void OrderWriter::save_counter() {
  if (next_position_ == stored_next_position_) return;
  Poco::Int64 next = next_position_, shop = shop_;
  database_.session() << insert_sql(Counter::kDef), use(shop), use(next), now;
}

void OrderWriter::reject(Fate& fate, std::string code, std::string text) const {
  fate.order = nullptr;
  fate.outcome = OB_WRITE_REJECTED;
  fate.warnings.clear();  // of an order that is not there
  fate.code = std::move(code);
  fate.text = std::move(text);
}

void OrderWriter::report(const Results& results) const {
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    const Fate& fate = fates_[i];
    for (const auto& warning : fate.warnings) results.warn(i, warning.code, warning.field, warning.text);
    Result result;
    result.outcome = fate.outcome;
    const std::string id = remote_id(shop_, fate.id);
    if (fate.outcome != OB_WRITE_REJECTED) result.remote_id = id;
    result.code = fate.code;
    result.text = fate.text;
    result.found = fate.found;
    results.report(i, result);
  }
}

void OrderWriter::report_retry(const Results& results, const Error& error) const {
  const std::string text = error.what();
  for (std::size_t i = 0; i < fates_.size(); ++i) {
    Result result;
    result.outcome = OB_WRITE_RETRY;
    result.code = "database";
    result.text = text;
    result.retry_after_ms = error.retry_after_ms();
    results.report(i, result);
  }
}

}  // namespace orderbridge::jtlwawi
