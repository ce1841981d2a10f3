// SPDX-License-Identifier: MIT
#include "jtl/sql.hpp"

#include <Poco/Data/RecordSet.h>
#include <Poco/Data/Statement.h>

#include <charconv>

namespace orderbridge::jtl {
namespace {

/// A statement and the values it is bound to, which must live as long as it runs.
class Bound {
 public:
  Bound(Poco::Data::Session& session, const std::string& sql, const std::vector<SqlValue>& values)
      : statement_(session) {
    using namespace Poco::Data::Keywords;
    statement_ << sql;
    numbers_.reserve(values.size());
    texts_.reserve(values.size());
    for (const auto& value : values) {
      if (const auto* number = std::get_if<std::int64_t>(&value))
        statement_, use(numbers_.emplace_back(*number));
      else
        statement_, use(texts_.emplace_back(std::get<std::string>(value)));
    }
  }
  Poco::Data::Statement& run() {
    statement_.execute();
    return statement_;
  }

 private:
  std::vector<Poco::Int64> numbers_;
  std::vector<std::string> texts_;
  Poco::Data::Statement statement_;
};

}  // namespace

std::vector<TextRow> query(Poco::Data::Session& session, const std::string& sql,
                           const std::vector<SqlValue>& values) {
  Bound bound(session, sql, values);
  const Poco::Data::RecordSet set(bound.run());
  std::vector<TextRow> rows(set.rowCount());
  for (std::size_t r = 0; r < rows.size(); ++r)
    for (std::size_t c = 0; c < set.columnCount(); ++c)
      rows[r].push_back(set.isNull(c, r) ? std::string() : set.value(c, r).convert<std::string>());
  return rows;
}

std::optional<TextRow> first(Poco::Data::Session& session, const std::string& sql,
                             const std::vector<SqlValue>& values) {
  auto rows = query(session, sql, values);
  return rows.empty() ? std::nullopt : std::optional(std::move(rows.front()));
}

void execute(Poco::Data::Session& session, const std::string& sql, const std::vector<SqlValue>& values) {
  Bound(session, sql, values).run();
}

std::int64_t to_int(const std::string& cell) {
  std::int64_t number = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), number);
  return number;
}

}  // namespace orderbridge::jtl
