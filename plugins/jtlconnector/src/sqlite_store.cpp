// SPDX-License-Identifier: MIT
#include "sqlite_store.hpp"

#include "sqlite_schema.hpp"

namespace orderbridge::jtlconnector {

namespace {

/// Whose acknowledgement a model waits for; 0: nobody's.
int parent_type(Model model) {
  return model == Model::kPayment ? number_of(Model::kCustomerOrder) : 0;
}

const std::string kWaiting =
    " FROM thing t WHERE t.model=? AND t.held=0 AND NOT EXISTS(SELECT 1 FROM link l WHERE l.type=t.model AND "
    "l.endpoint=t.endpoint) AND (?=0 OR EXISTS(SELECT 1 FROM link p WHERE p.type=? AND p.endpoint=t.parent))";

std::vector<SqlValue> waiting_values(Model model) {
  return {std::int64_t{number_of(model)}, std::int64_t{parent_type(model)}, std::int64_t{parent_type(model)}};
}

}  // namespace

std::unique_ptr<Store> Store::open(const std::filesystem::path& file, const Host& host) {
  return std::make_unique<SqliteStore>(file, host);
}

SqliteStore::SqliteStore(const std::filesystem::path& file, const Host& host)
    : host_(host), sql_(file, host, store_versions()) {}

std::vector<Waiting> SqliteStore::pull(Model model, std::size_t limit) {
  auto values = waiting_values(model);
  values.emplace_back(static_cast<std::int64_t>(limit));
  std::vector<Waiting> found;
  sql_.transaction([&] {
    for (auto& row :
         sql_.query("SELECT t.endpoint, t.json, t.sort" + kWaiting + " ORDER BY t.sort LIMIT ?", values)) {
      sql_.execute("UPDATE thing SET handed=version WHERE sort=?", {to_int(row[2])});
      found.push_back({std::move(row[0]), std::move(row[1])});
    }
  });
  return found;
}

std::int64_t SqliteStore::waiting(Model model) {
  return to_int(sql_.query("SELECT count(*)" + kWaiting, waiting_values(model)).front().front());
}

bool SqliteStore::acknowledge(Model model, const std::string& endpoint, std::int64_t host) {
  bool known = false;
  sql_.transaction([&] {
    const std::int64_t type = number_of(model);
    if (model == Model::kDeliveryNote) {
      known = sql_.first("SELECT 1 FROM note WHERE id=?", {to_int(endpoint)}).has_value();
      return;
    }
    known = sql_.first("SELECT 1 FROM thing WHERE model=? AND endpoint=?", {type, endpoint}).has_value();
    if (!known) return;
    const auto before = host_of(static_cast<int>(type), endpoint);
    if (before == host) return;
    if (before != 0)
      host_.log(
          OB_LOG_WARN, "jtlconnector",
          host_.say("JTL-Wawi has another id now for type ", "JTL-Wawi hat jetzt eine andere Id für Typ ") +
              std::to_string(type) + " " + endpoint + ": " + std::to_string(before) + " -> " +
              std::to_string(host));
    link(static_cast<int>(type), endpoint, host);
    if (model != Model::kCustomerOrder) return;
    touch(endpoint);
    take_parked(endpoint, host);
    // What Wawi took may be older than what waits here by now.
    sql_.execute(
        "UPDATE shop_order SET outdated=(SELECT handed<>'' AND handed<>version FROM thing WHERE model=? "
        "AND endpoint=?) WHERE id=?",
        {type, endpoint, endpoint});
  });
  return known;
}

void SqliteStore::forget(int type, const std::string& endpoint) {
  sql_.execute("DELETE FROM link WHERE type=? AND endpoint=?", {std::int64_t{type}, endpoint});
}

void SqliteStore::forget_type(int type) {
  sql_.execute("DELETE FROM link WHERE type=?", {std::int64_t{type}});
}

void SqliteStore::forget_all() {
  sql_.execute("DELETE FROM link");
}

void SqliteStore::touch(const std::string& order) {
  sql_.execute("UPDATE counter SET value=value+1 WHERE name='change'");
  sql_.execute("UPDATE shop_order SET change=(SELECT value FROM counter WHERE name='change') WHERE id=?",
               {order});
}

bool SqliteStore::change_status(const std::string& order, const std::string& order_status,
                                const std::string& payment_status) {
  bool known = false;
  sql_.transaction([&] { known = set_status(order, order_status, payment_status); });
  return known;
}

bool SqliteStore::set_status(const std::string& order, const std::string& order_status,
                             const std::string& payment_status) {
  const auto row = sql_.first("SELECT order_status, payment_status FROM shop_order WHERE id=?", {order});
  if (!row) return false;
  const auto status = order_status.empty() ? (*row)[0] : order_status;
  const auto payment = payment_status.empty() ? (*row)[1] : payment_status;
  note_payment_status(order, payment_status);
  if (status == (*row)[0] && payment == (*row)[1]) return true;
  sql_.execute("UPDATE shop_order SET order_status=?, payment_status=? WHERE id=?", {status, payment, order});
  touch(order);
  return true;
}

void SqliteStore::park_status(std::int64_t host, const std::string& order_status,
                              const std::string& payment_status) {
  sql_.execute(
      "INSERT INTO parked(host, order_status, payment_status) VALUES(?,?,?) ON CONFLICT(host) DO UPDATE SET "
      "order_status=CASE excluded.order_status WHEN '' THEN order_status ELSE excluded.order_status END, "
      "payment_status=CASE excluded.payment_status WHEN '' THEN payment_status ELSE excluded.payment_status "
      "END",
      {host, order_status, payment_status});
}

void SqliteStore::take_parked(const std::string& order, std::int64_t host) {
  if (sql_.first("SELECT 1 FROM wawi_payment WHERE order_id='' AND order_host=?", {host})) {
    sql_.execute("UPDATE wawi_payment SET order_id=? WHERE order_id='' AND order_host=?", {order, host});
    hold_in_doubt(order);
  }
  const auto row = sql_.first("SELECT order_status, payment_status FROM parked WHERE host=?", {host});
  if (!row) return;
  sql_.execute("DELETE FROM parked WHERE host=?", {host});
  set_status(order, (*row)[0], (*row)[1]);
}

std::optional<std::string> SqliteStore::take_delivery_note(const DeliveryNote& note) {
  std::optional<std::string> endpoint;
  sql_.transaction([&] {
    if (!sql_.first("SELECT 1 FROM shop_order WHERE id=?", {note.order})) return;
    const auto known = sql_.first("SELECT id, order_id FROM note WHERE host=?", {note.host});
    if (known) {
      const auto id = to_int((*known)[0]);
      sql_.execute("UPDATE note SET order_id=?, created=? WHERE id=?", {note.order, note.created, id});
      sql_.execute("DELETE FROM note_item WHERE note=?", {id});
      sql_.execute("DELETE FROM note_tracking WHERE note=?", {id});
      if ((*known)[1] != note.order) touch((*known)[1]);
    } else {
      sql_.execute("INSERT INTO note(host, order_id, created) VALUES(?,?,?)",
                   {note.host, note.order, note.created});
    }
    endpoint = sql_.first("SELECT id FROM note WHERE host=?", {note.host})->front();
    const auto id = to_int(*endpoint);
    for (const auto& item : note.items)
      sql_.execute("INSERT INTO note_item VALUES(?,?,?)", {id, item.line, item.quantity});
    for (const auto& tracking : note.trackings)
      for (std::size_t i = 0; i < std::max(tracking.codes.size(), tracking.urls.size()); ++i)
        sql_.execute("INSERT INTO note_tracking VALUES(?,?,?,?)",
                     {id, tracking.carrier, i < tracking.codes.size() ? tracking.codes[i] : "",
                      i < tracking.urls.size() ? tracking.urls[i] : ""});
    touch(note.order);
  });
  return endpoint;
}

bool SqliteStore::remove_delivery_note(const std::string& endpoint) {
  bool known = false;
  sql_.transaction([&] {
    const auto id = to_int(endpoint);
    const auto row = sql_.first("SELECT order_id FROM note WHERE id=?", {id});
    known = row.has_value();
    if (!known) return;
    sql_.execute("DELETE FROM note WHERE id=?", {id});
    sql_.execute("DELETE FROM note_item WHERE note=?", {id});
    sql_.execute("DELETE FROM note_tracking WHERE note=?", {id});
    touch(row->front());
  });
  return known;
}

void SqliteStore::link(int type, const std::string& endpoint, std::int64_t host) {
  sql_.execute(
      "INSERT INTO link(type, endpoint, host) VALUES(?,?,?) ON CONFLICT(type, endpoint) DO UPDATE SET "
      "host=excluded.host",
      {std::int64_t{type}, endpoint, host});
}

std::string SqliteStore::endpoint_of(int type, std::int64_t host) {
  const auto row =
      type == number_of(Model::kDeliveryNote)
          ? sql_.first("SELECT id FROM note WHERE host=?", {host})
          : sql_.first("SELECT endpoint FROM link WHERE type=? AND host=?", {std::int64_t{type}, host});
  return row ? row->front() : std::string();
}

std::int64_t SqliteStore::host_of(int type, const std::string& endpoint) {
  const auto row =
      type == number_of(Model::kDeliveryNote)
          ? sql_.first("SELECT host FROM note WHERE id=?", {to_int(endpoint)})
          : sql_.first("SELECT host FROM link WHERE type=? AND endpoint=?", {std::int64_t{type}, endpoint});
  return row ? to_int(row->front()) : 0;
}

std::vector<StoredOrder> SqliteStore::read(const std::string& rest, const std::vector<SqlValue>& values) {
  std::vector<StoredOrder> orders;
  for (auto& row : sql_.query("SELECT o.id, o.number, o.content_version, o.payment_version, o.ordered_at, "
                              "coalesce(l.host,0), o.cancelled, o.order_status, o.payment_status, "
                              "o.paid_by_wawi, o.change, o.outdated, o.settled, o.uncertain, "
                              "o.transaction_id FROM shop_order o LEFT JOIN link l ON l.type=4 AND "
                              "l.endpoint=o.id " +
                                  rest,
                              values))
    orders.push_back({std::move(row[0]), std::move(row[1]), std::move(row[2]), std::move(row[3]),
                      to_int(row[4]), to_int(row[5]), row[6] != "0", std::move(row[7]), std::move(row[8]),
                      row[9] != "0", to_int(row[10]), row[11] != "0", row[12] != "0", row[13] != "0",
                      std::move(row[14])});
  return orders;
}

std::optional<StoredOrder> SqliteStore::find(const std::string& id) {
  auto orders = read("WHERE o.id=?", {id});
  return orders.empty() ? std::nullopt : std::optional(std::move(orders.front()));
}

void SqliteStore::put(const StoredOrder& order, const OrderModels& models) {
  const auto put_thing = [&](Model model, const Waiting& thing, const std::string& parent) {
    sql_.execute(
        "INSERT INTO thing(model, endpoint, parent, version, json) VALUES(?,?,?,?,?) ON CONFLICT(model, "
        "endpoint) "
        "DO UPDATE SET parent=excluded.parent, version=excluded.version, json=excluded.json",
        {std::int64_t{number_of(model)}, thing.endpoint, parent, order.content_version, thing.json});
  };
  put_thing(Model::kCustomer, models.customer, "");
  put_thing(Model::kCustomerOrder, models.order, models.customer.endpoint);
  sql_.execute(
      "INSERT INTO shop_order(id, number, ordered_at, content_version, payment_version) VALUES(?,?,?,?,'') "
      "ON CONFLICT(id) DO UPDATE SET number=excluded.number, ordered_at=excluded.ordered_at, "
      "content_version=excluded.content_version",
      {order.id, order.number, order.ordered_at, order.content_version});
}

void SqliteStore::set_cancelled(const std::string& id, bool cancelled) {
  const std::int64_t flag = cancelled ? 1 : 0;
  sql_.execute("UPDATE shop_order SET cancelled=? WHERE id=?", {flag, id});
  sql_.execute("UPDATE thing SET held=? WHERE model=? AND endpoint=?",
               {flag, std::int64_t{number_of(Model::kCustomerOrder)}, id});
}

std::vector<StoredOrder> SqliteStore::changed_after(std::int64_t change, std::size_t limit) {
  return read("WHERE o.change>? ORDER BY o.change LIMIT ?", {change, static_cast<std::int64_t>(limit)});
}

std::vector<DeliveryNote> SqliteStore::notes(const std::string& order) {
  std::vector<DeliveryNote> all;
  for (const auto& row :
       sql_.query("SELECT id, host, created FROM note WHERE order_id=? ORDER BY id", {order})) {
    auto& note = all.emplace_back();
    const auto id = to_int(row[0]);
    note.host = to_int(row[1]), note.order = order, note.created = row[2];
    for (auto& item : sql_.query("SELECT line, quantity FROM note_item WHERE note=? ORDER BY rowid", {id}))
      note.items.push_back({std::move(item[0]), std::move(item[1])});
    for (auto& parcel :
         sql_.query("SELECT carrier, code, url FROM note_tracking WHERE note=? ORDER BY rowid", {id})) {
      auto& tracking = note.trackings.emplace_back();
      tracking.carrier = std::move(parcel[0]);
      if (!parcel[1].empty()) tracking.codes.push_back(std::move(parcel[1]));
      if (!parcel[2].empty()) tracking.urls.push_back(std::move(parcel[2]));
    }
  }
  return all;
}

std::vector<StoredOrder> SqliteStore::orders(const std::string& number_part, std::size_t offset,
                                             std::size_t limit) {
  return read("WHERE instr(o.number,?)>0 ORDER BY o.ordered_at DESC, o.id LIMIT ? OFFSET ?",
              {number_part, limit == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(limit),
               static_cast<std::int64_t>(offset)});
}

std::int64_t SqliteStore::count_orders() {
  return to_int(sql_.query("SELECT count(*) FROM shop_order").front().front());
}

std::int64_t SqliteStore::count_waiting() {
  return to_int(
      sql_.query("SELECT count(*) FROM shop_order o WHERE o.cancelled=0 AND NOT EXISTS(SELECT 1 FROM "
                 "link l WHERE l.type=4 AND l.endpoint=o.id)")
          .front()
          .front());
}

}  // namespace orderbridge::jtlconnector
