// SPDX-License-Identifier: MIT
#include "fake_host.hpp"

#include <deque>
#include <orderbridge/views.hpp>

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/SQLite/Connector.h>
#include <Poco/Data/Session.h>
#include <unistd.h>

#include <orderbridge/decimal.hpp>
#include <stdexcept>

using orderbridge::copy;
using orderbridge::to_abi;

namespace ob_test {
namespace {

Wawi& self(void* ctx) {
  return *static_cast<Wawi*>(ctx);
}
int32_t OB_CALL log_enabled(void*, int32_t) {
  return 0;
}
void OB_CALL log(void*, int32_t, ob_str, ob_str) {}
const void* OB_CALL extension(void*, ob_str) {
  return nullptr;
}
int32_t OB_CALL cancelled(void* ctx) {
  auto& left = self(ctx).cancel_after;
  return left >= 0 && left-- == 0 ? 1 : 0;
}
int64_t OB_CALL patience(void*) {
  return 60000;
}
void OB_CALL progress(void*, uint64_t, uint64_t, ob_str) {}
void OB_CALL fail(void* ctx, const ob_failure* f) {
  self(ctx).failure = copy(f->text);
  self(ctx).failed_option = copy(f->option);
}
void OB_CALL finding(void* ctx, int32_t level, ob_str code, ob_str text) {
  self(ctx).findings.push_back(std::to_string(level) + " " + copy(code) + " " + copy(text));
}
void OB_CALL report(void* ctx, size_t index, const ob_result* r) {
  auto& to = self(ctx).reported.at(index);
  ++to.times;
  to.outcome = r->outcome;
  to.remote_id = copy(r->remote_id);
  to.code = copy(r->code);
  to.text = copy(r->text);
  to.found = copy(r->found);
}
void OB_CALL warn(void* ctx, size_t index, const ob_warning* w) {
  self(ctx).reported.at(index).warnings.push_back(copy(w->code) + " " + copy(w->field));
}
void OB_CALL lookup_found(void* ctx, size_t index, const ob_found* f) {
  self(ctx).found.at(index) = {
      f->state,     copy(f->remote_id), copy(f->number), copy(f->content_version), copy(f->payment_version),
      f->ordered_at};
}

Poco::Data::Session session(const std::string& file) {
  Poco::Data::SQLite::Connector::registerConnector();
  return Poco::Data::Session(Poco::Data::SQLite::Connector::KEY, file);
}

}  // namespace

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "ob-jtlwawi-XXXXXX").string();
  if (!mkdtemp(name.data())) throw std::runtime_error("no temporary folder");
  path_ = name;
}
Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

Wawi::Wawi(const Folder& folder, Settings settings, const char* language, Mapping payment)
    : language_(language) {
  host_.size = sizeof host_;
  host_.ctx = this;
  host_.language = to_abi(language_);
  host_.log_enabled = log_enabled;
  host_.log = log;
  host_.extension = extension;
  connector_ = orderbridge_connectors_v1(OB_ABI_MINOR)->connectors[0];

  settings.emplace("database", "sqlite:wawi.db");
  std::vector<ob_setting> list;
  for (const auto& [name, value] : settings)
    list.push_back({sizeof(ob_setting), 0, to_abi(name), to_abi(value), nullptr, 0});
  std::vector<std::vector<ob_pair>> cells;
  for (const auto& [shop, wawi] : payment)
    cells.push_back({{to_abi("shop"), to_abi(shop)}, {to_abi("wawi"), to_abi(wawi)}});
  std::vector<ob_row> table;
  for (const auto& row : cells) table.push_back({row.data(), row.size()});
  if (!table.empty())
    list.push_back(
        {sizeof(ob_setting), 0, to_abi("payment-methods"), {nullptr, 0}, table.data(), table.size()});
  std::vector<const ob_setting*> pointers;
  for (const auto& setting : list) pointers.push_back(&setting);

  const std::string base = folder.path();
  ob_connection connection{};
  connection.size = sizeof connection;
  connection.roles = OB_WRITE_ORDERS;
  connection.id = to_abi("wawi");
  connection.base_dir = to_abi(base);
  connection.settings = pointers.data();
  connection.setting_count = pointers.size();
  const auto c = call();
  created_ = connector_->create(&host_, &c, &connection, &self_);
}

