// SPDX-License-Identifier: MIT
// See sandbox_shop.hpp: the POCO HTTP server around the service. One thread per connection.
#include "orderbridge/sandbox/sandbox_shop.hpp"

#include <Poco/Net/HTTPRequestHandler.h>
#include <Poco/Net/HTTPRequestHandlerFactory.h>
#include <Poco/Net/HTTPServer.h>
#include <Poco/Net/HTTPServerParams.h>
#include <Poco/Net/HTTPServerRequestImpl.h>
#include <Poco/Net/HTTPServerResponse.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/StreamCopier.h>
#include <Poco/ThreadPool.h>

#include "service.hpp"
#include "wire.hpp"

namespace orderbridge::sandbox {
namespace {

using Poco::Net::HTTPServerParams;
using Poco::Net::HTTPServerRequest;
using Poco::Net::HTTPServerResponse;

ApiRequest read_request(HTTPServerRequest& request) {
  ApiRequest out;
  out.method = request.getMethod();
  out.target = request.getURI();
  out.host = request.get("Host", "");
  out.authorization = request.get("Authorization", "");
  out.user_agent = request.get("User-Agent", "");
  // Without either, POCO would read until the client closes.
  if (request.hasContentLength() || request.getChunkedTransferEncoding())
    Poco::StreamCopier::copyToString(request.stream(), out.body);
  return out;
}

class Handler : public Poco::Net::HTTPRequestHandler {
 public:
  explicit Handler(Service& service) : service_(service) {}

  void handleRequest(HTTPServerRequest& raw, HTTPServerResponse& response) override {
    auto& socket = static_cast<Poco::Net::HTTPServerRequestImpl&>(raw).socket();
    const ApiRequest request = read_request(raw);
    if (service_.is_control(request.target)) {
      send(socket, {service_.control(request), {}}, service_.now(), service_.stopper);
      return;
    }
    service_.counters.enter();
    const bool gzip = raw.get("Accept-Encoding", "").find("gzip") != std::string::npos;
    Served served = service_.serve(request, gzip);
    if (!response.getKeepAlive()) served.outcome.answer.close = true;
    const int status = send(socket, served.outcome, service_.now(), service_.stopper);
    service_.counters.leave(served.route.kind, served.logged_in, served.route.order_id, status,
                            request.method + " " + request.target + " " + std::to_string(status));
    if (served.outcome.answer.close) response.setKeepAlive(false);
  }

 private:
  Service& service_;
};

class Factory : public Poco::Net::HTTPRequestHandlerFactory {
 public:
  explicit Factory(Service& service) : service_(service) {}
  Poco::Net::HTTPRequestHandler* createRequestHandler(const HTTPServerRequest&) override {
    return new Handler(service_);
  }

 private:
  Service& service_;
};

HTTPServerParams::Ptr params_of(const Settings& settings) {
  HTTPServerParams::Ptr params = new HTTPServerParams;
  params->setMaxThreads(settings.threads);
  params->setMaxQueued(1024);
  params->setKeepAlive(true);
  params->setMaxKeepAliveRequests(settings.keep_alive_requests);
  params->setKeepAliveTimeout(Poco::Timespan(300, 0));
  params->setTimeout(Poco::Timespan(300, 0));
  return params;
}

}  // namespace

struct SandboxShop::Impl {
  explicit Impl(Settings settings)
      : service(std::move(settings)), pool("sandbox", 2, service.settings.threads) {}

  Service service;
  Poco::ThreadPool pool;
  std::unique_ptr<Poco::Net::HTTPServer> server;
  std::uint16_t port = 0;
};

SandboxShop::SandboxShop(Settings settings) : impl_(std::make_unique<Impl>(std::move(settings))) {}

SandboxShop::~SandboxShop() {
  stop();
}

void SandboxShop::start() {
  const Settings& settings = impl_->service.settings;
  const Poco::Net::ServerSocket socket(Poco::Net::SocketAddress("127.0.0.1", settings.port), 512);
  impl_->port = socket.address().port();
  impl_->server = std::make_unique<Poco::Net::HTTPServer>(
      Poco::Net::HTTPRequestHandlerFactory::Ptr(new Factory(impl_->service)), impl_->pool, socket,
      params_of(settings));
  impl_->server->start();
}

void SandboxShop::stop() {
  if (!impl_->server) return;
  impl_->service.stopper.stop();
  impl_->server->stopAll(true);
  impl_->pool.joinAll();
  impl_->server.reset();
}

std::uint16_t SandboxShop::port() const {
  return impl_->port;
}
std::string SandboxShop::url() const {
  return "http://127.0.0.1:" + std::to_string(impl_->port);
}
FaultPlan& SandboxShop::faults() {
  return impl_->service.faults;
}
ShopChanges& SandboxShop::changes() {
  return impl_->service.changes;
}
OrderStore& SandboxShop::store() {
  return impl_->service.store;
}
Counters& SandboxShop::counters() {
  return impl_->service.counters;
}

}  // namespace orderbridge::sandbox
