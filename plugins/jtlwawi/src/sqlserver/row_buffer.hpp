// SPDX-License-Identifier: MIT
// RowBuffer: the rows of many orders on their way into the staging tables: as few statements as the server's
// limits allow (2,100 parameters and 1,000 rows each; Microsoft, "Maximum capacity specifications" and "Table
// Value Constructor"). Each order's rows are rendered whole before any of them is added, so an order that is
// refused meanwhile leaves nothing behind. Inside one transaction, one thread.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "statement.hpp"

namespace orderbridge::jtlwawi::sqlserver {

/// What one order writes.
struct Changes {
  struct Row {
    std::string into;  // "dbo.tinetkunde(kInetKunde,kShop)"
    Statement values;  // without parentheses
  };
  std::vector<Row> rows;
  /// By what they change ("dbo.tinetkunde 7"): run after all rows are in; the last one of a key counts.
  std::map<std::string, Statement> updates;
};

class RowBuffer {
 public:
  void add(Changes&& changes);
  /// Writes all. Throws SqlError: then the transaction is lost.
  void flush(Session& session);

 private:
  struct Part {
    std::string into;
    std::vector<Statement> rows;
  };
  Part& part(const std::string& into);

  std::vector<Part> parts_;  // in the order in which tables were first met
  std::map<std::string, Statement> updates_;
};

}  // namespace orderbridge::jtlwawi::sqlserver