Wawi::~Wawi() {
  if (self_) connector_->destroy(self_);
}

ob_call Wawi::call() {
  failure.clear();
  failed_option.clear();
  ob_call c{};
  c.size = sizeof c;
  c.ctx = this;
  c.cancelled = cancelled;
  c.patience_ms = patience;
  c.progress = progress;
  c.fail = fail;
  c.finding = finding;
  return c;
}

ob_status Wawi::open() {
  const auto c = call();
  return connector_->open(self_, &c);
}
void Wawi::close() {
  connector_->close(self_);
}
ob_status Wawi::check() {
  const auto c = call();
  findings.clear();
  return connector_->check(self_, &c);
}

ob_status Wawi::write(const std::vector<const ob_record*>& records) {
  reported.assign(records.size(), {});
  const auto c = call();
  const ob_batch batch{sizeof(ob_batch), OB_KIND_ORDER, records.data(), records.size(), 0, 0};
  const ob_results results{sizeof(ob_results), 0, this, report, warn};
  return connector_->write(self_, &c, &batch, &results);
}

ob_status Wawi::lookup(const std::vector<std::string>& ids) {
  found.assign(ids.size(), {});
  std::vector<ob_str> keys;
  for (const auto& id : ids) keys.push_back(to_abi(id));
  const auto c = call();
  const ob_keys request{sizeof(ob_keys), OB_KIND_ORDER, keys.data(), keys.size(), 0, 0};
  const ob_lookup_sink sink{sizeof(ob_lookup_sink), 0, this, lookup_found};
  return connector_->lookup(self_, &c, &request, &sink);
}

ob_status Wawi::act(const std::string& action, const std::vector<std::string>& keys,
                    const std::vector<std::string>& parameters, std::uint32_t flags) {
  outcomes.clear();
  const auto* views =
      static_cast<const ob_views_v1*>(connector_->extension(to_abi(std::string_view(OB_VIEWS_V1))));
  std::vector<ob_str> key_views;
  for (const auto& key : keys) key_views.push_back(to_abi(key));
  std::map<std::string, std::vector<std::string>> values;
  for (const auto& p : parameters) values[p.substr(0, p.find('='))].push_back(p.substr(p.find('=') + 1));
  std::deque<ob_setting> settings;
  std::deque<std::vector<ob_pair>> cells;
  std::deque<std::vector<ob_row>> lists;
  std::vector<const ob_setting*> pointers;
  for (const auto& [name, all] : values) {
    auto& rows = lists.emplace_back();
    for (const auto& value : all) {
      cells.push_back({{to_abi("item"), to_abi(value)}});
      rows.push_back({cells.back().data(), 1});
    }
    const bool list = name == "positions" || name == "tracking";
    settings.push_back({sizeof(ob_setting), 0, to_abi(name), list ? ob_str{} : to_abi(all.front()),
                        list ? rows.data() : nullptr, list ? rows.size() : 0});
    pointers.push_back(&settings.back());
  }
  ob_action_call a{};
  a.size = sizeof a;
  a.flags = flags;
  a.action = to_abi(action);
  a.keys = key_views.data();
  a.key_count = key_views.size();
  a.parameters = pointers.data();
  a.parameter_count = pointers.size();
  const ob_action_sink sink{
      sizeof(ob_action_sink), 0, this,
      [](void* ctx, ob_str key, std::int32_t outcome, ob_str remote, ob_str text) {
        static_cast<Wawi*>(ctx)->outcomes.push_back({copy(key), copy(remote), copy(text), outcome});
      }};
  const auto c = call();
  return views->run(self_, &c, &a, &sink);
}

namespace {
struct Shown {
  std::vector<std::string> lines;
  std::uint64_t total = 0;
};
}  // namespace

