// SPDX-License-Identifier: MIT
// Store: what waits for JTL-Wawi, and what JTL-Wawi said. One SQLite file between the pipeline, which writes
// orders into it and reads changes out of it, and the endpoint, which JTL-Wawi asks; both may be processes of
// their own. An acknowledged identity (endpoint id with Wawi's host id) is never handed out again: that is
// the exactly-once mark of the protocol. One thread at a time per object; many objects may open one file.
// Everything that changes something is one durable transaction. Throws Error (locked, full, damaged, newer).
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <orderbridge/call.hpp>
#include <string>
#include <vector>

namespace orderbridge::jtlconnector {

/// The protocol's types of identities (numbers of jtl/connector-core's IdentityType).
enum class Model : int { kCustomer = 2, kCustomerOrder = 4, kDeliveryNote = 8, kPayment = 512 };

constexpr int number_of(Model model) {
  return static_cast<int>(model);
}

struct Waiting {
  std::string endpoint;  // id on our side
  std::string json;      // the model as the protocol wants it, identities unset: ["endpoint",0]
};

struct DeliveredItem {
  std::string line;      // endpoint id of the order's item
  std::string quantity;  // canonical decimal
};
struct Tracking {
  std::string carrier;
  std::vector<std::string> codes, urls;
};
struct DeliveryNote {
  std::int64_t host = 0;  // Wawi's id
  std::string order;      // endpoint id of the order
  std::string created;    // ISO 8601, may be empty
  std::vector<DeliveredItem> items;
  std::vector<Tracking> trackings;
};

/// A payment that Wawi pushed. `order` may be empty where `order_host` is known.
struct PushedPayment {
  std::int64_t host = 0, order_host = 0;  // Wawi's ids
  std::string endpoint;                   // our id where it is one of ours, else empty
  std::string order;                      // endpoint id of the order
  std::string amount;                     // canonical decimal
  std::string transaction;
};

class Store {
 public:
  /// Makes the file where it is missing; migrates an older one.
  static std::unique_ptr<Store> open(const std::filesystem::path& file, const Host& host);
  virtual ~Store() = default;

  // For the endpoint.

  /// Not acknowledged yet, oldest first, as many as `limit`. A payment comes only when its order is
  /// acknowledged, as from JTL's own connectors; an order waits for nothing, for there, too, it does not wait
  /// for its customer. No payment of an order that Wawi said is paid comes.
  virtual std::vector<Waiting> pull(Model model, std::size_t limit) = 0;
  virtual std::int64_t waiting(Model model) = 0;
  /// Remembers the pair. False: no such thing here. The same pair again is no change; another host id for the
  /// same endpoint id replaces the old one (Wawi was restored) and is logged.
  virtual bool acknowledge(Model model, const std::string& endpoint, std::int64_t host) = 0;
  /// Forgets one pair (X.delete), those of one type, or all of them (core.linker.clear): the things wait
  /// again. `type`: a number of IdentityType.
  virtual void forget(int type, const std::string& endpoint) = 0;
  virtual void forget_type(int type) = 0;
  virtual void forget_all() = 0;
  /// An empty status means no change. False: an order that is unknown here. Writes a change for fetch().
  virtual bool change_status(const std::string& order, const std::string& order_status,
                             const std::string& payment_status) = 0;
  /// The same of an order that Wawi names by its own id alone, which is not acknowledged yet: kept until it
  /// is.
  virtual void park_status(std::int64_t host, const std::string& order_status,
                           const std::string& payment_status) = 0;
  /// Returns the payment's endpoint id. One of ours, or one that is the same as a waiting one of ours, is
  /// acknowledged by this; any other counts as booked by Wawi itself. nullopt: an unknown order.
  virtual std::optional<std::string> take_payment(const PushedPayment& payment) = 0;
  /// False: Wawi never pushed such a payment.
  virtual bool remove_payment(std::int64_t host) = 0;
  /// A note with a known host id replaces the old one. Returns its endpoint id; nullopt: an unknown order.
  virtual std::optional<std::string> take_delivery_note(const DeliveryNote& note) = 0;
  virtual bool remove_delivery_note(const std::string& endpoint) = 0;

  // Links of any type (numbers of IdentityType; `Model` names four of them, 68 are an order's lines). Wawi
  // may name a thing by its own id alone, and wants its own id in what it pulls. acknowledge() of the four
  // links, too; forget() unlinks. A store without links answers "unknown".

  /// Remembers the pair; the newest host id of an endpoint id stands.
  virtual void link(int /*type*/, const std::string& /*endpoint*/, std::int64_t /*host*/) {}
  /// Empty: unknown.
  virtual std::string endpoint_of(int /*type*/, std::int64_t /*host*/) { return {}; }
  /// 0: unknown.
  virtual std::int64_t host_of(int /*type*/, const std::string& /*endpoint*/) { return 0; }
};

}  // namespace orderbridge::jtlconnector
