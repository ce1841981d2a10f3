// SPDX-License-Identifier: MIT
// The HTTP around the protocol: forms, limits, slow clients, the end. Clients are plain sockets.
#include <Poco/Net/ServerSocket.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <Poco/URI.h>

#include <catch2/catch.hpp>
#include <condition_variable>

#include "endpoint.hpp"

using namespace ob_test;
using nlohmann::json;
using orderbridge::jtlconnector::ServeOptions;

namespace {

class Client {
 public:
  explicit Client(const Endpoint& endpoint) : socket_(Poco::Net::SocketAddress("127.0.0.1", endpoint.port)) {
    socket_.setReceiveTimeout(Poco::Timespan(50, 0));
  }
  void send(const std::string& text) {
    for (std::size_t at = 0; at < text.size();)
      at += static_cast<std::size_t>(socket_.sendBytes(text.data() + at, static_cast<int>(text.size() - at)));
  }
  /// As much as comes until the other side closes, or until `end` was received.
  std::string receive(const std::string& end = {}) {
    std::string got;
    char buffer[4096];
    while (end.empty() || got.find(end) == std::string::npos) {
      int count = 0;
      try {
        count = socket_.receiveBytes(buffer, sizeof buffer);
      } catch (const Poco::Exception&) {
        return got;  // reset
      }
      if (count <= 0) return got;
      got.append(buffer, static_cast<std::size_t>(count));
    }
    return got;
  }
  void hang_up() { socket_.shutdownSend(); }
  std::string ask(const std::string& text) {
    send(text);
    return receive();
  }

 private:
  Poco::Net::StreamSocket socket_;
};

std::string encoded(const std::string& text) {
  std::string out;
  Poco::URI::encode(text, "!#$&'()*+,/:;=?@[]{}\"\\%", out);
  return out;
}
std::string auth_form(const std::string& token = kToken) {
  return "jtlrpc=" +
         encoded(R"({"jtlrpc":"2.0","id":"1","method":"core.connector.auth","params":{"token":")" + token +
                 "\"}}");
}
std::string post(const std::string& body, const std::string& headers = {}) {
  return "POST /jtlconnector/ HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n" +
         headers + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}
json body_of(const std::string& response) {
  INFO(response);
  REQUIRE(response.rfind("HTTP/1.1 200 OK\r\n", 0) == 0);
  const auto at = response.find("\r\n\r\n");
  REQUIRE(at != std::string::npos);
  return json::parse(response.substr(at + 4));
}
int code_of(const std::string& response) {
  const auto answer = body_of(response);
  return answer.at("error").is_null() ? 0 : answer.at("error").at("code").get<int>();
}

}  // namespace

TEST_CASE("the sample of an HTTP exchange") {
  Endpoint endpoint;
  auto text = sample_text("http_example.txt");
  text = text.substr(text.find("jtlauth="));
  const auto form = text.substr(text.find("jtlrpc="), text.find('\n') - text.find("jtlrpc="));
  const auto session =
      body_of(Client(endpoint).ask(post(auth_form()))).at("result").at("sessionId").get<std::string>();
  endpoint.store.add_order("15", "1");
  endpoint.store.links[{2, "1"}] = 903;
  const auto response = Client(endpoint).ask(post("jtlauth=" + session + "&" + form));
  CHECK_THAT(response, Catch::Contains("Content-Type: application/json\r\n") &&
                           Catch::Contains("Cache-Control: no-store"));
  const auto expected = text.substr(text.rfind("\n{") + 1);
  CHECK(body_of(response) == json::parse(expected));
}

