// SPDX-License-Identifier: MIT
// See links.hpp.
#include "links.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "error.hpp"
#include "identity.hpp"

namespace orderbridge::jtlconnector {
namespace {

std::optional<Model> model_of(int type) {
  for (const auto model : {Model::kCustomer, Model::kCustomerOrder, Model::kPayment, Model::kDeliveryNote})
    if (number_of(model) == type) return model;
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
    // Also null, which jtl/connector-core refuses, too: what it stands for would wait for ever.
    if (!list.is(Value::Kind::kList))
      throw RpcError(Code::kServerError, "ACK: " + name.substr(0, 40) + " is no list");
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

void forget(Store& store, int type, Identity identity) {
  if (identity.endpoint.empty() && identity.host > 0)
    identity.endpoint = store.endpoint_of(type, identity.host);
  if (!identity.endpoint.empty()) store.forget(type, identity.endpoint);
}

void remove(Store& store, Model model, Identity identity) {
  if (model == Model::kPayment) {  // one of ours that was deleted there must not come back
    store.remove_payment(identity.host);
    return;
  }
  if (model != Model::kDeliveryNote) return forget(store, number_of(model), std::move(identity));
  if (identity.endpoint.empty()) identity.endpoint = store.endpoint_of(number_of(model), identity.host);
  if (!identity.endpoint.empty()) store.remove_delivery_note(identity.endpoint);
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
  for (auto& identity : identities) remove(store, *model, std::move(identity));
}

/// {"identities":{"customer":[]}} is all of that kind (jtl/connector-core, ConnectorController::clear).
void clear_links(Store& store, const Value& params) {
  const Value* identities = identities_of(params);
  if (!identities || identities->items.empty()) {
    store.forget_all();
    return;
  }
  struct Wanted {
    int type;
    std::vector<Identity> identities;  // none: all
  };
  std::vector<Wanted> wanted;
  for (std::size_t i = 0; i < identities->items.size(); ++i) {
    auto& kind = wanted.emplace_back(Wanted{type_of(pascal_case(identities->names[i])), {}});
    if (kind.type == 0)
      throw RpcError(Code::kUnknownRelation, "Unknown relation type " + identities->names[i].substr(0, 40));
    const Value& list = identities->items[i];
    if (!list.is(Value::Kind::kList) && !list.is(Value::Kind::kNull)) throw invalid_request();
    for (const Value& item : list.items) {
      auto identity = read_identity(&item);
      if (!identity) throw invalid_request();
      kind.identities.push_back(std::move(*identity));
    }
  }
  for (auto& [type, some] : wanted) {
    if (some.empty()) store.forget_type(type);
    for (auto& identity : some) forget(store, type, std::move(identity));
  }
}

}  // namespace orderbridge::jtlconnector
