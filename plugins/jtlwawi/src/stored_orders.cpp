// SPDX-License-Identifier: MIT
#include "stored_orders.hpp"

#include <Poco/Data/Statement.h>

#include <charconv>

#include "schema.hpp"

namespace orderbridge::jtlwawi {
namespace {

using namespace Poco::Data::Keywords;

// Any number of keys as one bound parameter, read back by json_each().
std::string json_array(const std::vector<std::int64_t>& ids) {
  std::string json = "[";
  for (const auto id : ids) json.append(json.size() > 1 ? "," : "").append(std::to_string(id));
  return json + "]";
}

}  // namespace

std::optional<std::int64_t> wawi_id(std::string_view shop_id) noexcept {
  if (shop_id.empty() || shop_id.size() > 10 || shop_id.front() < '1' || shop_id.front() > '9')
    return std::nullopt;
  std::int64_t id = 0;
  const auto [end, error] = std::from_chars(shop_id.data(), shop_id.data() + shop_id.size(), id);
  if (error != std::errc() || end != shop_id.data() + shop_id.size() || id > INT32_MAX) return std::nullopt;
  return id;
}

std::string remote_id(std::int64_t shop, std::int64_t order) {
  return std::to_string(shop) + ":" + std::to_string(order);
}

StoredOrders stored_orders(Poco::Data::Session& session, std::int64_t shop,
                           const std::vector<std::int64_t>& ids) {
  std::vector<Poco::Int64> order, ordered_at, state;
  std::vector<std::string> number, content, payment;
  Poco::Int64 shop_key = shop;
  std::string keys = json_array(ids);
  session << "SELECT kInetBestellung,cNummer,nBestellt,cInhalt,cZahlung,nZustand FROM " +
                 table(OrderKey::kDef) +
                 " WHERE kShop=? AND kInetBestellung IN (SELECT value FROM json_each(?))",
      into(order), into(number), into(ordered_at), into(content), into(payment), into(state), use(shop_key),
      use(keys), now;
  StoredOrders found;
  for (std::size_t i = 0; i < order.size(); ++i)
    found[order[i]] = {std::move(number[i]), std::move(content[i]), std::move(payment[i]), ordered_at[i],
                       state[i]};
  return found;
}

CustomerTimes customer_times(Poco::Data::Session& session, std::int64_t shop,
                             const std::vector<std::int64_t>& ids) {
  std::vector<Poco::Int64> customer, newest, order;
  Poco::Int64 shop_key = shop;
  std::string keys = json_array(ids);
  session << "SELECT kInetKunde,nStand,kInetBestellung FROM " + table(CustomerKey::kDef) +
                 " WHERE kShop=? AND kInetKunde IN (SELECT value FROM json_each(?))",
      into(customer), into(newest), into(order), use(shop_key), use(keys), now;
  CustomerTimes found;
  for (std::size_t i = 0; i < customer.size(); ++i) found[customer[i]] = {newest[i], order[i]};
  return found;
}

LineIds line_ids(Poco::Data::Session& session, std::int64_t shop, std::int64_t order) {
  std::vector<std::string> line;
  std::vector<Poco::Int64> position;
  Poco::Int64 shop_key = shop, order_key = order;
  session << "SELECT cZeile,kInetBestellPos FROM " + table(LineKey::kDef) +
                 " WHERE kInetBestellung=? AND kShop=?",
      into(line), into(position), use(order_key), use(shop_key), now;
  LineIds found;
  for (std::size_t i = 0; i < line.size(); ++i) found[line[i]] = position[i];
  return found;
}

}  // namespace orderbridge::jtlwawi
