// SPDX-License-Identifier: MIT
#include "courses.hpp"

#include <algorithm>

#include "../connectors/support/simple_order.hpp"
#include "mapper/states.hpp"
#include "orderbridge/text.hpp"
#include "pipeline/outbox_sender.hpp"

namespace courses {

using namespace orderbridge;
namespace shop = shopware5;

namespace {

constexpr std::size_t kAtOnce = 400;  // a handoff takes no more at once
const shop::StateMap kMap = shop::default_state_map();

/// By the shop's ids, as Shopware 5 has them (s_core_states): written down here once more on purpose.
int rank(std::int64_t state) {
  return state == 7 ? 1 : state == 2 ? 2 : state == 4 ? 3 : 0;
}

/// May this PUT do that, by the bookkeeping alone?
bool is_fair(const Shown& shown, std::int64_t to, bool is_payment) {
  const auto from = shown.is;
  const bool mine = shown.known ? from == shown.ours : from == 0 || (is_payment && from == 17);
  if (!mine && shown.sent.count(from) == 0) return false;
  if (is_payment) return from == 0 || from == 17 || from == 11;
  return rank(to) >= rank(from);
}

std::uint64_t hint_of(const Order& order) {
  return static_cast<std::uint64_t>(order.state.is * 1000 + order.payment.is + 1);
}

std::string pair(std::int64_t is, std::int64_t wanted) {
  return std::to_string(is) + "<" + std::to_string(wanted);
}

struct Engine {
  Engine(journal::Journal& journal, journal::StreamId stream, const pipeline::RunFacts& facts,
         pipeline::Sink& sink)
      : settings(),
        no_steps({}, settings),
        reader(journal, stream, facts, handoff, second_look, stop, progress),
        writer(journal, stream, facts, sink, no_steps, second_look, waiting) {}

  /// What was put since the last time.
  void write() {
    reader.checkpoint("", "");
    auto batch = handoff->take();
    writer.process(batch);
    handoff->settle(*batch);
    handoff->recycle(std::move(batch));
  }

  config::Settings settings;
  steps::StepChain no_steps;
  std::shared_ptr<pipeline::Handoff> handoff =
      std::make_shared<pipeline::Handoff>(pipeline::Handoff::Limits{});
  std::shared_ptr<pipeline::SecondLook> second_look = std::make_shared<pipeline::SecondLook>();
  std::shared_ptr<connectors::StopSignal> stop = std::make_shared<connectors::StopSignal>();
  std::shared_ptr<pipeline::Progress> progress = std::make_shared<pipeline::Progress>();
  pipeline::Waiting waiting{0, stop};
  pipeline::Reader reader;
  pipeline::Writer writer;
};

class FakeSink : public pipeline::Sink {
 public:
  bool can_lookup() const override { return false; }
  connectors::Outcome lookup(std::uint32_t, std::vector<std::string>,
                             std::vector<connectors::Found>&) override {
    return {};
  }
  connectors::Outcome reopen() override { return {}; }
};

void report(connectors::WriteHandler& handler, std::size_t index, std::int32_t outcome,
            const std::string& code = {}, const std::string& text = {}, const std::string& found = {},
            std::uint32_t kept = 0) {
  ob_result result{};
  result.size = sizeof result;
  result.outcome = outcome;
  result.remote_id = to_abi(std::string_view("remote"));
  result.code = to_abi(code);
  result.text = to_abi(text);
  result.found = to_abi(found);
  result.kept = kept;
  handler.report(index, result);
}

}  // namespace

/// The connector without its requests: compares, "PUTs", says what came of it as Flight and Reporter do.
class World::Shop final : public FakeSink {
 public:
  explicit Shop(World& world) : world_(world) {}

