// SPDX-License-Identifier: MIT
// JtlClient: the client half of the protocol as JTL publishes it, not as our endpoint sees it. Witnesses:
// jtl-software/connector-client src/ConnectorClient.php (packets without empty params, a new session after
// -32000 and the same call again, no result is an error), connector-core (identities as ["endpoint", host],
// ack and clear), connector-tester-web (keys of kinds as the controller or the model is spelled). What a
// JTL-Wawi does with what it pulls is not published: here it knows a thing by the endpoint's id and takes it
// once. One thread.
#pragma once
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <string>

namespace ob_test {

using nlohmann::json;

struct JtlError : std::runtime_error {
  JtlError(int number, const std::string& text)
      : std::runtime_error(std::to_string(number) + " " + text), code(number) {}
  int code;
};

/// The answer got lost on its way; the endpoint did what was asked.
struct AnswerLost : std::runtime_error {
  AnswerLost() : std::runtime_error("the answer was lost") {}
};

class JtlClient {
 public:
  /// Text of form field jtlrpc and session (form field jtlauth) in, text of the answer out.
  using Post = std::function<std::string(const std::string& rpc, const std::optional<std::string>& session)>;
  JtlClient(Post post, std::string token) : post_(std::move(post)), token_(std::move(token)) {}

  json call(const std::string& method, const json& params = json::array()) {
    if (!session_) authenticate();
    try {
      return request(method, params);
    } catch (const JtlError& error) {
      if (error.code != -32000) throw;
    }
    authenticate();
    return request(method, params);
  }
  void tear_session() { session_ = "torn"; }
  void lose_next_answer() { lost_ = true; }
  void end_session() { session_.reset(); }

 private:
  void authenticate() {
    session_.reset();
    session_ = request("core.connector.auth", {{"token", token_}}).at("sessionId").get<std::string>();
  }
  json request(const std::string& method, const json& params) {
    json rpc{{"method", method}};
    if (!params.empty()) rpc["params"] = params;
    rpc["jtlrpc"] = "2.0";
    rpc["id"] = "r" + std::to_string(++requests_);
    const auto text = post_(rpc.dump(), session_);
    if (std::exchange(lost_, false)) throw AnswerLost();
    const auto answer = json::parse(text);
    if (answer.at("id") != rpc["id"]) throw std::runtime_error("an answer to something else");
    if (const auto& error = answer.at("error"); !error.is_null())
      throw JtlError(error.at("code").get<int>(), error.at("message").get<std::string>());
    if (answer.at("result").is_null()) throw std::runtime_error(method + ": no result");
    return answer.at("result");
  }

  Post post_;
  std::string token_;
  std::optional<std::string> session_;
  bool lost_ = false;
  int requests_ = 0;
};

}  // namespace ob_test
