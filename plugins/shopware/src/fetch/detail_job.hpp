// SPDX-License-Identifier: MIT
// DetailJob: one order on its way: its list row, then the detail fetched and mapped by a worker. Reused for
// the whole call; owned by FetchRun, touched by one thread at a time.
#pragma once
#include <exception>
#include <optional>

#include "../http/client.hpp"
#include "../mapper/order_mapper.hpp"
#include "list_page.hpp"

namespace orderbridge::shopware5 {

struct DetailJob {
  ListRow row;
  std::optional<std::uint64_t> ticket;  // in Finished
  Mapped mapped;
  OrderMapper mapper;
  std::optional<Failure> failure;
  std::exception_ptr broken;  // Cancelled, or a bug
  bool answered = false;      // run() is over; set under FetchRun's mutex

  /// On a worker; never throws. Afterwards `failure`, `broken` or `mapped` (never kBroken) says what came of
  /// it.
  void run(ShopClient& client, const Options& options, const CancelToken& token) noexcept;

 private:
  void fetch(ShopClient& client, const Options& options, const CancelToken& token);
  std::string body_;  // the mapped order's texts point into it
};

}  // namespace orderbridge::shopware5