  connectors::Outcome write(std::uint32_t, const std::vector<const ob_record*>& records,
                            std::shared_ptr<const void>,
                            std::shared_ptr<connectors::WriteHandler> handler) override {
    for (std::size_t i = 0; i < records.size(); ++i) {
      if (world_.faults_ && world_.one_in(200)) {
        connectors::Outcome dead;
        dead.status = OB_RETRY;
        dead.text = "the shop is gone";
        if (world_.one_in(2)) send(update(records[i]));
        for (std::size_t k = i; k < records.size(); ++k) doubt(update(records[k]));
        return dead;
      }
      one(i, update(records[i]), *handler);
    }
    return {};
  }

 private:
  static const ob_status_update& update(const ob_record* record) {
    return *reinterpret_cast<const ob_status_update*>(record);
  }

  static shop::DesiredState desired(const ob_status_update& update) {
    shop::DesiredState desired;
    desired.order = kMap.order.id_of(view(update.state));
    desired.payment = kMap.payment.id_of(view(update.payment_state));
    for (std::size_t i = 0; i < update.may_replace_count; ++i)
      desired.may_replace.push_back(view(update.may_replace[i]));
    for (std::size_t i = 0; i < update.may_replace_payment_count; ++i)
      desired.may_replace_payment.push_back(view(update.may_replace_payment[i]));
    return desired;
  }

  static shop::Comparison compare(const Order& order, const shop::DesiredState& desired) {
    return shop::compare(desired, {order.state.is, order.payment.is}, kMap);
  }

  void put(Order& order, Shown& shown, std::optional<std::int64_t> to, bool is_payment) {
    if (!to) return;
    ++world_.count.puts;
    if (!is_fair(shown, *to, is_payment))
      world_.complain(order, std::string(is_payment ? "payment " : "state ") + pair(shown.is, *to) +
                                 " overwritten, ours is " + std::to_string(shown.ours));
    shown.is = *to;
  }

  /// The PUT; nobody hears of it.
  void send(const ob_status_update& update) {
    auto& order = world_.order(view(update.head.id));
    const auto wanted = desired(update);
    const auto change = compare(order, wanted);
    put(order, order.state, change.order, false);
    put(order, order.payment, change.payment, true);
  }

  /// Nobody can know whether this arrived.
  void doubt(const ob_status_update& update) {
    auto& order = world_.order(view(update.head.id));
    const auto wanted = desired(update);
    if (wanted.order) order.state.sent.insert(*wanted.order);
    if (wanted.payment) order.payment.sent.insert(*wanted.payment);
  }

  void one(std::size_t index, const ob_status_update& update, connectors::WriteHandler& handler) {
    auto& order = world_.order(view(update.head.id));
    const int luck = world_.faults_ ? world_.number(12) : 11;
    if (luck == 0) return report(handler, index, OB_WRITE_RETRY, "put-failed", "not applied");
    const auto wanted = desired(update);
    const auto change = compare(order, wanted);
    send(update);
    if (luck == 1) {
      ++world_.count.lost_answers;
      doubt(update);
      return report(handler, index, OB_UNCONFIRMED, "not-read-back", "nobody knows");
    }
    answer(index, order, wanted, change, handler);
  }

  void answer(std::size_t index, Order& order, const shop::DesiredState& wanted,
              const shop::Comparison& change, connectors::WriteHandler& handler) {
    std::string text;
    std::uint32_t kept = 0;
    const auto settle = [&](Shown& shown, std::optional<std::int64_t> to, bool is_kept, std::uint32_t flag,
                            const char* name) {
      if (!to) return;
      if (is_kept) {
        shown.sent.clear();
        kept |= flag;
        text += name + pair(shown.is, *to) + " ";
      } else {
        shown.answered(*to);
      }
    };
    settle(order.state, wanted.order, change.order_kept, OB_KEPT_STATE, "state ");
    settle(order.payment, wanted.payment, change.payment_kept, OB_KEPT_PAYMENT, "payment ");
    const auto found = std::to_string(wanted.order ? order.state.is : order.payment.is);
    report(handler, index, kept == 0 ? OB_CONFIRMED : OB_CONFLICT, kept == 0 ? "told" : "other-state", text,
           found, kept);
  }

