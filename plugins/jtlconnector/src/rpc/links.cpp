// SPDX-License-Identifier: MIT
// See links.hpp.
#include "links.hpp"

#include <algorithm>
#include <optional>

#include "error.hpp"
#include "identity.hpp"

namespace orderbridge::jtlconnector {
namespace {

std::optional<Model> model_of(int type) {
  for (const auto model : {Model::kCustomer, Model::kCustomerOrder, Model::kPayment, Model::kDeliveryNote})
    if (static_cast<int>(model) == type) return model;
  return std::nullopt;
}

struct Pair {
  std::string name;
  int type;
  Identity identity;
};

/// {"identities": {"CustomerOrder": [["15",4711]]}}; PHP writes an empty object as [].
const Value* identities_of(const Value& params) {
  const Value* identities = params.find("identities");
  if (!identities || identities->is(Value::Kind::kNull)) return nullptr;
  if (identities->is(Value::Kind::kList) && identities->items.empty()) return nullptr;
  if (!identities->is(Value::Kind::kObject)) throw invalid_request();
  return identities;
}

std::vector<Pair> read_pairs(const Value& identities, std::vector<std::string>& warnings) {
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < identities.items.size(); ++i) {
    const auto name = pascal_case(identities.names[i]);
    const int type = type_of(name);
    if (type == 0) warnings.push_back("ACK: unknown entity " + name.substr(0, 40) + ", skipped");
    const Value& list = identities.items[i];
    if (list.is(Value::Kind::kNull)) continue;
    if (!list.is(Value::Kind::kList)) throw invalid_request();
    for (const Value& item : list.items) {
      auto identity = read_identity(&item);
      if (!identity) throw invalid_request();
      if (type != 0) pairs.push_back({name, type, std::move(*identity)});
    }
  }
  // A customer before its orders, an order before its payments.
  std::stable_sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.type < b.type; });
  return pairs;
}

void forget(Store& store, Model model, Identity identity) {
  if (identity.endpoint.empty() && identity.host > 0)
    identity.endpoint = store.endpoint_of(static_cast<int>(model), identity.host);
  if (!identity.endpoint.empty()) store.forget(model, identity.endpoint);
}

}  // namespace

void acknowledge_all(Store& store, const Value& params, std::vector<std::string>& warnings) {
  const Value* identities = identities_of(params);
  if (!identities) return;
  for (const auto& pair : read_pairs(*identities, warnings)) {
    const auto& [endpoint, host] = pair.identity;
    const auto model = model_of(pair.type);
    if (endpoint.empty() || host <= 0)
      warnings.push_back("ACK: " + pair.name + " without both ids, skipped");
    else if (!model)
      store.link(pair.type, endpoint, host);
    else if (!store.acknowledge(*model, endpoint, host))
      warnings.push_back("ACK: " + pair.name + " " + endpoint.substr(0, 60) + " is unknown here, skipped");
  }
}

void delete_models(Store& store, const Method& method, const Value& params) {
  const auto model = model_of(type_of(method.controller));
  if (!params.is(Value::Kind::kList)) throw invalid_request();
  if (!model) return;  // nothing of that kind is kept here
  std::vector<Identity> identities;
  for (const Value& item : params.items) {
    const auto identity = read_identity(item.find("id"));
    if (!identity) throw invalid_request();
    identities.push_back(*identity);
  }
  for (auto& identity : identities) {
    if (*model != Model::kDeliveryNote) {
      forget(store, *model, identity);
      continue;
    }
    if (identity.endpoint.empty())
      identity.endpoint = store.endpoint_of(static_cast<int>(*model), identity.host);
    if (!identity.endpoint.empty()) store.remove_delivery_note(identity.endpoint);
  }
}

void clear_links(Store& store, const Value& params) {
  const Value* identities = identities_of(params);
  if (!identities || identities->items.empty()) {
    store.forget_all();
    return;
  }
  std::vector<std::pair<Model, Identity>> wanted;
  for (std::size_t i = 0; i < identities->items.size(); ++i) {
    const auto model = model_of(type_of(pascal_case(identities->names[i])));
    if (!model) continue;
    const Value& list = identities->items[i];
    if (!list.is(Value::Kind::kList) || list.items.empty())
      throw RpcError(Code::kServerError, "Links of one kind cannot be cleared: name them, or clear all");
    for (const Value& item : list.items) {
      const auto identity = read_identity(&item);
      if (!identity) throw invalid_request();
      wanted.emplace_back(*model, *identity);
    }
  }
  for (const auto& [model, identity] : wanted) forget(store, model, identity);
}

}  // namespace orderbridge::jtlconnector
