// SPDX-License-Identifier: MIT
// Connector "memory-source": a well-behaved shop without a network. Sweeps its orders by id, keyset, with a
// checkpoint after each page; notes what it cannot give; finds orders by key. What it has: memory_world.hpp.
#include "memory_world.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_INT, "orders")
        .defaults("10")
        .range(0, 10000000)
        .doc("Generated orders, ids 1 to N, all open", "Erzeugte Bestellungen, Ids 1 bis N, alle offen"),
    option(OB_TYPE_INT, "lines")
        .defaults("2")
        .range(0, 10000)
        .doc("Product lines of an order; a shipping line follows",
             "Artikelpositionen je Bestellung; eine Versandposition folgt"),
    option(OB_TYPE_INT, "page")
        .defaults("100")
        .range(1, 100000)
        .doc("Orders between two checkpoints", "Bestellungen zwischen zwei Merkpunkten"),
    option(OB_TYPE_LIST, "states")
        .defaults("open")
        .doc("States that a sweep lists; by key all are found",
             "Status, die ein Durchlauf zeigt; nach Id werden alle gefunden"),
    option(OB_TYPE_PATH, "script")
        .doc("File that changes the orders, read anew for every call; its lines are explained in "
             "memory_world.hpp",
             "Datei, die die Bestellungen ändert, je Aufruf neu gelesen; ihre Zeilen erklärt "
             "memory_world.hpp")};
constexpr auto kOptionTable = option_table(kOptions);

class MemorySource : public Plain {
 public:
  static constexpr auto kDescription =
      describe("memory-source", OB_FETCH_ORDERS, "Orders from memory, for tests",
               "Bestellungen aus dem Speicher, für Tests", kOptionTable, OB_CAN_FETCH_KEYS);

  MemorySource(Host host, const Connection& c)
      : Plain(host, c),
        orders_(static_cast<std::uint64_t>(c.integer("orders"))),
        lines_(static_cast<int>(c.integer("lines"))),
        page_(static_cast<std::uint64_t>(c.integer("page"))),
        states_(c.list("states")),
        script_(c.has("script") ? path_option(c, "script") : "") {}

  void fetch(Call& call, const ob_fetch& request, FetchSink& out) {
    if (request.kind != OB_KIND_ORDER) throw Error(OB_UNSUPPORTED, "memory-source has orders only");
    const auto world = read_world(orders_, lines_, script_);
    const auto highest = world.orders.empty() ? 0 : world.orders.rbegin()->first;
    const auto bookmark = "highest=" + std::to_string(highest);
    std::uint64_t seen = 0;
    auto at = world.orders.upper_bound(position(request.cursor));
    for (; at != world.orders.end(); ++at) {
      if (!selected(at->second)) continue;
      call.check();
      if (world.break_after && seen == world.break_after)
        throw Error(world.break_status, "the script breaks off after " + std::to_string(seen) + " orders");
      give(at->second, out);
      if (++seen % page_ != 0) continue;
      call.progress(seen, world.orders.size());
      out.checkpoint(std::to_string(at->first), bookmark);
      if (request.limit && seen >= request.limit) return;
    }
    out.checkpoint("", bookmark);
  }

  void fetch_keys(Call& call, const ob_keys& keys, FetchSink& out) {
    const auto world = read_world(orders_, lines_, script_);
    for (std::size_t i = 0; i < keys.count; ++i) {
      call.check();
      const auto found = world.orders.find(position(keys.ids[i]));
      if (found == world.orders.end())
        note(out, OB_NOTE_GONE, view(keys.ids[i]), "unknown", nullptr, {});
      else
        give(found->second, out, (keys.flags & OB_KEYS_ANY_STATE) != 0);
    }
  }

 private:
  /// Keys that are no number are those of no order.
  static std::uint64_t position(ob_str text) {
    std::uint64_t id = 0;
    std::from_chars(text.data, text.data + text.size, id);
    return id;
  }
  bool selected(const WorldOrder& entry) const {
    for (const auto& state : states_)
      if (state == entry.order.state) return true;
    return false;
  }
  static void note(FetchSink& out, std::int32_t outcome, std::string_view id, std::string_view code,
                   const ob_listed* row, const WorldOrder& entry) {
    Note n;
    n.outcome = outcome;
    n.id = id;
    n.code = code;
    n.text = "as the test wants it";
    n.row = row;
    n.retry_after_ms = entry.retry_after_ms;
    n.grace_ms = entry.grace_ms;
    out.note(n);
  }
  /// One listed order: asked for, then emitted or noted.
  void give(const WorldOrder& entry, FetchSink& out, bool any_state = false) {
    const auto id = std::to_string(entry.order.id), number = entry.order.number_or_default();
    const auto row = listed(id, number, entry.order, entry.hint);
    if (entry.verb == "not-selected" || (!any_state && !selected(entry)))
      return note(out, OB_NOTE_NOT_SELECTED, id, entry.verb == "order" ? "state" : "test", &row, entry);
    if (!out.want(row)) return;
    if (entry.verb == "gone") return note(out, OB_NOTE_GONE, id, "gone", &row, entry);
    if (entry.verb == "not-ready") return note(out, OB_NOTE_NOT_READY, id, "not-ready", &row, entry);
    if (entry.verb == "fail-retry") return note(out, OB_NOTE_FAILED_RETRY, id, "fails", &row, entry);
    if (entry.verb == "fail-final") return note(out, OB_NOTE_FAILED_FINAL, id, "fails", &row, entry);
    out.emit(build_order(builder_, entry.order), &row);
  }

  std::uint64_t orders_;
  int lines_;
  std::uint64_t page_;
  std::vector<std::string> states_;
  std::string script_;
  OrderBuilder builder_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", MemorySource)
