// SPDX-License-Identifier: MIT
// See http_server.hpp.
#include "http_server.hpp"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServerConnection.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/TCPServerConnectionFactory.h>

#include <thread>

#include "form.hpp"

namespace orderbridge::jtlconnector {
namespace {

using Poco::Net::HTTPServerParams;
using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerRequestImpl;
using Poco::Net::HTTPServerResponse;
using Poco::Net::StreamSocket;

constexpr std::chrono::milliseconds kTick{20};
constexpr std::size_t kSwallowed = std::size_t{64} << 20U;

/// What every connection needs; outlives them all.
struct Context {
  Service& service;
  Connections& connections;
  EndpointLimits limits;
  std::size_t body_limit;
};

class Handler : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Handler(const Context& context) : context_(context) {}

  void handleRequest(HTTPServerRequest& request, HTTPServerResponse& response) override {
    auto& socket = static_cast<HTTPServerRequestImpl&>(request).socket();
    const auto asked = read_form(request, context_.body_limit);
    context_.connections.working(socket);
    const std::string answer = std::holds_alternative<Asked>(asked)
                                   ? context_.service.answer(std::get<Asked>(asked))
                                   : Service::refuse(std::get<std::string>(asked));
    context_.connections.answering(socket, context_.limits.send);
    response.setKeepAlive(false);
    response.setContentType("application/json");
    response.set("Cache-Control", "no-store");  // session ids and addresses are in there
    response.setContentLength64(static_cast<Poco::Int64>(answer.size()));
    response.send().write(answer.data(), static_cast<std::streamsize>(answer.size())).flush();
    if (std::holds_alternative<std::string>(asked)) swallow(socket);
  }

 private:
  /// Closing over unread bytes would reset the connection before the client has read the answer.
  void swallow(StreamSocket& socket) const {
    socket.shutdownSend();
    char buffer[16384];
    for (std::size_t left = kSwallowed; left > 0;) {
      const int got = socket.receiveBytes(buffer, sizeof buffer);
      if (got <= 0) return;
      left -= std::min(left, static_cast<std::size_t>(got));
    }
  }
  const Context& context_;
};

class Handlers : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit Handlers(const Context& context) : context_(context) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override {
    return new Handler(context_);
  }

 private:
  const Context& context_;
};

/// Known to Connections as long as it lives.
class Connection : public Poco::Net::HTTPServerConnection {
 public:
  Connection(const StreamSocket& socket, const HTTPServerParams::Ptr& params,
             const Poco::Net::HTTPRequestHandlerFactory::Ptr& handlers, const Context& context)
      : HTTPServerConnection(socket, params, handlers), registered_(socket), context_(context) {
    context_.connections.add(registered_, context_.limits.receive);
  }
  ~Connection() override { context_.connections.remove(registered_); }

 private:
  StreamSocket registered_;
  const Context& context_;
};

class ConnectionFactory : public Poco::Net::TCPServerConnectionFactory {
 public:
  ConnectionFactory(const Context& context, HTTPServerParams::Ptr params)
      : context_(context), params_(std::move(params)), handlers_(new Handlers(context_)) {}
  Poco::Net::TCPServerConnection* createConnection(const StreamSocket& socket) override {
    return new Connection(socket, params_, handlers_, context_);
  }

 private:
  const Context context_;
  HTTPServerParams::Ptr params_;
  Poco::Net::HTTPRequestHandlerFactory::Ptr handlers_;
};

Poco::Timespan span(std::chrono::milliseconds time) {
  return Poco::Timespan(static_cast<Poco::Timespan::TimeDiff>(time.count()) * Poco::Timespan::MILLISECONDS);
}

HTTPServerParams::Ptr params_of(const EndpointLimits& limits) {
  HTTPServerParams::Ptr params = new HTTPServerParams;
  params->setMaxThreads(limits.threads);
  params->setMaxQueued(limits.queued);
  params->setKeepAlive(false);  // one request a connection: its time limit is the request's
  params->setTimeout(span(std::max(limits.receive, limits.send)));
  return params;
}

}  // namespace

HttpServer::HttpServer(Service& service, const EndpointLimits& limits, std::size_t body_limit,
                       const Poco::Net::ServerSocket& socket)
    : limits_(limits), socket_(socket), pool_("jtlconnector", 2, limits.threads + 1) {
  const auto params = params_of(limits_);
  const Context context{service, connections_, limits_, body_limit};
  server_ = std::make_unique<Poco::Net::TCPServer>(
      Poco::Net::TCPServerConnectionFactory::Ptr(new ConnectionFactory(context, params)), pool_, socket,
      params);
}

HttpServer::~HttpServer() {
  stop();
}

void HttpServer::stop() {
  if (stopped_) return;
  stopped_ = true;
  server_->stop();
  socket_.close();  // POCO leaves it open: whoever comes now would wait for nothing
  const auto now = Connections::Clock::now();
  while (pool_.used() > 0) {
    connections_.hurry(now + limits_.last_request, now + limits_.last_answer);
    connections_.overdue();
    std::this_thread::sleep_for(kTick);
  }
  server_.reset();
  pool_.joinAll();
}

}  // namespace orderbridge::jtlconnector
