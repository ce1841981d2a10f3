// SPDX-License-Identifier: MIT
// ShowView: one query of a view: a page of rows, or one row with its sections (details.hpp). Values are
// bound, columns are those of descriptions.hpp. Thread of the call; throws Error, POCO's exceptions and
// Cancelled.
#pragma once
#include <orderbridge/views.hpp>

#include "../customers/match.hpp"
#include "../sales/order_log.hpp"

namespace orderbridge::jtlwawi {

class ShowView {
 public:
  ShowView(Poco::Data::Session& session, const Host& host, std::int64_t shop, MatchBy match_by,
           const Query& query, const TableOut& out)
      : session_(session), host_(host), shop_(shop), match_by_(match_by), query_(query), out_(out) {}

  void run();

 private:
  std::string filtered(const ob_view& v, std::vector<Value>& values) const;
  std::string sorted(const ob_view& v) const;
  void emit(TextRow row) const;
  void detail(const TextRow& row) const;

  Poco::Data::Session& session_;
  const Host& host_;
  const std::int64_t shop_;
  const MatchBy match_by_;
  const Query& query_;
  const TableOut& out_;
};

}  // namespace orderbridge::jtlwawi
