// SPDX-License-Identifier: MIT
// SqliteStore: the store over one SQLite file, with what the sink and the status source need of it beside
// what the endpoint does. As Store: one thread at a time per object, many objects and programs on one file.
#pragma once
#include <orderbridge/decimal.hpp>
#include <set>

#include "jtl/payment_news.hpp"
#include "sql.hpp"
#include "store.hpp"

namespace orderbridge::jtlconnector {

/// An order as it was put here, and what JTL-Wawi said of it.
struct StoredOrder {
  std::string id, number, content_version, payment_version;
  ob_time ordered_at = OB_NO_TIME;
  std::int64_t host = 0;                     // Wawi's id; 0: waits
  bool cancelled = false;                    // in the shop: not handed out
  std::string order_status, payment_status;  // as Wawi pushed them last
  bool paid_by_wawi = false;                 // Wawi once said that something was paid
  std::int64_t change = 0;                   // number of the last change that Wawi made; 0: none
  bool outdated = false;   // changed in the shop after Wawi was given it, before it acknowledged
  bool settled = false;    // Wawi once said that it is paid in full
  bool uncertain = false;  // Wawi booked something itself and never said how much
  std::string transaction_id;
};

/// What one order brings: models by endpoint id.
struct OrderModels {
  Waiting customer, order;
};

class SqliteStore final : public Store {
 public:
  SqliteStore(const std::filesystem::path& file, const Host& host);

  // Store
  std::vector<Waiting> pull(Model model, std::size_t limit) override;
  std::int64_t waiting(Model model) override;
  bool acknowledge(Model model, const std::string& endpoint, std::int64_t host) override;
  void forget(int type, const std::string& endpoint) override;
  void forget_type(int type) override;
  void forget_all() override;
  bool change_status(const std::string& order, const std::string& order_status,
                     const std::string& payment_status) override;
  void park_status(std::int64_t host, const std::string& order_status,
                   const std::string& payment_status) override;
  std::optional<std::string> take_payment(const PushedPayment& payment) override;
  bool remove_payment(std::int64_t host) override;
  std::optional<std::string> take_delivery_note(const DeliveryNote& note) override;
  bool remove_delivery_note(const std::string& endpoint) override;
  void link(int type, const std::string& endpoint, std::int64_t host) override;
  std::string endpoint_of(int type, std::int64_t host) override;
  std::int64_t host_of(int type, const std::string& endpoint) override;

  // For the sink, inside transaction().
  void transaction(const std::function<void()>& fn) { sql_.transaction(fn); }
  std::optional<StoredOrder> find(const std::string& id);
  /// The order as it is now, its payment aside.
  void put(const StoredOrder& order, const OrderModels& models);
  /// Takes the place of a payment that was not handed out yet.
  void put_payment(const StoredOrder& order, const std::optional<Waiting>& payment);
  /// What Wawi has of an order's money: what it was given, acknowledged or not, and what it said of its own.
  struct Money {
    jtl::MoneyThere there;
    std::int64_t payments = 0;  // given
    std::set<std::string, std::less<>> transactions;
  };
  Money money(const StoredOrder& order);
  void set_cancelled(const std::string& id, bool cancelled);

  // For the status source and the view.
  /// Orders that Wawi changed after `change`, by change number.
  /// A payment that is not handed out because JTL-Wawi may have booked the same money itself, and nobody can
  /// tell by the amounts.
  struct PaymentInDoubt {
    std::string order, number;
    Decimal amount;
    std::string transaction;
  };
  /// Those that nobody has heard of yet, oldest first.
  std::vector<PaymentInDoubt> payments_in_doubt();
  /// A person has been told of the order's.
  void doubt_is_told(const std::string& order);
  std::vector<StoredOrder> changed_after(std::int64_t change, std::size_t limit);
  std::vector<DeliveryNote> notes(const std::string& order);
  /// Newest first.
  std::vector<StoredOrder> orders(const std::string& number_part, std::size_t offset, std::size_t limit);
  std::int64_t count_orders();
  /// Not acknowledged yet, whatever they wait for.
  std::int64_t count_waiting();

 private:
  void touch(const std::string& order);
  bool set_status(const std::string& order, const std::string& order_status,
                  const std::string& payment_status);
  void note_payment_status(const std::string& order, const std::string& payment_status);
  void take_parked(const std::string& order, std::int64_t host);
  void hold_in_doubt(const std::string& order);
  bool is_amount_of(const std::string& payment, const std::string& amount);
  std::string same_payment(const PushedPayment& payment);
  std::vector<StoredOrder> read(const std::string& rest, const std::vector<SqlValue>& values);

  const Host& host_;
  Sql sql_;
};

}  // namespace orderbridge::jtlconnector