  World& world_;
};

/// Takes every order; hears what the shop says of it.
class World::Erp final : public FakeSink {
 public:
  explicit Erp(World& world) : world_(world) {}
  connectors::Outcome write(std::uint32_t, const std::vector<const ob_record*>& records,
                            std::shared_ptr<const void>,
                            std::shared_ptr<connectors::WriteHandler> handler) override {
    for (std::size_t i = 0; i < records.size(); ++i) {
      const auto& record = *reinterpret_cast<const ob_order*>(records[i]);
      auto& order = world_.order(view(record.head.id));
      order.heard_cancelled = view(record.state) == "cancelled";
      order.heard_payment = std::stoll(copy(record.source_payment_state));
      const bool cancelled = order.erp_state == "cancelled";
      report(*handler, i,
             !order.staged ? OB_WRITTEN
             : cancelled   ? OB_DUPLICATE
                           : OB_UPDATED,
             {}, {}, cancelled ? "cancelled" : "");
      if (!order.staged) {
        order.state.answered(order.state.is);  // read now
        order.payment.answered(order.payment.is);
      }
      order.staged = true;
    }
    return {};
  }

 private:
  World& world_;
};

World::World(unsigned seed, int orders)
    : random_(seed), journal_(journal::open_sqlite_journal(folder_.file("journal.db"))) {
  import_ = journal_->stream("import", journal_->source_identity("shop"));
  status_ = journal_->stream("status", journal_->source_identity("wawi"));
  orders_.resize(static_cast<std::size_t>(orders));
  for (std::size_t i = 0; i < orders_.size(); ++i) {
    orders_[i].id = std::to_string(i + 1);
    orders_[i].payment.is = one_in(4) ? 12 : one_in(8) ? 18 : 17;
    by_id_[orders_[i].id] = i;
  }
}

World::~World() = default;

void World::complain(const Order& order, const std::string& why) {
  if (wrong.size() < 20) wrong.push_back("order " + order.id + ": " + why);
}

void World::persons_act(int rarity) {
  if (!persons_) return;
  constexpr std::int64_t kStates[]{0, 1, 2, 4, 4, 5, 6, 7, 8, 50}, kPayments[]{0, 11, 12, 12, 17, 18, 20};
  for (auto& order : orders_) {
    if (!one_in(rarity)) continue;
    ++count.persons;
    if (!one_in(3)) order.state.is = kStates[number(10)];
    if (one_in(3)) order.payment.is = kPayments[number(7)];
  }
}

void World::change(Order& order, std::string state) {
  order.erp_state = std::move(state);
  ++order.change;
}

void World::erp_acts(int rarity) {
  static const std::vector<std::string> kStates{"accepted",  "partially_delivered", "completely_delivered",
                                                "completed", "cancelled",           "accepted"};
  static const std::vector<std::string> kPayments{"partially_paid", "paid", "paid", "open"};
  for (auto& order : orders_) {
    if (!order.taken || !one_in(rarity)) continue;
    if (!one_in(3)) order.erp_state = kStates[static_cast<std::size_t>(number(6))];
    if (one_in(2)) order.erp_payment = kPayments[static_cast<std::size_t>(number(4))];
    ++order.change;
  }
}

void World::read_order(pipeline::Reader& reader, Order& order, bool held) {
  test_connectors::SimpleOrder simple;
  simple.id = std::stoull(order.id);
  simple.state = shop::state_name(order.state.is);
  simple.payment = shop::payment_state_name(order.payment.is);
  const auto state = std::to_string(order.state.is), payment = std::to_string(order.payment.is);
  const auto number = simple.number_or_default();
  auto row = test_connectors::listed(order.id, number, simple, hint_of(order));
  row.state = to_abi(state);
  row.payment_state = to_abi(payment);
  if (!held && order.state.is != 0 && order.state.is != 5) {
    ob_note note{};
    note.size = sizeof note;
    note.outcome = OB_NOTE_NOT_SELECTED;
    note.id = row.id;
    note.row = &row;
    note.code = note.text = to_abi(std::string_view("order-state"));
    reader.note(note);
    return;
  }
  if (reader.want(row) != OB_WANT) return;
  OrderBuilder builder;
  test_connectors::build_order(builder, simple);
  builder.order().source_state = builder.keep(state);
  builder.order().source_payment_state = builder.keep(payment);
  reader.emit(builder.finish(), &row);
}

void World::import_some(std::size_t from, std::size_t to, std::int64_t run) {
  pipeline::RunFacts facts;
  facts.run = run, facts.now = now(), facts.generation = "g", facts.kind = OB_KIND_ORDER;
  facts.source = "shop", facts.sink = "wawi", facts.looks_again = true;
  facts.told = config::OnWritten{"in_process", {}, false};
  Erp erp(*this);
  Engine engine(*journal_, import_, facts, erp);
  // Before the sweep those whose payment is still open, by key, as a run does.
  for (const auto& row : journal_->watch_set(import_, "", 1000000))
    if (auto& order = this->order(row.id); by_id_.at(row.id) >= from && by_id_.at(row.id) < to)
      read_order(engine.reader, order, row.fate == journal::Fate::kWritten);
  engine.write();
  for (std::size_t i = from; i < to; ++i) read_order(engine.reader, orders_[i], false);
  engine.write();
  const auto again = engine.second_look->take(now());
  for (const auto& id : again.held) read_order(engine.reader, order(id), true);
  if (!again.held.empty()) engine.write();
  if (const auto why = engine.reader.failure(); !why.empty()) complain(orders_[from], why);
}

void World::import() {
  const auto run = journal_->begin_run("import", now());
  for (std::size_t from = 0; from < orders_.size(); from += kAtOnce)
    import_some(from, std::min(orders_.size(), from + kAtOnce), run);
  for (const auto& order : orders_) {
    if (!order.staged) continue;
    // A cancellation that we told ourselves is none that the ERP must hear of.
    if (order.state.is == 4 && !order.heard_cancelled && order.state.ours != 4)
      complain(order, "the ERP has not heard of the cancellation");
    if (order.payment.is != order.heard_payment && order.payment.is != order.payment.ours)
      complain(order, "the ERP has not heard of the payment");
  }
}

/// As OutboxSender does it, without a connection of its own.
void World::mark() {
  const std::vector<std::int64_t> readers{import_};
  for (;;) {
    auto due = journal_->due_wishes("shop", readers, now(), 500);
    if (due.empty()) return;
    for (auto& wish : due) {
      auto& order = this->order(wish.order);
      wish.state = journal::WishState::kConflict;
      wish.settled = now();
      ++wish.attempts;
      const auto wanted = *kMap.order.id_of(wish.desired);
      const bool there = order.state.is == wanted;
      if (there || std::to_string(order.state.is) == wish.may_replace) {
        if (!there && !is_fair(order.state, wanted, false))
          complain(order, "marked over " + pair(order.state.is, wanted));
        order.state.is = wanted;
        order.state.answered(wanted);
        wish.state = journal::WishState::kConfirmed;
        wish.told = true;
      }
      wish.found = std::to_string(order.state.is);
    }
    journal_->settle_wishes(due, {}, {});
  }
}

void World::take_over() {
  for (auto& order : orders_) {
    if (!order.staged || order.taken || order.heard_cancelled || !one_in(2)) continue;
    order.taken = true;
    ++count.taken;
    if (order.state.is == 4) complain(order, "taken over, and cancelled in the shop");
    change(order, "accepted");
  }
}

void World::tell_some(std::size_t from, std::size_t to, std::int64_t run) {
  pipeline::RunFacts facts;
  facts.run = run, facts.now = now(), facts.generation = "g", facts.kind = OB_KIND_STATUS;
  facts.source = "wawi", facts.sink = "shop", facts.looks_again = true;
  facts.redelivery.maximum_redelivery_time_ms = 0;
  Shop shop(*this);
  Engine engine(*journal_, status_, facts, shop);
  std::vector<Order*> told;
  for (std::size_t i = from; i < to; ++i) {
    auto& order = orders_[i];
    const auto row = order.change == 0 ? std::nullopt : journal_->find(status_, order.id);
    const bool again = row && (row->fate == journal::Fate::kFailed || row->fate == journal::Fate::kPending);
    if (order.change == order.told && !again) continue;
    order.told = order.change;
    ob_listed listed{};
    listed.size = sizeof listed;
    listed.id = to_abi(order.id);
    listed.ordered_at = OB_NO_TIME;
    listed.hint = static_cast<std::uint64_t>(order.change);
    if (engine.reader.want(listed) != OB_WANT) continue;
    ob_status_update update{};
    update.head.size = sizeof update;
    update.head.kind = OB_KIND_STATUS;
    update.head.id = to_abi(order.id);
    update.state = to_abi(order.erp_state);
    if (!order.erp_payment.empty()) update.payment_state = to_abi(order.erp_payment);
    update.paid_at = update.changed_at = OB_NO_TIME;
    engine.reader.emit(update.head, &listed);
    told.push_back(&order);
  }
  if (told.empty()) return;
  engine.write();
  judge_telling(told, engine.writer.tally());
}

/// Each order shows what the ERP says, or waits for another try, or a person was told of it: once.
void World::judge_telling(const std::vector<Order*>& told, const pipeline::Tally& tally) {
  std::set<std::string> heard;
  for (const auto& attention : tally.attention) heard.insert(attention.id);
  for (auto* order : told) {
    const auto row = journal_->find(status_, order->id);
    if (!row) {
      complain(*order, "told, and not in the ledger");
      continue;
    }
    if (row->fate == journal::Fate::kFailed || row->fate == journal::Fate::kPending) {
      order->state.conflict.clear();
      continue;
    }
    // Told and shown before: what a person made of it since is no matter of the ERP's.
    if (row->fate == journal::Fate::kWritten && order->confirmed == order->words()) continue;
    const auto wanted = *kMap.order.id_of(order->erp_state);
    const auto payment =
        order->erp_payment.empty() ? order->payment.is : *kMap.payment.id_of(order->erp_payment);
    std::string conflict;
    if (order->state.is != wanted) conflict += "state " + pair(order->state.is, wanted) + " ";
    if (order->payment.is != payment) conflict += "payment " + pair(order->payment.is, payment) + " ";
    const bool is_new = conflict != order->state.conflict;
    order->state.conflict = conflict;
    order->confirmed = conflict.empty() ? order->words() : std::string();
    const bool letter = journal_->open_letter(status_, order->id).has_value();
    if (conflict.empty()) {
      if (row->fate != journal::Fate::kWritten)
        complain(*order, "shows what it should, and is not 'written'");
      if (letter) complain(*order, "shows what it should, and has a letter");
      continue;
    }
    ++count.conflicts;
    if (row->fate != journal::Fate::kRejected || row->reason.text != conflict || !letter)
      complain(*order, "a conflict that is not told: " + conflict + "; the ledger says " + row->reason.text);
    if (is_new != (heard.count(order->id) == 1))
      complain(*order, conflict + (is_new ? "was not said" : "was said twice"));
  }
}

void World::tell() {
  const auto run = journal_->begin_run("status", now());
  for (std::size_t from = 0; from < orders_.size(); from += kAtOnce)
    tell_some(from, std::min(orders_.size(), from + kAtOnce), run);
}

void World::round(bool faults) {
  faults_ = faults;
  persons_act(5);
  import();
  take_over();
  persons_act(8);
  mark();
  erp_acts(2);
  persons_act(4);
  tell();
}

void World::last_round() {
  persons_ = faults_ = false;
  import();
  mark();
  for (auto& order : orders_)
    if (order.taken) ++order.change;
  tell();
  const auto puts = count.puts;
  tell();
  if (count.puts != puts) wrong.push_back("a second run wrote again");
  for (const auto& order : orders_) {
    const bool shows = order.payment.is == 12 || order.confirmed == order.words();
    if (!order.taken || order.erp_payment != "paid" || shows) continue;
    if (!journal_->open_letter(status_, order.id)) complain(order, "a payment is lost");
  }
}

}  // namespace courses
