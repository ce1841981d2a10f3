// SPDX-License-Identifier: MIT
// See form.hpp.
#include "form.hpp"

#include <Poco/Net/HTMLForm.h>
#include <Poco/Net/IPAddress.h>
#include <Poco/Net/NullPartHandler.h>

#include <optional>
#include <sstream>

namespace orderbridge::jtlconnector {
namespace {

constexpr int kFields = 20;

/// nullopt: longer than the limit.
std::optional<std::string> read_body(Poco::Net::HTTPServerRequest& request, std::size_t limit) {
  // Without either, POCO would read until the client closes.
  if (!request.hasContentLength() && !request.getChunkedTransferEncoding()) return std::string();
  if (request.hasContentLength() && request.getContentLength64() > static_cast<std::int64_t>(limit))
    return std::nullopt;
  std::string body;
  char buffer[16384];
  auto& stream = request.stream();
  while (stream.read(buffer, sizeof buffer) || stream.gcount() > 0) {
    if (body.size() + static_cast<std::size_t>(stream.gcount()) > limit) return std::nullopt;
    body.append(buffer, static_cast<std::size_t>(stream.gcount()));
  }
  return body;
}

}  // namespace

std::variant<Asked, std::string> read_form(Poco::Net::HTTPServerRequest& request, std::size_t body_limit) {
  if (request.getMethod() != Poco::Net::HTTPRequest::HTTP_POST)
    return "POST with a form field jtlrpc expected";
  auto body = read_body(request, body_limit);
  if (!body) return "The request is longer than " + std::to_string(body_limit) + " bytes";
  if (request.hasContentLength() && body->size() != static_cast<std::size_t>(request.getContentLength64()))
    return "The request is cut off";

  Poco::Net::HTMLForm form;
  form.setFieldLimit(kFields);
  form.setValueLengthLimit(static_cast<int>(body_limit));
  std::istringstream stream(std::move(*body));
  Poco::Net::NullPartHandler files;  // pictures, of which nothing is kept
  try {
    form.load(request, stream, files);
  } catch (const Poco::Exception&) {
    return "The form cannot be read";
  }
  Asked asked;
  asked.rpc = form.get("jtlrpc", "");
  if (form.has("jtlauth")) asked.session = form.get("jtlauth");
  asked.client = client_of(request);
  return asked;
}

std::string client_of(const Poco::Net::HTTPServerRequest& request) {
  Poco::Net::IPAddress address = request.clientAddress().host();
  if (address.isLoopback() && request.has("X-Forwarded-For")) {
    std::string named = request.get("X-Forwarded-For");
    named.erase(0, named.find_last_of(", ") + 1);  // npos + 1 is 0
    Poco::Net::IPAddress::tryParse(named, address);
  }
  if (address.family() != Poco::Net::IPAddress::IPv6 || address.isIPv4Mapped()) return address.toString();
  constexpr std::size_t kNetworkBytes = 8;
  return std::string(static_cast<const char*>(address.addr()), kNetworkBytes);
}

}  // namespace orderbridge::jtlconnector
