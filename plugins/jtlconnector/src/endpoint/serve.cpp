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

Poco::Net::SocketAddress address_of(const std::string& where, const Host& host) {
  try {
    return Poco::Net::SocketAddress(where);
  } catch (const Poco::Exception&) {
    throw bad_config("listen",
                     host.say("listen=\"" + where + "\" is no address and port, such as 127.0.0.1:8080",
                              "listen=\"" + where + "\" ist keine Adresse mit Port wie 127.0.0.1:8080"));
  }
}

Poco::Net::ServerSocket listen_on(const std::string& where, const Host& host) {
  const auto address = address_of(where, host);
  try {
    Poco::Net::ServerSocket socket;
    socket.bind(address, true, false);  // a port that somebody listens on is not shared
    socket.listen(64);
    return socket;
  } catch (const Poco::Exception& error) {
    const auto name = address.toString();
    throw retry(host.say("cannot listen on " + name +
                             ": another program does, or the address is not this "
                             "machine's; end that program or change option listen",
                         "kann nicht lauschen auf " + name +
                             ": ein anderes Programm tut es, oder die Adresse "
                             "gehört nicht zu diesem Rechner; jenes beenden oder Option listen ändern"))
        .option("listen")
        .remote(error.displayText(), error.code());
  }
}

}  // namespace

void check_address(const std::string& listen, const Host& host) {
  address_of(listen, host);
}

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
