// SPDX-License-Identifier: MIT
// RpcError: what becomes the "error" of an answer. Codes and messages are those of jtl/connector-core, as its
// clients know them; the message is for the admin of JTL-Wawi and holds no personal data and no secrets.
#pragma once
#include <stdexcept>
#include <string>

namespace orderbridge::jtlconnector {

enum class Code : int {
  kUnknownRelation = 110,  // a kind of link that there is not
  kNoSession = 789,
  kAuthenticationFailed = 790,
  kInvalidSession = -32000,        // the client authenticates again
  kUninitializedSession = -32001,  // defined by the protocol, said by nobody
  kInvalidRequest = -32600,
  kParseError = -32700,
  kInvalidMethod = -32701,
  kUnknownController = 33000,
  kUnknownAction = 33001,
  kRequestError = 400,  // the HTTP request, not its content
  kServerError = 500
};

class RpcError : public std::runtime_error {
 public:
  RpcError(Code code, const std::string& message) : std::runtime_error(message), code_(code) {}
  Code code() const noexcept { return code_; }

 private:
  Code code_;
};

inline RpcError invalid_request() {
  return {Code::kInvalidRequest, "Invalid request"};
}

}  // namespace orderbridge::jtlconnector