TEST_CASE("what is no POST of the protocol is answered all the same") {
  Endpoint endpoint;
  CHECK(code_of(Client(endpoint).ask("GET / HTTP/1.1\r\nHost: x\r\n\r\n")) == 400);
  CHECK(code_of(Client(endpoint).ask("PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx")) == 400);
  CHECK(code_of(Client(endpoint).ask("POST / HTTP/1.1\r\nHost: x\r\n\r\n")) == -32600);
  CHECK(code_of(Client(endpoint).ask(post(""))) == -32600);
  CHECK(code_of(Client(endpoint).ask(post("jtlrpc=%7B"))) == -32700);
  CHECK(code_of(Client(endpoint).ask(post("jtlrpc=%zz&%&=&&"))) == 400);
  std::string fields;
  for (int i = 0; i < 100; ++i) fields += "f" + std::to_string(i) + "=1&";
  CHECK(code_of(Client(endpoint).ask(post(fields + auth_form()))) == 400);
  CHECK(code_of(Client(endpoint).ask("POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                                     "Content-Length: 9\r\n\r\n--b\r\n\r\nxx")) == 400);
  Client(endpoint).ask("\x16\x03\x01 this is no HTTP\r\n\r\n");
  Client(endpoint).ask("POST / HTTP/1.1\r\n" + std::string(100000, 'x') + "\r\n\r\n");
  CHECK(code_of(Client(endpoint).ask(post(auth_form()))) == 0);
}

TEST_CASE("a picture's upload is read over") {
  Endpoint endpoint;
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"jtlrpc\"\r\n\r\n"
      R"({"jtlrpc":"2.0","id":"1","method":"core.connector.auth","params":{"token":"EXAMPLE-CONNECTOR-TOKEN"}})"
      "\r\n--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"images.zip\"\r\n"
      "Content-Type: application/zip\r\n\r\nPK\x03\x04\r\n--b--\r\n";
  CHECK(code_of(Client(endpoint).ask(
            "POST / HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: " +
            std::to_string(body.size()) + "\r\n\r\n" + body)) == 0);
}

TEST_CASE("a client that waits for leave to send its body gets it") {
  Endpoint endpoint;
  Client client(endpoint);
  const auto request = post(auth_form(), "Expect: 100-continue\r\n");
  const auto body = request.find("\r\n\r\n") + 4;
  client.send(request.substr(0, body));
  CHECK_THAT(client.receive("\r\n\r\n"), Catch::StartsWith("HTTP/1.1 100 Continue"));
  client.send(request.substr(body));
  CHECK(code_of(client.receive()) == 0);
}

TEST_CASE("a body has its limit, announced or not, and may come in chunks") {
  auto options = sample_options();
  options.service.body_limit = 4096;
  Endpoint endpoint(options);
  const std::string chunked = "POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(code_of(Client(endpoint).ask(post(std::string(5000, 'x')))) == 400);
  CHECK(code_of(Client(endpoint).ask(chunked + "1388\r\n" + std::string(5000, 'x') + "\r\n0\r\n\r\n")) ==
        400);
  CHECK(code_of(Client(endpoint).ask("POST / HTTP/1.1\r\nContent-Length: 99999999999999\r\n\r\nx")) == 400);
  // One that is far too long can be sent to its end, and the answer be read then.
  CHECK(code_of(Client(endpoint).ask(post(std::string(8 << 20, 'x')))) == 400);
  std::string parts;
  for (const char c : auth_form()) parts += std::string("1\r\n") + c + "\r\n";
  CHECK(code_of(Client(endpoint).ask(chunked + parts + "0\r\n\r\n")) == 0);
}

TEST_CASE("a request that is cut off is not carried out, though what came of it could be") {
  Endpoint endpoint;
  const auto whole = post(auth_form() + "&more=to-come");
  Client client(endpoint);
  client.send(whole.substr(0, whole.size() - 5));
  client.hang_up();
  CHECK(code_of(client.receive()) == 400);
}

TEST_CASE("a client that takes its time is ended, and holds up nobody") {
  auto options = sample_options();
  options.limits.receive = std::chrono::milliseconds(300);
  Endpoint endpoint(options);
  Client silent(endpoint), half(endpoint), cut(endpoint);
  half.send("POST / HTTP/1.1\r\nHost:");
  cut.send(post(auth_form()).substr(0, 150));
  CHECK(code_of(Client(endpoint).ask(post(auth_form()))) == 0);
  CHECK_THAT(silent.receive(), !Catch::Contains("200 OK"));
  CHECK_THAT(half.receive(), !Catch::Contains("200 OK"));
  CHECK_THAT(cut.receive(), !Catch::Contains("sessionId"));
}

TEST_CASE("a byte now and then is no progress") {
  auto options = sample_options();
  options.limits.receive = std::chrono::milliseconds(300);
  Endpoint endpoint(options);
  Client dripping(endpoint);
  std::atomic<bool> ended{false};
  std::thread drip([&] {
    try {
      dripping.send("POST / HTTP/1.1\r\n");
      for (int i = 0; i < 100000 && !ended; ++i) {
        dripping.send("X" + std::to_string(i) + ": 1\r\n");
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
      }
    } catch (const Poco::Exception&) {
      // That is what is waited for.
    }
  });
  dripping.receive();
  ended = true;
  drip.join();
  CHECK(code_of(Client(endpoint).ask(post(auth_form()))) == 0);
}

TEST_CASE("more clients than threads: all are served") {
  auto options = sample_options();
  options.limits.threads = 2;
  Endpoint endpoint(options);
  std::vector<std::future<std::string>> clients;  // assertions are one thread's matter
  for (int i = 0; i < 12; ++i)
    clients.push_back(
        std::async(std::launch::async, [&] { return Client(endpoint).ask(post(auth_form())); }));
  for (auto& client : clients) CHECK(code_of(client.get()) == 0);
}

TEST_CASE("whoever guesses tokens is stopped, behind a proxy too, and the others are not") {
  Endpoint endpoint;
  auto ask = [&](const std::string& token, const std::string& from) {
    return body_of(Client(endpoint).ask(
        post(auth_form(token), from.empty() ? "" : "X-Forwarded-For: " + from + "\r\n")));
  };
  for (int i = 0; i < 10; ++i) ask("guess", "9.9.9.9, 2001:db8::" + std::to_string(i));  // one network
  CHECK(ask(kToken, "2001:db8::ffff").at("error").at("code") == 790);
  CHECK(ask(kToken, "2001:db8::ffff, 192.0.2.1").at("error").is_null());
  CHECK(ask(kToken, "9.9.9.9").at("error").is_null());
  CHECK(ask(kToken, "no address").at("error").is_null());
  CHECK(ask(kToken, "").at("error").is_null());
}

TEST_CASE("the end: what is under way is answered, nobody new is") {
  Endpoint endpoint;
  endpoint.store.add_order("15", "1");
  const auto session =
      body_of(Client(endpoint).ask(post(auth_form()))).at("result").at("sessionId").get<std::string>();
  std::promise<void> inside, go_on;
  auto go = go_on.get_future().share();
  std::atomic<bool> first{true};
  endpoint.store.on_call = [&] {
    if (!first.exchange(false)) return;
    inside.set_value();
    go.wait();
  };
  Client idle(endpoint);
  Client client(endpoint);
  client.send(post("jtlauth=" + session + "&jtlrpc=" +
                   encoded(R"({"jtlrpc":"2.0","id":"1","method":"customer.pull","params":{}})")));
  inside.get_future().get();
  endpoint.cancel();
  // Who comes once the endpoint has closed its door is refused.
  for (bool refused = false; !refused;) try {
      Client late(endpoint);
      std::this_thread::yield();
    } catch (const Poco::Exception&) {
      refused = true;
    }
  go_on.set_value();
  CHECK(body_of(client.receive()).at("result").size() == 1);
  endpoint.stop();
}

TEST_CASE("addresses that cannot be") {
  auto options = sample_options();
  for (const auto* bad : {"", "nonsense", "127.0.0.1", "127.0.0.1:port", "127.0.0.1:99999"}) {
    options.listen = bad;
    INFO(bad);
    CHECK_THROWS_AS(Endpoint(options), orderbridge::Error);
  }
  Endpoint endpoint;
  options.listen = "127.0.0.1:" + std::to_string(endpoint.port);
  CHECK_THROWS_WITH(Endpoint(options), Catch::Contains("cannot listen on 127.0.0.1:"));
  options = sample_options();
  options.service.token.clear();
  CHECK_THROWS_WITH(Endpoint(options), Catch::Contains("token"));
}

TEST_CASE("the port is said in the log, and nothing of what is exchanged") {
  Endpoint endpoint;
  endpoint.store.add_order("15", "1");
  WawiSimulator(endpoint.wawi()).sync();
  CHECK_THAT(endpoint.log.logged(), Catch::Contains("127.0.0.1:" + std::to_string(endpoint.port)));
  CHECK_THAT(endpoint.log.logged(), !Catch::Contains(kToken) && !Catch::Contains("Groß"));
}
