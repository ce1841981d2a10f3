// SPDX-License-Identifier: MIT
// What the database already holds of orders and customers, asked for by many keys at once. Used by write()
// inside its transaction and by lookup(). Throws POCO's exceptions.
#pragma once
#include <Poco/Data/Session.h>

#include <orderbridge/connector_abi.h>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace orderbridge::jtlwawi {

struct StoredOrder {
  std::string number, content_version, payment_version;
  ob_time ordered_at = OB_NO_TIME;
  std::int64_t state = OB_FOUND_STAGED;  ///< OB_FOUND_*
};

using StoredOrders = std::unordered_map<std::int64_t, StoredOrder>;
/// kInetKunde → time and id of the newest order its row was taken from.
using CustomerTimes = std::unordered_map<std::int64_t, std::pair<std::int64_t, std::int64_t>>;
/// Line id of the shop → kInetBestellPos.
using LineIds = std::unordered_map<std::string, std::int64_t>;

/// The shop's own id as JTL's key: a whole number from 1 to 2147483647, written without leading zeros.
std::optional<std::int64_t> wawi_id(std::string_view shop_id) noexcept;
/// "1:63": kShop and kInetBestellung.
std::string remote_id(std::int64_t shop, std::int64_t order);

StoredOrders stored_orders(Poco::Data::Session& session, std::int64_t shop,
                           const std::vector<std::int64_t>& ids);
CustomerTimes customer_times(Poco::Data::Session& session, std::int64_t shop,
                             const std::vector<std::int64_t>& ids);
LineIds line_ids(Poco::Data::Session& session, std::int64_t shop, std::int64_t order);

}  // namespace orderbridge::jtlwawi
