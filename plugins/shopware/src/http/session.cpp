// SPDX-License-Identifier: MIT
// See session.hpp.
#include "session.hpp"

#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/Net/SecureStreamSocket.h>
#include <Poco/Net/SecureStreamSocketImpl.h>
#include <Poco/String.h>

#include "body.hpp"
#include "response.hpp"

namespace orderbridge::shopware5 {
namespace {

using namespace Poco::Net;

// OpenSSL waits inside read() for at most this long, then POCO polls our socket, which knows about
// cancellation.
const Poco::Timespan kTlsReadSlice(100'000);

struct PlainSocket : StreamSocket {
  explicit PlainSocket(SocketImpl* impl) : StreamSocket(impl) {}
};

/// OpenSSL reads the inner socket past our receiveBytes(), so what trickles is counted here.
struct TlsSocket : SecureStreamSocketImpl {
  TlsSocket(CancellableSocket* inner, const Context::Ptr& context)
      : SecureStreamSocketImpl(inner, context), inner_(inner) {}
  int receiveBytes(void* buffer, int length, int flags) override {
    inner_->check();
    return SecureStreamSocketImpl::receiveBytes(buffer, length, flags);
  }

 private:
  CancellableSocket* inner_;  // the base holds it
};

struct TlsSession : HTTPSClientSession {
  /// POCO takes a reference of its own to the inner socket.
  TlsSession(CancellableSocket* inner, const Context::Ptr& context) : HTTPSClientSession(context) {
    SecureStreamSocket secure(PlainSocket(new TlsSocket(inner, context)));
    // The handshake happens with the first bytes: only there does POCO poll the socket and check the host
    // name whatever the timing.
    secure.setLazyHandshake(true);
    attachSocket(secure);
  }
};

Trouble trouble_of(const Poco::Exception& e) {
  if (dynamic_cast<const HostNotFoundException*>(&e) || dynamic_cast<const NoAddressFoundException*>(&e) ||
      dynamic_cast<const DNSException*>(&e))
    return Trouble::kHostUnknown;
  if (dynamic_cast<const Poco::TimeoutException*>(&e)) return Trouble::kTimeout;
  if (dynamic_cast<const CertificateValidationException*>(&e) ||
      dynamic_cast<const InvalidCertificateException*>(&e) ||
      e.displayText().find("certificate verify failed") != std::string::npos)
    return Trouble::kCertificate;
  if (dynamic_cast<const ConnectionRefusedException*>(&e)) return Trouble::kRefused;
  const auto text = e.displayText();
  if (text.find("unreachable") != std::string::npos) return Trouble::kRefused;
  // OpenSSL's words for a first record that is none: what a plain server answers to a handshake.
  for (const auto* sign : {"wrong version number", "unknown protocol", "packet length too long",
                           "record layer failure", "http request"})
    if (text.find(sign) != std::string::npos) return Trouble::kNoHttps;
  return Trouble::kLost;
}

/// Versions 5.3.2 to 5.5 send Basic and Digest in two headers.
void take_challenges(const HTTPResponse& response, Answer& answer) {
  for (auto header = response.find("WWW-Authenticate"); header != response.end(); ++header) {
    if (Poco::icompare(header->first, "WWW-Authenticate") != 0) continue;
    const auto& challenge = header->second;
    if (challenge.rfind("Digest ", 0) == 0) answer.digest_challenge = challenge;
    const auto realm = challenge.find("realm=\"");
    if (realm == std::string::npos) continue;
    const auto from = realm + 7;
    answer.realm = challenge.substr(from, challenge.find('"', from) - from);
  }
}

}  // namespace

Context::Ptr make_tls_context(bool verify, const std::string& ca_file) {
  try {
    // STRICT, because RELAXED skips the host name for whatever resolves to loopback.
    Context::Ptr context(new Context(Context::TLS_CLIENT_USE, "", "", ca_file,
                                     verify ? Context::VERIFY_STRICT : Context::VERIFY_NONE, 9,
                                     ca_file.empty()));
    context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
    return context;
  } catch (const Poco::Exception& e) {
    throw Error(OB_BAD_CONFIG, "the file of option tls-ca-file cannot be used: " + ca_file)
        .option("tls-ca-file")
        .remote(e.displayText());
  }
}

Session::Session(const SessionOptions& options)
    : options_(options), socket_(new CancellableSocket(options.idle_timeout)) {
  if (options.url.https) {
    http_ = std::make_unique<TlsSession>(socket_.get(), options.tls);
  } else {
    http_ = std::make_unique<HTTPClientSession>(PlainSocket(socket_.duplicate()));
  }
  http_->setHost(options.url.host);
  http_->setPort(options.url.port);
  http_->setKeepAlive(true);
  http_->setKeepAliveTimeout(Poco::Timespan(4, 0));  // Apache closes after 5 s by default
  const auto micro = [](std::chrono::milliseconds t) { return Poco::Timespan(t.count() * 1000); };
  http_->setTimeout(micro(options.connect_timeout), micro(options.idle_timeout),
                    options.url.https ? kTlsReadSlice : micro(options.idle_timeout));
}

Answer Session::exchange(const Request& request, const std::string& authorization, const CancelToken& token,
                         Clock::time_point end) {
  socket_->watch(&token, end);
  struct Unwatch {
    CancellableSocket* socket;
    ~Unwatch() { socket->watch(nullptr); }
  } unwatch{socket_.get()};
  for (bool again = used_ && request.method == "GET";; again = false) {
    try {
      auto answer = exchange_once(request, authorization);
      used_ = true;
      answered_ = Clock::now();
      return answer;
    } catch (const Poco::Exception& e) {
      http_->reset();
      used_ = false;
      token.check();
      const auto none = no_answer(e);
      if (!again || none.trouble != Trouble::kLost) throw none;
    } catch (...) {
      http_->reset();
      used_ = false;
      token.check();
      throw;
    }
  }
}

NoAnswer Session::no_answer(const Poco::Exception& e) const {
  auto trouble = trouble_of(e);
  if (trouble == Trouble::kTimeout && socket_->is_overdue()) trouble = Trouble::kTooSlow;
  return NoAnswer(trouble, e.displayText());
}

bool Session::just_used() const noexcept {
  return used_ && Clock::now() - answered_ < std::chrono::seconds(1);
}

Answer Session::exchange_once(const Request& request, const std::string& authorization) {
  HTTPRequest http(request.method, request.target, HTTPMessage::HTTP_1_1);
  http.set("Host", options_.url.authority());
  http.set("User-Agent", kUserAgent);
  http.set("Accept", "application/json");
  if (!authorization.empty()) http.set("Authorization", authorization);
  if (!request.body.empty()) {
    http.setContentType("application/json");
    http.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
  }
  auto& out = http_->sendRequest(http);
  out.write(request.body.data(), static_cast<std::streamsize>(request.body.size()));

  Response response;
  auto& in = http_->receiveResponse(response);
  Answer answer;
  answer.status = response.getStatus();
  answer.content_type = response.get("Content-Type", "");
  answer.location = response.get("Location", "");
  answer.retry_after = response.get("Retry-After", "");
  answer.date = response.get("Date", "");
  answer.server = response.get("Server", "");
  answer.mitigated = response.get("cf-mitigated", "");
  take_challenges(response, answer);
  read_body(in, response, answer);
  unpack(answer, response.get("Content-Encoding", ""), options_.answer_limit);
  return answer;
}

void Session::read_body(std::istream& stream, const HTTPResponse& response, Answer& answer) {
  const auto announced = response.hasContentLength() ? response.getContentLength64() : -1;
  const auto limit = options_.answer_limit;
  const auto too_large = [&] { return NoAnswer(Trouble::kTooLarge, std::to_string(limit)); };
  if (announced >= 0 && static_cast<std::uint64_t>(announced) > limit) throw too_large();
  constexpr std::size_t kBlock = 16 * 1024;
  auto& body = answer.body;
  std::size_t filled = 0;
  for (;;) {
    const auto room = announced >= 0 ? static_cast<std::size_t>(announced) - filled : kBlock;
    if (announced >= 0 && room == 0) break;
    body.resize(filled + room);
    // Past the stream's own functions, which would swallow the exception that says why reading ended.
    const auto got = stream.rdbuf()->sgetn(body.data() + filled, static_cast<std::streamsize>(room));
    filled += got > 0 ? static_cast<std::size_t>(got) : 0;
    if (filled > limit) throw too_large();
    if (got < static_cast<std::streamsize>(room)) break;
  }
  body.resize(filled);
  if (announced >= 0 && filled < static_cast<std::size_t>(announced))
    throw NoAnswer(Trouble::kLost, "the body ended after " + std::to_string(filled) + " of " +
                                       std::to_string(announced) + " bytes");
}

}  // namespace orderbridge::shopware5
