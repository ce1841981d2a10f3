// SPDX-License-Identifier: MIT
#include "tds_server.hpp"

#include <Poco/Net/NetException.h>

#include "tds_tokens.hpp"

namespace tds {

using Poco::Net::StreamSocket;

TdsServer::TdsServer(Handler handler, Settings settings)
    : handler_(std::move(handler)),
      settings_(std::move(settings)),
      socket_(Poco::Net::SocketAddress("127.0.0.1", 0)),
      port_(socket_.address().port()),
      acceptor_([this] { accept(); }) {}

TdsServer::~TdsServer() {
  stop();
}

void TdsServer::stop() {
  if (stopping_.exchange(true)) return;
  acceptor_.join();
  socket_.close();
  {
    const std::scoped_lock lock(mutex_);
    for (auto& socket : sockets_) {
      try {
        socket.shutdown();
      } catch (const Poco::Exception&) {  // gone already
      }
    }
  }
  for (auto& thread : threads_) thread.join();
}

std::string TdsServer::misunderstood() const {
  const std::scoped_lock lock(mutex_);
  return misunderstood_;
}

void TdsServer::accept() {
  while (!stopping_) {
    if (!socket_.poll(Poco::Timespan(0, 20'000), Poco::Net::Socket::SELECT_READ)) continue;
    auto socket = socket_.acceptConnection();
    socket.setNoDelay(true);
    const std::scoped_lock lock(mutex_);
    sockets_.push_back(socket);
    ++open_;
    threads_.emplace_back([this, socket, number = ++connected_] { serve(socket, number); });
  }
}

void TdsServer::serve(StreamSocket socket, int number) {
  Packets packets(socket);
  try {
    talk(packets, number);
  } catch (const Poco::Exception&) {  // the client went away
  } catch (const std::exception& e) {
    const std::scoped_lock lock(mutex_);
    misunderstood_ += std::string(e.what()) + "\n";
  }
  const std::scoped_lock lock(mutex_);
  socket.close();
  --open_;
}

void TdsServer::talk(Packets& packets, int number) {
  const auto ask = [this](const Request& request) {
    const std::scoped_lock lock(handler_mutex_);
    return handler_(request);
  };
  TdsConnection connection(packets, number,
                           {ask, settings_.describe, settings_.deaf, attentions_, prepared_});
  Message type{};
  std::string body;
  while (packets.receive(type, body)) {
    if (settings_.hang_at_login) continue;
    if (type == Message::kPrelogin)
      packets.send(prelogin_answer());
    else if (type == Message::kLogin ? !log_in(packets, body) : !connection.handle(type, body))
      return;
  }
}

bool TdsServer::log_in(Packets& packets, const std::string& body) const {
  const auto login = read_login(body);
  if (login.user != settings_.user || login.password != settings_.password) {
    packets.send(login_refused({18456, "Login failed for user '" + login.user + "'.", 14, 1, false}));
    return false;
  }
  if (!login.database.empty() && login.database != settings_.database) {
    packets.send(login_refused(
        {4060, "Cannot open database \"" + login.database + "\" requested by the login. The login failed.",
         11, 1, false}));
    return false;
  }
  packets.send(login_answer(settings_.database));
  return true;
}

}  // namespace tds
