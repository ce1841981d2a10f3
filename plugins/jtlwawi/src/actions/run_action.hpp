// SPDX-License-Identifier: MIT
// RunAction: one action call. Each target in a transaction of its own: done whole and durable before its
// outcome is said, or not at all; a dry run gives each of them up again. Thread of the call; throws Error and
// Cancelled.
#pragma once
#include <filesystem>
#include <functional>
#include <orderbridge/views.hpp>

#include "../customers/match.hpp"
#include "../database.hpp"
#include "../sales/done.hpp"
#include "../sales/order_log.hpp"
#include "../sales/takeover.hpp"

namespace orderbridge::jtlwawi {

class RunAction {
 public:
  /// `folder`: relative files of parameters are looked for from there.
  RunAction(Database& database, const Host& host, std::int64_t shop, MatchBy match_by,
            std::filesystem::path folder, const Call& call, const ActionCall& action, const ActionOut& out)
      : database_(database),
        host_(host),
        shop_(shop),
        match_by_(match_by),
        folder_(std::move(folder)),
        call_(call),
        action_(action),
        out_(out) {}

  void run();

 private:
  using Work = std::function<Done(Poco::Data::Session&)>;
  void one(const std::string& key, const Work& work);
  void take_over();
  void take_over_one(const std::string& key, const std::function<OrderId(Poco::Data::Session&)>& order,
                     const IntoCustomer& into);
  void each_sales_order();
  void each_customer();
  void import_stock();
  Done sales_action(Poco::Data::Session& session, const std::string& key);
  std::string name_of(const OrderId& id);
  OrderId staged_order(Poco::Data::Session& session, const std::string& key) const;
  void check_lengths() const;

  Database& database_;
  const Host& host_;
  const std::int64_t shop_;
  const MatchBy match_by_;
  const std::filesystem::path folder_;
  const Call& call_;
  const ActionCall& action_;
  const ActionOut& out_;
};

}  // namespace orderbridge::jtlwawi
