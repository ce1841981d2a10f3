// SPDX-License-Identifier: MIT
// bench_straight_line URL USER KEY DATABASE: the same work as shopware5 -> host -> jtlwawi, without a host:
// the connector's client and parser deliver orders, the sink's mapper and statements store them, 500 a
// transaction. No ledger, no journal, no copies, no plugin boundary. Not a tool: it would stage an order
// twice.
#include <cstdio>
#include <cstring>

#include "connector.hpp"
#include "database.hpp"
#include "order_mapper.hpp"
#include "wawi_connector.hpp"

namespace {

using namespace orderbridge;

struct Straight {
  jtlwawi::Database& database;
  const Call& call;
  jtlwawi::OrderMapper mapper;
  jtlwawi::StagingRows rows;
  std::vector<jtlwawi::Warning> warnings;
  std::int64_t next_position = 1;
  long pending = 0, total = 0;

  void store(const ob_order& order) {
    jtlwawi::RowIds ids;
    ids.order = std::stoll(copy(order.head.id));
    ids.customer = jtlwawi::customer_of(order, ids.order);
    ids.write_customer = customers.insert(ids.customer).second;
    ids.next_position = next_position;
    mapper.map(order, ids, rows, warnings);
    next_position = ids.next_position;
    ++total;
    if (++pending == 500) flush();
  }
  void flush() {
    if (pending == 0) return;
    jtlwawi::Transaction transaction(database, call);
    rows.insert(database.session());
    transaction.commit();
    rows.clear();
    pending = 0;
  }
  std::set<std::int64_t> customers;
};

/// A host that says nothing.
const ob_host kHost = {sizeof(ob_host),
                       OB_ABI_MINOR,
                       nullptr,
                       {},
                       {},
                       {"en", 2},
                       [](void*, std::int32_t) -> std::int32_t { return 0; },
                       [](void*, std::int32_t, ob_str, ob_str) {},
                       [](void*, ob_str) -> const void* { return nullptr; }};
ob_call silent_call() {
  ob_call call{};
  call.size = sizeof call;
  call.cancelled = [](void*) -> std::int32_t { return 0; };
  call.patience_ms = [](void*) -> std::int64_t { return 60000; };
  call.progress = [](void*, std::uint64_t, std::uint64_t, ob_str) {};
  call.fail = [](void*, const ob_failure* f) {
    std::fprintf(stderr, "%.*s\n", static_cast<int>(f->text.size), f->text.data);
  };
  call.finding = [](void*, std::int32_t, ob_str, ob_str) {};
  return call;
}

/// Settings of a connection from name=value pairs and the defaults of the description.
class Settings {
 public:
  Settings(const ConnectorDescription& description, std::vector<std::pair<std::string, std::string>> given)
      : given_(std::move(given)) {
    settings_.reserve(description.option_count);
    for (std::size_t i = 0; i < description.option_count; ++i) {
      const auto& option = *description.options[i];
      ob_setting s{};
      s.size = sizeof s;
      s.name = option.name;
      s.value = option.default_value;
      if (option.type == OB_TYPE_LIST || option.type == OB_TYPE_TABLE) s.value = {};
      if (view(option.name) == "order-states") s.rows = &kOpen, s.row_count = 1;
      if (option.type == OB_TYPE_DURATION) s.value = to_abi("30000");
      for (const auto& [name, value] : given_)
        if (name == view(option.name)) s.value = to_abi(value);
      settings_.push_back(s);
    }
    for (const auto& s : settings_) pointers_.push_back(&s);
    connection_.size = sizeof connection_;
    connection_.id = to_abi("bench");
    connection_.base_dir = to_abi("/");
    connection_.settings = pointers_.data();
    connection_.setting_count = pointers_.size();
  }
  Connection connection() const { return Connection(connection_); }

 private:
  static constexpr ob_pair kZero{{"state", 5}, {"0", 1}};
  static constexpr ob_row kOpen{&kZero, 1};
  std::vector<std::pair<std::string, std::string>> given_;
  std::vector<ob_setting> settings_;
  std::vector<const ob_setting*> pointers_;
  ob_connection connection_{};
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return std::fprintf(stderr, "usage: bench_straight_line URL USER KEY DATABASE\n"), 2;
  try {
    const ob_call abi_call = silent_call();
    Call call(&abi_call);
    const Host host(&kHost);
    const Settings shop_settings(shopware5::Shopware5::kDescription,
                                 {{"url", argv[1]}, {"user", argv[2]}, {"api-key", argv[3]}});
    shopware5::Shopware5 shop(host, shop_settings.connection());
    const Settings wawi_settings(jtlwawi::WawiConnector::kDescription,
                                 {{"database", std::string("sqlite:") + argv[4]}});
    const jtlwawi::WawiOptions options(wawi_settings.connection(), host);
    jtlwawi::Database database(options.file, options.busy_timeout, host, options.clock);
    shop.open(call);
    database.open(call);
    Straight straight{database, call, jtlwawi::OrderMapper(options, host, 1), {}, {}, 1, 0, 0, {}};

    ob_fetch_sink sink{};
    sink.size = sizeof sink;
    sink.ctx = &straight;
    sink.want = [](void*, const ob_listed*) -> std::int32_t { return OB_WANT; };
    sink.emit = [](void* ctx, const ob_record* record, const ob_listed*) -> ob_status {
      static_cast<Straight*>(ctx)->store(*reinterpret_cast<const ob_order*>(record));
      return OB_OK;
    };
    sink.note = [](void*, const ob_note*) -> ob_status { return OB_OK; };
    sink.checkpoint = [](void*, ob_str, ob_str) -> ob_status { return OB_OK; };
    FetchSink out(&sink);
    ob_fetch request{};
    request.size = sizeof request;
    request.kind = OB_KIND_ORDER;
    shop.fetch(call, request, out);
    straight.flush();
    std::printf("%ld\n", straight.total);
    return 0;
  } catch (const std::exception& e) {
    return std::fprintf(stderr, "bench_straight_line: %s\n", e.what()), 1;
  }
}
