// SPDX-License-Identifier: MIT
// A small JTL-Wawi: asks an endpoint over HTTP in the order in which Wawi does, takes over what it is given,
// hands out its own ids, acknowledges, and pushes what became of it. For tests of the endpoint and of the
// whole host. It is strict: an answer that is not of the protocol, a payment before its order, something
// again after its acknowledgement are std::runtime_error. One thread.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "rpc/value.hpp"

namespace ob_test {

using orderbridge::jtlconnector::Value;

/// The endpoint's error.
struct Refused : std::runtime_error {
  Refused(int number, const std::string& message)
      : std::runtime_error(std::to_string(number) + " " + message), code(number) {}
  int code;
};

struct WawiSettings {
  std::string host = "127.0.0.1";
  std::uint16_t port = 0;
  std::string path = "/";
  std::string token;
  int limit = 100;                // models a pull
  std::int64_t first_id = 1000;   // Wawi's ids are counted up from here
  bool own_ids_only = false;      // pushes name orders and lines by Wawi's ids alone
  bool multipart = false;         // the form's encoding
  bool session_in_query = false;  // jtlauth in the address instead of the form
};

class WawiSimulator {
 public:
  explicit WawiSimulator(WawiSettings settings)
      : settings_(std::move(settings)), next_id_(settings_.first_id) {}

  struct Taken {
    std::int64_t id = 0;  // Wawi's
    Value model;          // as it was pulled; amounts are text
    int deliveries = 0;   // how often it was pulled
    bool acknowledged = false;
    std::map<std::string, std::int64_t> lines;  // of an order
  };
  using All = std::map<std::string, Taken>;  // by the endpoint's id
  All customers, orders, payments;
  Value global_data;

  /// All of it: authenticate, features, identify, statistics, pulls until nothing comes, acks, pushes,
  /// finish.
  void sync();

  // Its steps, and calls of one's own.
  void authenticate();
  void introduce();  // features and identify
  void pull_global_data();
  /// "customer", "customer_order", "payment": one pull and its ack. How many came.
  std::size_t pull(const std::string& controller);
  std::int64_t statistic(const std::string& controller);
  /// Sends what is queued; what is refused stays queued.
  void push();
  void finish();
  /// The result. `params`: JSON. Authenticates where there is no session or it has ended. Throws Refused.
  Value call(const std::string& method, const std::string& params = "{}");

  // What is done in Wawi; the next push or sync tells. `order`: the endpoint's id.
  void set_status(const std::string& order, const std::string& order_status,
                  const std::string& payment_status);
  struct Parcel {
    std::string carrier;
    std::vector<std::string> codes;
  };
  /// Lines are the endpoint's ids with quantities as JSON numbers. Returns the note's id.
  std::int64_t deliver(const std::string& order, const std::map<std::string, std::string>& lines,
                       const std::vector<Parcel>& parcels = {});
  void delete_note(std::int64_t note);

  // What goes wrong.
  void lose_next_ack(const std::string& controller) { lost_acks_.insert(controller); }
  /// The next import fails in Wawi: it forgets what it pulled and acknowledges nothing.
  void fail_next_import(const std::string& controller) { failing_.insert(controller); }
  void spoil_session() { session_ = "00000000000000000000000000000000"; }
  void forget_session() { session_.reset(); }
  /// As after core.linker.clear: Wawi takes what it has once more.
  void clear_links();

  int authentications = 0, calls = 0;
  std::string last_answer;  // text of the last one

 private:
  std::string post(const std::string& rpc);
  Value once(const std::string& method, const std::string& params);
  All& list_of(const std::string& controller);
  void take(const std::string& controller, const Value& model);
  void acknowledge(const std::string& controller, const std::vector<std::string>& taken);
  void push_list(const std::string& method, std::vector<std::string>& queue);
  std::string identity(const std::string& endpoint, std::int64_t id) const;
  Taken& order(const std::string& endpoint);

  WawiSettings settings_;
  std::int64_t next_id_;
  std::optional<std::string> session_;
  std::set<std::string> lost_acks_, failing_;
  std::vector<std::string> statuses_, notes_, deleted_notes_;
};

}  // namespace ob_test
