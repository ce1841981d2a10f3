// SPDX-License-Identifier: MIT
// See fake_host.hpp.
#include "fake_host.hpp"

#include <sstream>

namespace fake {
namespace {

Order order_of(const ob_record& record, const ob_listed* row) {
  const auto& o = reinterpret_cast<const ob_order&>(record);
  Order order;
  order.id = copy(record.id);
  if (record.kind != OB_KIND_ORDER || record.size < offsetof(ob_order, ordered_at_offset) /* as of minor 0 */)
    return order;
  order.number = copy(o.number);
  order.total = o.total_gross.unscaled;
  order.comment = copy(o.customer_comment);
  if (o.billing) order.city = copy(o.billing->city);
  for (std::size_t i = 0; i < o.line_count; ++i)
    if (o.lines[i]) order.skus.push_back(copy(o.lines[i]->sku));
  if (row) order.hint = row->hint;
  return order;
}

std::string words_to_setting(const ob_option& option, const std::string& value) {
  if (option.type != OB_TYPE_DURATION || value.empty() || value.back() != 's') return value;
  return std::to_string(std::stol(value) * 1000);
}

}  // namespace

ob_status Host::start() {
  struct Setting {
    std::string name, value;
    std::vector<std::string> items;
    std::vector<ob_pair> cells;
    std::vector<ob_row> rows;
  };
  std::vector<std::unique_ptr<Setting>> kept;  // gone when create() returned, as rule R2 says
  std::vector<std::unique_ptr<Grown<ob_setting>>> settings;
  std::vector<const ob_setting*> pointers;
  for (std::size_t i = 0; i < connector_.option_count; ++i) {
    const auto& option = *connector_.options[i];
    const auto given = options_.find(copy(option.name));
    auto& s = *kept.emplace_back(std::make_unique<Setting>());
    auto& abi = settings.emplace_back(std::make_unique<Grown<ob_setting>>(grown_))->value;
    s.name = copy(option.name);
    s.value = given != options_.end() ? given->second : copy(option.default_value);
    abi.name = to_abi(s.name);
    if (option.type == OB_TYPE_LIST) {
      std::istringstream words(s.value);
      for (std::string item; words >> item;) s.items.push_back(item);
      for (auto& item : s.items) s.cells.push_back({to_abi("item"), to_abi(item)});
      for (auto& cell : s.cells) s.rows.push_back({&cell, 1});
      abi.rows = s.rows.data();
      abi.row_count = s.rows.size();
    } else if (given != options_.end() || option.default_value.data) {
      s.value = words_to_setting(option, s.value);
      abi.value = to_abi(s.value);
    }
    pointers.push_back(&abi);
  }
  Grown<ob_connection> connection(grown_);
  connection.value.roles = connector_.roles;
  connection.value.id = to_abi("test");
  connection.value.base_dir = to_abi(base_dir_);
  connection.value.source_identity = to_abi("test-identity");
  connection.value.settings = pointers.data();
  connection.value.setting_count = pointers.size();
  const auto c = call();
  const auto status = connector_.create(&host_.value, &c.value, &connection.value, &self_);
  if (status != OB_OK) {
    self_ = nullptr;
    return status;
  }
  return connector_.open(self_, &c.value);
}

Grown<ob_call> Host::call() {
  failure.clear();
  failed_option.clear();
  Grown<ob_call> c(grown_);
  c.value.attempt = 1;
  c.value.ctx = this;
  c.value.trace_id = to_abi("trace");
  c.value.cancelled = [](void* ctx) { return static_cast<Host*>(ctx)->cancelled_ ? 1 : 0; };
  c.value.patience_ms = [](void*) -> std::int64_t { return 60000; };
  c.value.progress = [](void*, std::uint64_t, std::uint64_t, ob_str) {};
  c.value.fail = [](void* ctx, const ob_failure* f) {
    static_cast<Host*>(ctx)->failure = copy(f->text);
    static_cast<Host*>(ctx)->failed_option = copy(f->option);
  };
  c.value.finding = [](void*, std::int32_t, ob_str, ob_str) {};
  return c;
}

Grown<ob_fetch_sink> Host::sink() {
  fetched_ = {};
  Grown<ob_fetch_sink> s(grown_);
  s.value.ctx = this;
  s.value.want = [](void* ctx, const ob_listed* row) {
    auto& host = *static_cast<Host*>(ctx);
    if (host.cancelled_) return static_cast<std::int32_t>(OB_STOP);
    host.fetched_.wanted.push_back(copy(row->id));
    return host.want(copy(row->id), row->hint);
  };
  s.value.emit = [](void* ctx, const ob_record* record, const ob_listed* row) {
    auto& host = *static_cast<Host*>(ctx);
    if (host.cancelled_) return static_cast<ob_status>(OB_CANCELLED);
    if (record->kind == OB_KIND_STATUS)
      host.fetched_.updates.emplace_back(copy(record->id),
                                         copy(reinterpret_cast<const ob_status_update*>(record)->state));
    else
      host.fetched_.orders.push_back(order_of(*record, row));
    return host.emit(copy(record->id));
  };
  s.value.note = [](void* ctx, const ob_note* n) -> ob_status {
    static_cast<Host*>(ctx)->fetched_.notes.push_back(
        {n->outcome, copy(n->id), copy(n->code), n->row != nullptr, n->retry_after_ms, n->grace_ms});
    return OB_OK;
  };
  s.value.checkpoint = [](void* ctx, ob_str cursor, ob_str bookmark) -> ob_status {
    static_cast<Host*>(ctx)->fetched_.checkpoints.emplace_back(copy(cursor), copy(bookmark));
    return OB_OK;
  };
  return s;
}

Fetched Host::fetch(const std::string& cursor, std::uint64_t limit, std::uint32_t kind) {
  const auto c = call();
  const auto s = sink();
  Grown<ob_fetch> request(grown_);
  request.value.kind = kind;
  request.value.cursor = to_abi(cursor);
  request.value.bookmark = to_abi("");
  request.value.limit = limit;
  fetched_.status = connector_.fetch(self_, &c.value, &request.value, &s.value);
  return std::move(fetched_);
}

Fetched Host::fetch_keys(const std::vector<std::string>& ids) {
  const auto c = call();
  const auto s = sink();
  std::vector<ob_str> keys;
  for (const auto& id : ids) keys.push_back(to_abi(id));
  Grown<ob_keys> request(grown_);
  request.value.kind = OB_KIND_ORDER;
  request.value.ids = keys.data();
  request.value.count = keys.size();
  fetched_.status = connector_.fetch_keys(self_, &c.value, &request.value, &s.value);
  return std::move(fetched_);
}

Written Host::write(const std::vector<const ob_record*>& records, std::uint32_t flags, std::uint32_t kind) {
  const auto c = call();
  Written written;
  Grown<ob_batch> batch(grown_);
  batch.value.kind = kind;
  batch.value.records = records.data();
  batch.value.count = records.size();
  batch.value.flags = flags;
  Grown<ob_results> results(grown_);
  results.value.ctx = &written;
  results.value.report = [](void* ctx, std::size_t index, const ob_result* r) {
    static_cast<Written*>(ctx)->reports.push_back(
        {index, r->outcome, copy(r->remote_id), copy(r->found), copy(r->text)});
  };
  results.value.warn = [](void*, std::size_t, const ob_warning*) {};
  written.status = connector_.write(self_, &c.value, &batch.value, &results.value);
  return written;
}

std::vector<Found> Host::lookup(const std::vector<std::string>& ids) {
  const auto c = call();
  std::vector<Found> all(ids.size(), Found{-1, "", "", ""});
  std::vector<ob_str> keys;
  for (const auto& id : ids) keys.push_back(to_abi(id));
  Grown<ob_keys> request(grown_);
  request.value.kind = OB_KIND_ORDER;
  request.value.ids = keys.data();
  request.value.count = keys.size();
  Grown<ob_lookup_sink> s(grown_);
  s.value.ctx = &all;
  s.value.found = [](void* ctx, std::size_t index, const ob_found* f) {
    static_cast<std::vector<Found>*>(ctx)->at(index) = {f->state, copy(f->remote_id), copy(f->number),
                                                        copy(f->content_version)};
  };
  CHECK(connector_.lookup(self_, &c.value, &request.value, &s.value) == OB_OK);
  return all;
}

}  // namespace fake
