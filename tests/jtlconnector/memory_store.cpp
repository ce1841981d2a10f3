// SPDX-License-Identifier: MIT
#include "memory_store.hpp"

#include <orderbridge/error.hpp>

namespace ob_test {
namespace {

class Inside {
 public:
  explicit Inside(MemoryStore& store) : store_(store) {
    if (store_.inside++ != 0) ++store_.overlaps;
    ++store_.calls;
    if (store_.on_call) store_.on_call();
    if (!store_.broken.empty()) {
      --store_.inside;
      throw orderbridge::Error(OB_RETRY, store_.broken);
    }
  }
  ~Inside() { --store_.inside; }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;

 private:
  MemoryStore& store_;
};

}  // namespace

void MemoryStore::add(Model model, const std::string& endpoint, const std::string& json,
                      const std::string& parent) {
  things_.push_back({model, endpoint, json, parent});
}

void MemoryStore::add_order(const std::string& id, const std::string& customer) {
  if (!knows(Model::kCustomer, customer))
    add(Model::kCustomer, customer,
        R"({"customerGroupId":["EK",0],"id":[")" + customer + R"(",0],"lastName":"Groß","discount":0.0})");
  add(Model::kCustomerOrder, id,
      R"({"id":[")" + id + R"(",0],"customerId":[")" + customer + R"(",0],"orderNumber":"2)" + id +
          R"(","shippingMethodId":["9",0],"totalSumGross":144.8700,"items":[{"id":["i)" + id +
          R"(",0],"productId":["",0],"price":16.7983000000001,"quantity":2.0,"type":"product"}]})",
      customer);
  add(Model::kPayment, id,
      R"({"id":[")" + id + R"(",0],"customerOrderId":[")" + id + R"(",0],"totalSum":144.8700})", id);
}

bool MemoryStore::knows(Model model, const std::string& endpoint) const {
  for (const auto& thing : things_)
    if (thing.model == model && thing.endpoint == endpoint) return true;
  return false;
}

std::vector<Waiting> MemoryStore::pull(Model model, std::size_t limit) {
  const Inside inside_now(*this);
  std::vector<Waiting> found;
  for (const auto& thing : things_) {
    if (thing.model != model || found.size() >= limit) continue;
    if (links.contains({static_cast<int>(model), thing.endpoint})) continue;
    if (model == Model::kPayment && !links.contains({number_of(Model::kCustomerOrder), thing.parent}))
      continue;
    found.push_back({thing.endpoint, thing.json});
  }
  return found;
}

std::int64_t MemoryStore::waiting(Model model) {
  return static_cast<std::int64_t>(pull(model, 1000000).size());
}

bool MemoryStore::acknowledge(Model model, const std::string& endpoint, std::int64_t host) {
  const Inside inside_now(*this);
  if (!knows(model, endpoint)) return false;
  links[{static_cast<int>(model), endpoint}] = host;
  acknowledged.push_back(std::to_string(static_cast<int>(model)) + " " + endpoint);
  return true;
}

void MemoryStore::forget(int type, const std::string& endpoint) {
  const Inside inside_now(*this);
  links.erase({type, endpoint});
}

void MemoryStore::forget_type(int type) {
  const Inside inside_now(*this);
  std::erase_if(links, [&](const auto& link) { return link.first.first == type; });
}

void MemoryStore::forget_all() {
  const Inside inside_now(*this);
  links.clear();
}

bool MemoryStore::change_status(const std::string& order, const std::string& order_status,
                                const std::string& payment_status) {
  const Inside inside_now(*this);
  if (!knows(Model::kCustomerOrder, order)) return false;
  changes.push_back(order + " " + order_status + " " + payment_status);
  return true;
}

void MemoryStore::park_status(std::int64_t host, const std::string& order_status,
                              const std::string& payment_status) {
  const Inside inside_now(*this);
  parked.push_back(std::to_string(host) + " " + order_status + " " + payment_status);
}

std::optional<std::string> MemoryStore::take_payment(const PushedPayment& payment) {
  const Inside inside_now(*this);
  if (!knows(Model::kCustomerOrder, payment.order) && payment.order_host == 0) return std::nullopt;
  payments[payment.host] = payment;
  return "w_" + std::to_string(payment.host);
}

bool MemoryStore::remove_payment(std::int64_t host) {
  const Inside inside_now(*this);
  return payments.erase(host) > 0;
}

std::optional<std::string> MemoryStore::take_delivery_note(const DeliveryNote& note) {
  const Inside inside_now(*this);
  if (!knows(Model::kCustomerOrder, note.order)) return std::nullopt;
  notes[note.host] = note;
  return std::to_string(note.host);
}

bool MemoryStore::remove_delivery_note(const std::string& endpoint) {
  const Inside inside_now(*this);
  return notes.erase(std::stoll(endpoint)) > 0;
}

void MemoryStore::link(int type, const std::string& endpoint, std::int64_t host) {
  const Inside inside_now(*this);
  links[{type, endpoint}] = host;
}

std::string MemoryStore::endpoint_of(int type, std::int64_t host) {
  const Inside inside_now(*this);
  if (type == static_cast<int>(Model::kDeliveryNote)) return notes.contains(host) ? std::to_string(host) : "";
  for (const auto& [key, known] : links)
    if (key.first == type && known == host) return key.second;
  return {};
}

std::int64_t MemoryStore::host_of(int type, const std::string& endpoint) {
  const Inside inside_now(*this);
  const auto found = links.find({type, endpoint});
  return found == links.end() ? 0 : found->second;
}

}  // namespace ob_test
