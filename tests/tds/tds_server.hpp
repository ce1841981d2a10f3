// SPDX-License-Identifier: MIT
// TdsServer: as much of TDS 7.4 as FreeTDS's ODBC driver speaks, on 127.0.0.1 and a free port, without
// encryption, for tests. What a statement answers is the handler's affair, which is called by one connection
// at a time, from threads of the server. stop() and the destructor end all connections and threads.
#pragma once
#include <Poco/Net/ServerSocket.h>

#include <atomic>
#include <list>
#include <mutex>
#include <thread>

#include "answer.hpp"
#include "tds_connection.hpp"

namespace tds {

struct Settings {
  std::string user = "orderbridge", password = "geheim", database = "eazybusiness";
  Describer describe;          // see there
  bool hang_at_login = false;  // takes connections and says nothing
  bool deaf = false;           // one that hangs does not even hear that the client gave up
};

class TdsServer {
 public:
  explicit TdsServer(Handler handler, Settings settings = {});
  ~TdsServer();
  TdsServer(const TdsServer&) = delete;
  TdsServer& operator=(const TdsServer&) = delete;

  std::uint16_t port() const noexcept { return port_; }
  /// Clients that have connected so far, and those that still are.
  int connections() const noexcept { return connected_; }
  int open_connections() const noexcept { return open_; }
  /// How often a client gave up what was not yet answered or read.
  int attentions() const noexcept { return attentions_; }
  /// How often a statement was prepared.
  int prepared() const noexcept { return prepared_; }
  /// Messages that this server did not understand. Empty, or a test is not what it seems.
  std::string misunderstood() const;
  void stop();

 private:
  void accept();
  void serve(Poco::Net::StreamSocket socket, int number);
  void talk(Packets& packets, int number);
  bool log_in(Packets& packets, const std::string& body) const;

  const Handler handler_;
  const Settings settings_;
  Poco::Net::ServerSocket socket_;
  const std::uint16_t port_;
  std::atomic<bool> stopping_{false};
  std::atomic<int> connected_{0}, open_{0}, attentions_{0}, prepared_{0};
  std::mutex handler_mutex_;
  mutable std::mutex mutex_;  // of what follows
  std::list<Poco::Net::StreamSocket> sockets_;
  std::list<std::thread> threads_;
  std::string misunderstood_;
  std::thread acceptor_;
};

}  // namespace tds
