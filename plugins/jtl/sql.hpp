// SPDX-License-Identifier: MIT
// Short SQL statements on a POCO session: values always bound, rows read as text. Throws POCO's exceptions.
// One thread at a time.
#pragma once
#include <Poco/Data/Session.h>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace orderbridge::jtl {

using SqlValue = std::variant<std::int64_t, std::string>;
/// One cell per column, NULL as an empty text.
using TextRow = std::vector<std::string>;

std::vector<TextRow> query(Poco::Data::Session& session, const std::string& sql,
                           const std::vector<SqlValue>& values = {});
/// The first row; nullopt where there is none.
std::optional<TextRow> first(Poco::Data::Session& session, const std::string& sql,
                             const std::vector<SqlValue>& values = {});
void execute(Poco::Data::Session& session, const std::string& sql, const std::vector<SqlValue>& values = {});

/// A number that stands in a cell; 0 where it is empty.
std::int64_t to_int(const std::string& cell);

}  // namespace orderbridge::jtl