std::vector<std::string> Wawi::show(const std::string& name, const std::vector<std::string>& words) {
  const auto* views =
      static_cast<const ob_views_v1*>(connector_->extension(to_abi(std::string_view(OB_VIEWS_V1))));
  ob_query q{};
  q.size = sizeof q;
  q.view = to_abi(name);
  std::vector<ob_pair> filters;
  for (const auto& word : words) {
    const auto equals = word.find('=');
    const auto key = std::string_view(word).substr(0, equals);
    const auto text = equals == word.npos ? std::string_view() : std::string_view(word).substr(equals + 1);
    if (key == "sort")
      q.sort = to_abi(text);
    else if (key == "desc")
      q.descending = 1;
    else if (key == "limit")
      q.limit = std::stoull(std::string(text));
    else if (key == "offset")
      q.offset = std::stoull(std::string(text));
    else if (key == "key")
      q.key = to_abi(text);
    else
      filters.push_back({to_abi(key), to_abi(text)});
  }
  q.filters = filters.data();
  q.filter_count = filters.size();
  Shown shown;
  const ob_table_sink sink{
      sizeof(ob_table_sink),
      0,
      &shown,
      [](void* ctx, const ob_str* cells, std::size_t count) -> ob_status {
        std::string line;
        for (std::size_t i = 0; i < count; ++i) line += (i ? "|" : "") + copy(cells[i]);
        static_cast<Shown*>(ctx)->lines.push_back(line);
        return OB_OK;
      },
      [](void* ctx, const ob_text* title, const ob_column* const*, std::size_t) -> ob_status {
        static_cast<Shown*>(ctx)->lines.push_back("[" + copy(title->en) + "]");
        return OB_OK;
      },
      [](void* ctx, std::uint64_t rows) { static_cast<Shown*>(ctx)->total = rows; }};
  const auto c = call();
  const auto status = views->query(self_, &c, &q, &sink);
  total = shown.total;
  if (status != OB_OK) shown.lines = {"failed: " + failure};
  return shown.lines;
}

namespace {

std::string update_text(const ob_status_update& u) {
  std::string text = copy(u.head.id) + " " + copy(u.state);
  if (orderbridge::present(u.payment_state)) text += " " + copy(u.payment_state);
  if (u.paid_amount.present)
    text += " " + orderbridge::Decimal::from_abi(u.paid_amount)->normalized().to_string();
  if (orderbridge::present(u.cancel_reason)) text += " (" + copy(u.cancel_reason) + ")";
  for (std::size_t i = 0; i < u.delivery_count; ++i) {
    const auto& d = *u.deliveries[i];
    text += " [" + copy(d.id) + " " + copy(d.carrier) + " ";
    for (std::size_t k = 0; k < d.tracking_number_count; ++k)
      text += (k ? "," : "") + copy(d.tracking_numbers[k]);
    for (std::size_t k = 0; k < d.line_count; ++k)
      text += " " + copy(d.lines[k].line_id) + "=" +
              orderbridge::Decimal::from_abi(d.lines[k].quantity)->normalized().to_string();
    text += "]";
  }
  return text;
}

struct Told {
  std::vector<std::string> updates;
  std::string bookmark;
  std::map<std::string, std::uint64_t> hints;
  std::map<std::string, Wawi::Clocked> paid, delivered;

  void keep(const ob_status_update& u) {
    updates.push_back(update_text(u));
    paid[copy(u.head.id)] = {u.paid_at, copy(u.paid_at_offset)};
    if (u.delivery_count == 0) return;
    const auto& last = *u.deliveries[u.delivery_count - 1];
    delivered[copy(u.head.id)] = {last.delivered_at, copy(last.delivered_at_offset)};
  }
};

}  // namespace

std::vector<std::string> Wawi::statuses(const std::vector<std::string>& ids) {
  Told told;
  const ob_fetch_sink sink{sizeof(ob_fetch_sink),
                           0,
                           &told,
                           [](void* ctx, const ob_listed* row) -> std::int32_t {
                             static_cast<Told*>(ctx)->hints[copy(row->id)] = row->hint;
                             return OB_WANT;
                           },
                           [](void* ctx, const ob_record* r, const ob_listed*) -> ob_status {
                             static_cast<Told*>(ctx)->keep(*reinterpret_cast<const ob_status_update*>(r));
                             return OB_OK;
                           },
                           [](void* ctx, const ob_note* n) -> ob_status {
                             static_cast<Told*>(ctx)->updates.push_back(copy(n->id) + " " + copy(n->code));
                             return OB_OK;
                           },
                           [](void* ctx, ob_str, ob_str remembered) -> ob_status {
                             static_cast<Told*>(ctx)->bookmark = copy(remembered);
                             return OB_OK;
                           }};
  const auto c = call();
  if (ids.empty()) {
    ob_fetch request{};
    request.size = sizeof request;
    request.kind = OB_KIND_STATUS;
    request.bookmark = to_abi(bookmark);
    if (connector_->fetch(self_, &c, &request, &sink) != OB_OK) return {"failed: " + failure};
    bookmark = told.bookmark;
    hints = told.hints;
    paid = told.paid, delivered = told.delivered;
    return told.updates;
  }
  std::vector<ob_str> keys;
  for (const auto& id : ids) keys.push_back(to_abi(id));
  const ob_keys request{sizeof(ob_keys), OB_KIND_STATUS, keys.data(), keys.size(), 0, 0};
  if (connector_->fetch_keys(self_, &c, &request, &sink) != OB_OK) return {"failed: " + failure};
  return told.updates;
}

