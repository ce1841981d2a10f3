// SPDX-License-Identifier: MIT
// See fake_host.hpp.
#include "fake_host.hpp"

#include "orderbridge/sandbox/settings.hpp"
#include "orderbridge/text.hpp"

namespace shopware_test {

using orderbridge::copy;
using orderbridge::to_abi;
using orderbridge::view;

struct FakeHost::Call {
  explicit Call(FakeHost* h) : host(h) {}
  FakeHost* host;
  Seen seen;
  std::thread::id thread = std::this_thread::get_id();
  std::mutex mutex;

  static Call& of(void* ctx) { return *static_cast<Call*>(ctx); }
  void worker_only() { seen.foreign_thread |= std::this_thread::get_id() != thread; }

  static std::int32_t cancelled(void* ctx) { return of(ctx).host->cancelled ? 1 : 0; }
  static std::int64_t patience(void*) { return 60'000; }
  static void progress(void*, std::uint64_t, std::uint64_t, ob_str) {}
  static void fail(void* ctx, const ob_failure* f) {
    of(ctx).seen.failure = {copy(f->text),  copy(f->option),   copy(f->remote_text),
                            f->remote_code, f->retry_after_ms, of(ctx).seen.failure.count + 1};
  }
  static void finding(void* ctx, std::int32_t level, ob_str code, ob_str text) {
    of(ctx).seen.findings.push_back({level, copy(code), copy(text)});
  }
  static std::int32_t want(void* ctx, const ob_listed* row) {
    auto& call = of(ctx);
    const std::lock_guard lock(call.mutex);
    const auto answer = call.host->want ? call.host->want(*row) : OB_WANT;
    call.seen.hints[copy(row->id)] = row->hint;
    if (answer == OB_WANT) call.seen.wanted.push_back(copy(row->id));
    return answer;
  }
  static ob_status emit(void* ctx, const ob_record* record, const ob_listed* row) {
    auto& call = of(ctx);
    call.worker_only();
    call.seen.emitted.push_back(copy(record->id));
    if (call.host->on_emit) call.host->on_emit(*reinterpret_cast<const ob_order*>(record), row);
    return call.host->cancelled ? OB_CANCELLED : OB_OK;
  }
  static void report(void* ctx, std::size_t index, const ob_result* r) {
    auto& call = of(ctx);
    call.worker_only();
    call.seen.results[index].push_back({r->outcome, copy(r->remote_id), copy(r->code), copy(r->text),
                                        copy(r->found), copy(r->remote_text), r->retry_after_ms, r->hint,
                                        r->kept});
    if (call.host->on_report) call.host->on_report(index);
  }
  static void warn(void* ctx, std::size_t index, const ob_warning* w) {
    auto& call = of(ctx);
    call.worker_only();
    call.seen.late_warning |= call.seen.results.count(index) > 0;
    call.seen.warnings.emplace_back(index, copy(w->code));
  }
  static ob_status note(void* ctx, const ob_note* n) {
    of(ctx).worker_only();
    if (n->row) of(ctx).seen.hints[copy(n->row->id)] = n->row->hint;
    of(ctx).seen.notes.push_back({copy(n->id), copy(n->code), copy(n->text), copy(n->remote_text), n->outcome,
                                  n->retry_after_ms, n->grace_ms, n->row != nullptr});
    return OB_OK;
  }
  static ob_status checkpoint(void* ctx, ob_str cursor, ob_str bookmark) {
    of(ctx).worker_only();
    of(ctx).seen.checkpoints.emplace_back(copy(cursor), copy(bookmark));
    return OB_OK;
  }
};

namespace {

std::int32_t log_enabled(void*, std::int32_t) {
  return 0;
}
void log_line(void*, std::int32_t, ob_str, ob_str) {}
const void* no_extension(void*, ob_str) {
  return nullptr;
}

/// "24h" as milliseconds, as the host hands durations over.
std::string milliseconds(const std::string& text) {
  const auto unit = text.back();
  const auto number = std::stoll(text);
  if (unit == 's' && text[text.size() - 2] != 'm') return std::to_string(number * 1000);
  if (unit == 'h') return std::to_string(number * 3'600'000);
  return std::to_string(number);
}

struct Setting {
  ob_setting data{};
  std::string name, value;
  std::vector<std::string> items;
  std::vector<FakeHost::Row> table;
  std::vector<ob_pair> cells;
  std::vector<ob_row> rows;
};

/// Values of all options: given ones, else defaults.
std::vector<std::unique_ptr<Setting>> complete(const ob_connector& table, const FakeHost::Settings& settings,
                                               const FakeHost::Lists& lists, const FakeHost::Tables& tables) {
  std::vector<std::unique_ptr<Setting>> all;
  for (std::size_t i = 0; i < table.option_count; ++i) {
    const auto& option = *table.options[i];
    auto s = std::make_unique<Setting>();
    s->name = copy(option.name);
    s->data.size = sizeof s->data;
    s->data.name = to_abi(s->name);
    if (option.type == OB_TYPE_LIST) {
      if (lists.count(s->name) > 0)
        s->items = lists.at(s->name);
      else if (orderbridge::present(option.default_value))
        s->items = {copy(option.default_value)};
      for (const auto& item : s->items) s->cells.push_back({to_abi("item"), to_abi(item)});
      for (const auto& cell : s->cells) s->rows.push_back({&cell, 1});
      s->data.rows = s->rows.data();
      s->data.row_count = s->rows.size();
    } else if (option.type == OB_TYPE_TABLE) {
      if (tables.count(s->name) > 0) s->table = tables.at(s->name);
      for (const auto& row : s->table)
        for (const auto& [column, cell] : row) s->cells.push_back({to_abi(column), to_abi(cell)});
      const auto* cells = s->cells.data();
      for (const auto& row : s->table) {
        s->rows.push_back({cells, row.size()});
        cells += row.size();
      }
      s->data.rows = s->rows.data();
      s->data.row_count = s->rows.size();
    } else {
      const bool given = settings.count(s->name) > 0;
      if (!given && !orderbridge::present(option.default_value)) continue;
      s->value = given ? settings.at(s->name) : copy(option.default_value);
      if (!given && option.type == OB_TYPE_DURATION) s->value = milliseconds(s->value);
      s->data.value = to_abi(s->value);
    }
    all.push_back(std::move(s));
  }
  return all;
}

}  // namespace

const SeenNote* Seen::note(const std::string& id) const {
  for (const auto& n : notes)
    if (n.id == id) return &n;
  return nullptr;
}

std::map<std::string, int> Seen::note_codes() const {
  std::map<std::string, int> codes;
  for (const auto& n : notes) ++codes[n.code];
  return codes;
}

bool Seen::each_once() const {
  std::map<std::string, int> ends;
  for (const auto& id : emitted) ++ends[id];
  for (const auto& n : notes) ++ends[n.id];
  for (const auto& id : wanted)
    if (ends[id] != 1) return false;
  for (const auto& [id, count] : ends)
    if (count != 1) return false;
  return true;
}

std::string Seen::finding(const std::string& code) const {
  for (const auto& f : findings)
    if (f.code == code) return f.text;
  return "";
}

SeenResult Seen::result(std::size_t index) const {
  const auto found = results.find(index);
  if (found == results.end()) return {};
  if (found->second.size() == 1) return found->second.front();
  SeenResult several;
  several.outcome = -1;
  return several;
}

std::map<std::int32_t, int> Seen::outcomes() const {
  std::map<std::int32_t, int> counts;
  for (const auto& [index, reported] : results) ++counts[result(index).outcome];
  return counts;
}

FakeHost::FakeHost(const Settings& settings, const Lists& lists, const std::string& language,
                   const Tables& tables, std::uint32_t roles)
    : table_(orderbridge_connectors_v1(OB_ABI_MINOR)->connectors[0]), language_(language) {
  static std::atomic<int> next{0};
  host_.size = sizeof host_;
  host_.name = to_abi("test");
  host_.language = to_abi(language_);
  host_.log_enabled = log_enabled;
  host_.log = log_line;
  host_.extension = no_extension;
  const auto all = complete(*table_, settings, lists, tables);
  std::vector<const ob_setting*> pointers;
  for (const auto& s : all) pointers.push_back(&s->data);
  const auto id = "shop" + std::to_string(next++);
  ob_connection connection{};
  connection.size = sizeof connection;
  connection.roles = roles;
  connection.id = to_abi(id);
  connection.settings = pointers.data();
  connection.setting_count = pointers.size();
  created_ = call(
      [&](const ob_call* c, const ob_fetch_sink*) { return table_->create(&host_, c, &connection, &self_); });
}

FakeHost::~FakeHost() {
  if (!self_) return;
  table_->close(self_);
  table_->destroy(self_);
}

Seen FakeHost::call(const std::function<ob_status(const ob_call*, const ob_fetch_sink*)>& function) {
  Call context(this);
  const ob_call abi{sizeof(ob_call), 0,          &context,     {}, Call::cancelled, Call::patience,
                    Call::progress,  Call::fail, Call::finding};
  const ob_fetch_sink sink{sizeof(ob_fetch_sink), 0, &context, Call::want, Call::emit, Call::note,
                           Call::checkpoint};
  const auto status = function(&abi, &sink);
  context.seen.status = status;
  return std::move(context.seen);
}

Seen FakeHost::open() {
  return call([this](const ob_call* c, const ob_fetch_sink*) { return table_->open(self_, c); });
}

Seen FakeHost::check() {
  return call([this](const ob_call* c, const ob_fetch_sink*) { return table_->check(self_, c); });
}

Seen FakeHost::fetch(const std::string& cursor, const std::string& bookmark, std::uint64_t limit) {
  const ob_fetch request{sizeof(ob_fetch), OB_KIND_ORDER, to_abi(cursor), to_abi(bookmark), limit};
  return call([&](const ob_call* c, const ob_fetch_sink* s) { return table_->fetch(self_, c, &request, s); });
}

Seen FakeHost::fetch_keys(const std::vector<std::string>& ids) {
  std::vector<ob_str> views;
  for (const auto& id : ids) views.push_back(to_abi(id));
  const ob_keys keys{sizeof(ob_keys), OB_KIND_ORDER, views.data(), views.size(), 0, 0};
  return call(
      [&](const ob_call* c, const ob_fetch_sink* s) { return table_->fetch_keys(self_, c, &keys, s); });
}

namespace {

struct Update {
  explicit Update(const Told& told) {
    data.head = {sizeof data, OB_KIND_STATUS, to_abi(told.id), {}, {}};
    if (!told.state.empty()) data.state = to_abi(told.state);
    if (!told.payment_state.empty()) data.payment_state = to_abi(told.payment_state);
    for (const auto& state : told.may_replace) may_replace.push_back(to_abi(state));
    data.may_replace = may_replace.data();
    data.may_replace_count = may_replace.size();
    for (const auto& state : told.may_replace_payment) may_replace_payment.push_back(to_abi(state));
    data.may_replace_payment = may_replace_payment.data();
    data.may_replace_payment_count = may_replace_payment.size();
    if (told.old_host) data.head.size = offsetof(ob_status_update, may_replace_payment);
    delivery.size = sizeof delivery;
    for (const auto& code : told.tracking) tracking.push_back(to_abi(code));
    delivery.tracking_numbers = tracking.data();
    delivery.tracking_number_count = tracking.size();
    if (!tracking.empty()) deliveries.push_back(&delivery);
    data.paid_at = told.paid_at;
    data.changed_at = OB_NO_TIME;
    data.deliveries = deliveries.data();
    data.delivery_count = deliveries.size();
    listed = std::to_string(told.listed);
    hint = {to_abi(std::string_view(OB_EXTRA_LISTED_HINT)), to_abi(listed), OB_EXTRA_NOT_PERSONAL, 0};
    data.extras = &hint;
    data.extra_count = told.listed != 0 ? 1 : 0;
  }
  ob_status_update data{};
  std::string listed;
  ob_extra hint{};
  std::vector<ob_str> may_replace, may_replace_payment;
  std::vector<ob_str> tracking;
  ob_delivery delivery{};
  std::vector<const ob_delivery*> deliveries;
};

}  // namespace

Seen FakeHost::write(const std::vector<Told>& told, std::uint32_t kind, std::uint32_t flags) {
  std::vector<std::unique_ptr<Update>> updates;
  std::vector<const ob_record*> records;
  for (const auto& t : told) {
    updates.push_back(std::make_unique<Update>(t));
    records.push_back(&updates.back()->data.head);
  }
  const ob_batch batch{sizeof(ob_batch), kind, records.data(), records.size(), flags, 0};
  return call([&](const ob_call* c, const ob_fetch_sink* s) {
    const ob_results results{sizeof(ob_results), 0, s->ctx, Call::report, Call::warn};
    return table_->write(self_, c, &batch, &results);
  });
}

FakeHost::Settings settings_for(const std::string& url) {
  return {{"url", url},
          {"user", orderbridge::sandbox::kDemoUser},
          {"api-key", orderbridge::sandbox::kDemoKey},
          {"connect-timeout", "2000"},
          {"timeout", "5000"}};
}

}  // namespace shopware_test
