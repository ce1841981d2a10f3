// SPDX-License-Identifier: MIT
// HttpServer: POCO's HTTP connections with a time limit for each, one request a connection. Used by serve().
// Borrows the service. start() and stop() from one thread.
#pragma once
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/TCPServer.h>
#include <Poco/ThreadPool.h>

#include <memory>

#include "connections.hpp"
#include "rpc/service.hpp"
#include "serve.hpp"

namespace orderbridge::jtlconnector {

class HttpServer {
 public:
  HttpServer(Service& service, const EndpointLimits& limits, std::size_t body_limit,
             const Poco::Net::ServerSocket& socket);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  void start() { server_->start(); }
  /// To be called now and then: ends clients that take too long.
  void tend() { connections_.overdue(); }
  /// No new connections; returns when all are gone, those that do not go by
  /// themselves after the times set for the end.
  void stop();

 private:
  EndpointLimits limits_;
  Connections connections_;
  Poco::Net::ServerSocket socket_;
  Poco::ThreadPool pool_;
  std::unique_ptr<Poco::Net::TCPServer> server_;
  bool stopped_ = false;
};

}  // namespace orderbridge::jtlconnector