std::vector<std::string> rows(const std::string& file, const std::string& sql) {
  auto s = session(file);
  Poco::Data::Statement select(s);
  select << sql, Poco::Data::Keywords::now;
  Poco::Data::RecordSet set(select);
  std::vector<std::string> all;
  for (std::size_t r = 0; r < set.rowCount(); ++r) {
    std::string row;
    for (std::size_t c = 0; c < set.columnCount(); ++c) {
      const auto cell = set.value(c, r);
      row += (c ? "|" : "") + (cell.isEmpty() ? std::string("NULL") : cell.convert<std::string>());
    }
    all.push_back(row);
  }
  return all;
}

std::string value(const std::string& file, const std::string& sql) {
  const auto all = rows(file, sql);
  return all.size() == 1 ? all.front() : "(" + std::to_string(all.size()) + " rows)";
}

void run_sql(const std::string& file, const std::string& sql) {
  auto s = session(file);
  s << sql, Poco::Data::Keywords::now;
}

ob_decimal decimal(const char* text) {
  return orderbridge::Decimal::parse(text).value().to_abi();
}

ob_order& fill_order(orderbridge::OrderBuilder& b, int id) {
  b.clear();
  auto& o = b.order();
  const std::string key = std::to_string(id), number = std::to_string(20000 + id);
  o.head.id = b.keep(key);
  o.head.content_version = b.keep("c1");
  o.head.payment_version = b.keep("p1");
  o.number = b.keep(number);
  o.ordered_at = 1795248930000000;  // 2026-11-21T08:15:30Z
  o.payment_state = to_abi("open");
  o.price_basis = OB_BASIS_GROSS;
  o.currency = to_abi("EUR");
  o.currency_factor = decimal("1");
  o.language = to_abi("de");
  o.payment_method = to_abi("prepayment");
  o.payment_method_name = to_abi("Vorkasse");
  o.shipping_method = to_abi("9");
  o.shipping_method_name = to_abi("DHL Paket");
  o.customer_id = b.keep(std::to_string(1000 + id));
  o.customer_number = b.keep(std::to_string(30000 + id));
  o.customer_group = to_abi("EK");
  o.email = to_abi("juergen.gross@example.org");
  o.total_gross = decimal("144.87");
  o.total_net = decimal("121.74");
  o.shipping_gross = decimal("4.9");
  o.shipping_net = decimal("4.12");
  auto& a = b.billing();
  a.salutation = to_abi("mr");
  a.first_name = to_abi("Jürgen");
  a.last_name = to_abi("Groß");
  a.street = to_abi("Königstraße 12");
  a.zip = to_abi("80331");
  a.city = to_abi("München");
  a.country = to_abi("DE");
  a.country_name = to_abi("Deutschland");
  a.phone = to_abi("089 123456");
  const char* names[] = {"Münsterländer Lagerkorn 32%", "Sonnenbrille", "Versandkosten"};
  const char* prices[] = {"19.99", "99.99", "4.9"};
  for (int i = 0; i < 3; ++i) {
    auto& line = b.add_line(i == 2 ? OB_LINE_SHIPPING : OB_LINE_PRODUCT);
    line.id = i == 2 ? to_abi("shipping") : b.keep(std::to_string(id * 10 + i));
    line.sku = i == 2 ? to_abi("") : b.keep("SW100" + std::to_string(i));
    line.name = to_abi(names[i]);
    line.quantity = decimal(i == 0 ? "2" : "1");
    line.unit_price = decimal(prices[i]);
    line.tax_rate = decimal("19");
  }
  return o;
}

}  // namespace ob_test
