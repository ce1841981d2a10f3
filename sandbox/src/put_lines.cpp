// SPDX-License-Identifier: MIT
// See put_lines.hpp.
#include "put_lines.hpp"

#include <map>

#include "raw_json.hpp"

namespace orderbridge::sandbox {
namespace {

using Json = nlohmann::ordered_json;

std::string with_values(std::string_view line, const Json& wanted) {
  std::string out = "{";
  for (const auto& [key, value] : members(line)) {
    if (out.size() > 1) out += ',';
    ((out += '"') += key) += "\":";
    // The key is `status` although the answer calls it statusId.
    const char* source = key == "statusId" ? "status" : key == "shipped" ? "shipped" : nullptr;
    out += source && wanted.contains(source) && wanted[source].is_number_integer() ? wanted[source].dump()
                                                                                   : std::string(value);
  }
  return out + '}';
}

bool replaces(const Json& body) {
  if (!body.contains("__options_details") || !body["__options_details"].is_object()) return true;
  return body["__options_details"].value("replace", true);
}

}  // namespace

PutAnswer put_lines(Order& order, const Json& body) {
  std::map<std::int64_t, const Json*> wanted;
  const std::string before = order.raw("details");
  const auto lines = elements(before);
  for (const Json& line : body["details"]) {
    if (!line.is_object() || !line.contains("id"))
      return {400, "You need to specify the id of the order positions you want to modify"};
    const std::string id = line["id"].dump();
    bool known = false;
    for (const auto own : lines) known = known || member(own, "id") == id;
    if (!known) return {400, "Shopware\\Models\\Order\\Detail by id " + id + " not found"};
    wanted[line["id"].get<std::int64_t>()] = &line;
  }
  std::string out = "[";
  for (const auto line : lines) {
    const auto found = wanted.find(std::stoll(std::string(member(line, "id"))));
    if (found == wanted.end() && replaces(body)) continue;
    if (out.size() > 1) out += ',';
    out += found == wanted.end() ? std::string(line) : with_values(line, *found->second);
  }
  order.set("details", out + ']');
  return {};
}

}  // namespace orderbridge::sandbox
