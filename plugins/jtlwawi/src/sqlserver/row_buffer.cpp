// SPDX-License-Identifier: MIT
#include "row_buffer.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

// Half of what a server takes: plans stay small, and nothing depends on the last parameter.
constexpr std::size_t kParameters = 1000, kRows = 250;

}  // namespace

RowBuffer::Part& RowBuffer::part(const std::string& into) {
  for (auto& part : parts_)
    if (part.into == into) return part;
  return parts_.emplace_back(Part{into, {}});
}

void RowBuffer::add(Changes&& changes) {
  for (auto& row : changes.rows) part(row.into).rows.push_back(std::move(row.values));
  for (auto& [key, update] : changes.updates) updates_[key] = std::move(update);
}

void RowBuffer::flush(Session& session) {
  for (const auto& [into, rows] : parts_)
    for (std::size_t i = 0; i < rows.size();) {
      Statement s("INSERT INTO " + into + " VALUES");
      for (std::size_t first = i; i < rows.size() && i - first < kRows; ++i) {
        if (i > first && s.values() + rows[i].values() > kParameters) break;
        s << (i > first ? ",(" : "(") << rows[i] << ")";
      }
      s.change(session);
    }
  for (const auto& [key, update] : updates_) update.change(session);
  parts_.clear();
  updates_.clear();
}

}  // namespace orderbridge::jtlwawi::sqlserver
