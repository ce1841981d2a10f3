// SPDX-License-Identifier: MIT
// Service: the protocol without HTTP. Text of a request in, text of its answer out; every failure is an
// answer. Used by the endpoint's threads, any number at once; the store is used by one at a time. Borrows
// store and host. Logs what happens, never a token, a session or a person.
#pragma once
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "global_data.hpp"
#include "method.hpp"
#include "packet.hpp"
#include "sessions.hpp"
#include "store.hpp"
#include "token_gate.hpp"

namespace orderbridge::jtlconnector {

struct Asked {
  std::string rpc;                     // form field jtlrpc
  std::optional<std::string> session;  // form field or query jtlauth
  std::string client;                  // whom wrong tokens are blamed on
};

struct ServiceSettings {
  std::string token;
  GlobalData global_data;
  std::string version = "0.1.0";
  std::size_t body_limit = std::size_t{8} << 20U;
  std::chrono::seconds session_lifetime{1440};
  std::size_t sessions = 64;
};

class Service {
 public:
  /// Throws Error (OB_BAD_CONFIG): no token, global data that Wawi could not use.
  Service(ServiceSettings settings, Store& store, const Host& host,
          Clock clock = std::chrono::steady_clock::now);

  std::string answer(const Asked& asked);
  /// The answer to what is no request of the protocol at all.
  static std::string refuse(std::string_view why);

 private:
  std::string result_of(const Asked& asked, std::string& id);
  std::string authenticate(const Asked& asked, const Value& params);
  std::string core(const Method& method, const Asked& asked, const Packet& packet,
                   std::vector<std::string>& warnings);
  std::string about_models(const Method& method, Packet& packet, std::vector<std::string>& warnings);
  std::string pull(const Method& method, const Value& params);
  std::string push(const Method& method, Value& models, std::vector<std::string>& warnings);
  std::string statistic(const Method& method);

  const ServiceSettings settings_;
  const std::string global_data_;
  Store& store_;
  const Host& host_;
  Sessions sessions_;
  TokenGate gate_;
  std::mutex store_mutex_;
};

}  // namespace orderbridge::jtlconnector
