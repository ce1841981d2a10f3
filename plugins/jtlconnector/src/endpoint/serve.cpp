// SPDX-License-Identifier: MIT
// See serve.hpp.
#include "serve.hpp"

#include <Poco/Net/NetException.h>
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>

#include <orderbridge/error.hpp>
#include <thread>

#include "http_server.hpp"

namespace orderbridge::jtlconnector {
namespace {

constexpr std::chrono::milliseconds kTick{20};

Poco::Net::ServerSocket listen_on(const std::string& where, const Host& host) {
  Poco::Net::SocketAddress address;
  try {
    address = Poco::Net::SocketAddress(where);
  } catch (const Poco::Exception&) {
    throw bad_config("listen",
                     host.say("listen=\"" + where + "\" is no address and port, such as 127.0.0.1:8080",
                              "listen=\"" + where + "\" ist keine Adresse mit Port wie 127.0.0.1:8080"));
  }
  try {
    Poco::Net::ServerSocket socket;
    socket.bind(address, true, false);  // a port that somebody listens on is not shared
    socket.listen(64);
    return socket;
  } catch (const Poco::Exception& error) {
    throw retry(host.say("cannot listen on ", "kann nicht lauschen auf ") + address.toString() + ": " +
                error.displayText());
  }
}

}  // namespace

void serve(const ServeOptions& options, Store& store, const std::function<bool()>& cancelled,
           const Host& host) {
  Service service(options.service, store, host);
  const auto socket = listen_on(options.listen, host);
  HttpServer server(service, options.limits, options.service.body_limit, socket);
  server.start();
  host.log(OB_LOG_INFO, "jtlconnector",
           host.say("waiting for JTL-Wawi on ", "warte auf JTL-Wawi an ") + socket.address().toString());
  if (options.listening) options.listening(socket.address().port());
  while (!cancelled()) {
    server.tend();
    std::this_thread::sleep_for(kTick);
  }
  server.stop();
}

}  // namespace orderbridge::jtlconnector
