// SPDX-License-Identifier: MIT
// See packet.hpp.
#include "packet.hpp"

namespace orderbridge::jtlconnector {

Packet read_packet(std::string_view json, std::string& id) {
  constexpr std::size_t kLongestId = 200;
  if (json.empty()) throw invalid_request();
  auto root = parse_json(json);
  if (!root) throw RpcError(Code::kParseError, "Parse error");

  Packet packet;
  if (const Value* given = root->find("id"))
    if (given->is(Value::Kind::kText) || given->is(Value::Kind::kNumber)) packet.id = given->text;
  if (packet.id.size() > kLongestId) packet.id.clear();
  id = packet.id;
  packet.method = root->text_of("method");
  if (packet.id.empty() || packet.method.empty() || root->text_of("jtlrpc") != "2.0") throw invalid_request();

  packet.params.kind = Value::Kind::kList;
  if (Value* params = root->find("params"); params && !params->is(Value::Kind::kNull)) {
    if (!params->is(Value::Kind::kObject) && !params->is(Value::Kind::kList)) throw invalid_request();
    packet.params = std::move(*params);
  }
  return packet;
}

std::string answer_packet(std::string_view id, std::string_view result,
                          const std::vector<std::string>& warnings) {
  std::string out;
  out.reserve(result.size() + 128);
  out.append(R"({"jtlrpc":"2.0","id":)").append(json_text(id)).append(R"(,"result":)").append(result);
  out += R"(,"error":null,"warnings":[)";
  for (std::size_t i = 0; i < warnings.size(); ++i)
    out.append(i > 0 ? "," : "").append(json_text(warnings[i]));
  return out += "]}";
}

std::string error_packet(std::string_view id, Code code, std::string_view message) {
  return R"({"jtlrpc":"2.0","id":)" + json_text(id) + R"(,"result":null,"error":{"code":)" +
         std::to_string(static_cast<int>(code)) + R"(,"message":)" + json_text(message) +
         R"(,"data":null},"warnings":[]})";
}

}  // namespace orderbridge::jtlconnector
