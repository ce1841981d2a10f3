// SPDX-License-Identifier: MIT
// See simulator.hpp.
#include "simulator.hpp"

#include <Poco/Net/HTMLForm.h>
#include <Poco/Net/HTTPClientSession.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/StreamCopier.h>

namespace ob_test {
namespace {

using orderbridge::jtlconnector::json_text;
using orderbridge::jtlconnector::parse_json;
using Poco::Net::HTMLForm;

[[noreturn]] void complain(const std::string& what) {
  throw std::runtime_error("simulator: " + what);
}

const Value& member(const Value& value, const std::string& name) {
  const Value* found = value.find(name);
  if (!found) complain("no " + name);
  return *found;
}

struct Id {
  std::string endpoint;
  std::int64_t host;
};
Id id_of(const Value& model, const std::string& name) {
  const Value& pair = member(model, name);
  if (pair.items.size() != 2 || !pair.items[0].is(Value::Kind::kText) ||
      !pair.items[1].is(Value::Kind::kNumber))
    complain(name + " is no identity");
  return {pair.items[0].text, std::stoll(pair.items[1].text)};
}

std::string model_name(const std::string& controller) {
  if (controller == "customer") return "Customer";
  return controller == "payment" ? "Payment" : "CustomerOrder";
}

std::string list_json(const std::vector<std::string>& items) {
  std::string out = "[";
  for (const auto& item : items) out.append(out.size() > 1 ? "," : "").append(item);
  return out + "]";
}
std::string texts_json(std::vector<std::string> texts) {
  for (auto& text : texts) text = json_text(text);
  return list_json(texts);
}

}  // namespace

std::string WawiSimulator::post(const std::string& rpc) {
  Poco::Net::HTTPClientSession http(settings_.host, settings_.port);
  std::string path = settings_.path;
  if (session_ && settings_.session_in_query) path += "?jtlauth=" + *session_;
  Poco::Net::HTTPRequest request(Poco::Net::HTTPRequest::HTTP_POST, path, Poco::Net::HTTPMessage::HTTP_1_1);
  HTMLForm form(settings_.multipart ? HTMLForm::ENCODING_MULTIPART : HTMLForm::ENCODING_URL);
  form.set("jtlrpc", rpc);
  if (session_ && !settings_.session_in_query) form.set("jtlauth", *session_);
  form.prepareSubmit(request);
  form.write(http.sendRequest(request));
  Poco::Net::HTTPResponse response;
  std::string body;
  Poco::StreamCopier::copyToString(http.receiveResponse(response), body);
  if (response.getStatus() != Poco::Net::HTTPResponse::HTTP_OK)
    complain("HTTP " + std::to_string(response.getStatus()));
  return body;
}

Value WawiSimulator::once(const std::string& method, const std::string& params) {
  const auto id = "c" + std::to_string(++calls);
  last_answer = post(R"({"method":)" + json_text(method) + R"(,"params":)" + params +
                     R"(,"jtlrpc":"2.0","id":)" + json_text(id) + "}");
  auto answer = parse_json(last_answer);
  if (!answer || answer->items.size() != 5) complain("no answer of the protocol");
  if (answer->text_of("jtlrpc") != "2.0" || answer->text_of("id") != id)
    complain("an answer to something else");
  member(*answer, "warnings");
  const Value& error = member(*answer, "error");
  if (error.is(Value::Kind::kNull)) return member(*answer, "result");
  if (!member(*answer, "result").is(Value::Kind::kNull)) complain("error and result");
  member(error, "data");
  throw Refused(std::stoi(member(error, "code").text), error.text_of("message"));
}

void WawiSimulator::authenticate() {
  session_.reset();
  ++authentications;
  const auto result = once("core.connector.auth", R"({"token":)" + json_text(settings_.token) + "}");
  session_ = result.text_of("sessionId");
  if (session_->empty() || member(result, "lifetime").text.empty()) complain("no session");
}

Value WawiSimulator::call(const std::string& method, const std::string& params) {
  constexpr int kInvalidSession = -32000;
  if (!session_) authenticate();
  try {
    return once(method, params);
  } catch (const Refused& refused) {
    if (refused.code != kInvalidSession) throw;
  }
  authenticate();
  return once(method, params);
}

void WawiSimulator::introduce() {
  const auto features = call("core.connector.features");
  const auto& orders_feature = member(member(features, "entities"), "CustomerOrder");
  if (member(orders_feature, "pull").text != "true") complain("no orders to be had");
  if (member(member(features, "flags"), "needs_finish_call").text != "true")
    complain("no finish call wanted");
  if (member(call("connector.identify"), "protocolVersion").text != "7") complain("another protocol version");
}

void WawiSimulator::pull_global_data() {
  const auto result = call("global_data.pull", R"({"limit":100})");
  if (result.items.size() != 1) complain("no global data");
  global_data = result.items[0];
  for (const auto* name : {"customerGroups", "languages", "currencies", "taxRates"})
    if (member(global_data, name).items.empty()) complain(std::string("no ") + name);
}

std::int64_t WawiSimulator::statistic(const std::string& controller) {
  return std::stoll(member(call(controller + ".statistic", R"({"limit":0})"), "available").text);
}

WawiSimulator::All& WawiSimulator::list_of(const std::string& controller) {
  if (controller == "customer") return customers;
  return controller == "payment" ? payments : orders;
}

void WawiSimulator::take(const std::string& controller, const Value& model) {
  const auto id = id_of(model, "id");
  if (controller == "payment" && !orders.contains(id_of(model, "customerOrderId").endpoint))
    complain("payment " + id.endpoint + " before its order");
  Taken& taken = list_of(controller)[id.endpoint];
  if (taken.acknowledged) complain(controller + " " + id.endpoint + " came again after its acknowledgement");
  ++taken.deliveries;
  if (taken.id == 0) taken.id = next_id_++;
  taken.model = model;
  if (controller != "customer_order") return;
  for (const auto& item : member(model, "items").items) {
    auto& line = taken.lines[id_of(item, "id").endpoint];
    if (line == 0) line = next_id_++;
  }
}

std::size_t WawiSimulator::pull(const std::string& controller) {
  const auto models =
      call(controller + ".pull", R"({"limit":)" + std::to_string(settings_.limit) + R"(,"filters":{}})");
  if (!models.is(Value::Kind::kList)) complain("a pull that gives no list");
  if (models.items.size() > static_cast<std::size_t>(settings_.limit)) complain("more than asked for");
  if (failing_.erase(controller) > 0) return models.items.size();
  std::vector<std::string> taken;
  for (const auto& model : models.items) {
    take(controller, model);
    taken.push_back(id_of(model, "id").endpoint);
  }
  if (!taken.empty() && lost_acks_.erase(controller) == 0) acknowledge(controller, taken);
  return models.items.size();
}

void WawiSimulator::acknowledge(const std::string& controller, const std::vector<std::string>& taken) {
  auto pair = [](const std::string& endpoint, std::int64_t id) {
    return "[" + json_text(endpoint) + "," + std::to_string(id) + "]";
  };
  std::vector<std::string> pairs, lines;
  for (const auto& endpoint : taken) {
    const Taken& one = list_of(controller).at(endpoint);
    pairs.push_back(pair(endpoint, one.id));
    for (const auto& [line, id] : one.lines) lines.push_back(pair(line, id));
  }
  std::string identities = json_text(model_name(controller)) + ":" + list_json(pairs);
  if (!lines.empty()) identities += R"(,"CustomerOrderItem":)" + list_json(lines);
  const auto result = call("core.connector.ack", R"({"identities":{)" + identities + R"(},"checksums":[]})");
  if (result.text != "true") complain("an ack that is not true");
  for (const auto& endpoint : taken) list_of(controller).at(endpoint).acknowledged = true;
}

std::string WawiSimulator::identity(const std::string& endpoint, std::int64_t id) const {
  return "[" + json_text(settings_.own_ids_only ? "" : endpoint) + "," + std::to_string(id) + "]";
}

WawiSimulator::Taken& WawiSimulator::order(const std::string& endpoint) {
  const auto found = orders.find(endpoint);
  if (found == orders.end()) complain("order " + endpoint + " is not in Wawi");
  return found->second;
}

void WawiSimulator::set_status(const std::string& endpoint, const std::string& order_status,
                               const std::string& payment_status) {
  statuses_.push_back(R"({"customerOrderId":)" + identity(endpoint, order(endpoint).id) +
                      R"(,"orderStatus":)" + json_text(order_status) + R"(,"paymentStatus":)" +
                      json_text(payment_status) + "}");
}

std::int64_t WawiSimulator::deliver(const std::string& endpoint,
                                    const std::map<std::string, std::string>& lines,
                                    const std::vector<Parcel>& parcels) {
  const Taken& from = order(endpoint);
  const auto id = next_id_++;
  std::vector<std::string> items, trackings;
  for (const auto& [line, quantity] : lines)
    items.push_back(R"({"id":["",)" + std::to_string(next_id_++) + R"(],"customerOrderItemId":)" +
                    identity(line, from.lines.at(line)) + R"(,"productId":["",77],"quantity":)" + quantity +
                    R"(,"info":[{"batch":"","bestBefore":null,"quantity":)" + quantity +
                    R"(,"warehouseId":1}]})");
  for (const auto& parcel : parcels) {
    std::vector<std::string> urls;
    for (const auto& code : parcel.codes) urls.push_back("https://tracking.example.org/?code=" + code);
    trackings.push_back(R"({"name":)" + json_text(parcel.carrier) + R"(,"codes":)" +
                        texts_json(parcel.codes) + R"(,"trackingURLs":)" + texts_json(urls) + "}");
  }
  notes_.push_back(R"({"id":["",)" + std::to_string(id) + R"(],"customerOrderId":)" +
                   identity(endpoint, from.id) +
                   R"(,"creationDate":"2026-11-21T10:00:00+01:00","isFulfillment":false,"note":"","items":)" +
                   list_json(items) + R"(,"trackingLists":)" + list_json(trackings) + "}");
  return id;
}

void WawiSimulator::delete_note(std::int64_t note) {
  deleted_notes_.push_back(R"({"id":["",)" + std::to_string(note) + "]}");
}

void WawiSimulator::push_list(const std::string& method, std::vector<std::string>& queue) {
  if (queue.empty()) return;
  if (call(method, list_json(queue)).items.size() != queue.size())
    complain("not as many models back as pushed");
  queue.clear();
}

void WawiSimulator::push() {
  push_list("delivery_note.push", notes_);
  push_list("delivery_note.delete", deleted_notes_);
  push_list("status_change.push", statuses_);
}

void WawiSimulator::finish() {
  if (call("connector.finish").text != "true") complain("a finish that is not true");
  session_.reset();
}

void WawiSimulator::clear_links() {
  call("core.linker.clear");
  for (auto* all : {&customers, &orders, &payments})
    for (auto& [endpoint, taken] : *all) taken.acknowledged = false;
}

void WawiSimulator::sync() {
  authenticate();
  introduce();
  pull_global_data();
  for (const std::string controller : {"customer", "customer_order", "payment"}) {
    // As many rounds as are waiting now: an ack that got lost brings the same again, in the next sync.
    for (auto left = statistic(controller); left > 0;) {
      const auto came = pull(controller);
      if (came == 0) complain(controller + ": fewer than counted");
      left -= static_cast<std::int64_t>(came);
    }
  }
  push();
  finish();
}

}  // namespace ob_test
