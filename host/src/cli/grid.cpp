// SPDX-License-Identifier: MIT
#include "cli/grid.hpp"

#include <algorithm>
#include <numeric>

namespace orderbridge::cli {

namespace {

constexpr std::size_t kGap = 2, kNarrowest = 6;

std::vector<std::size_t> natural_widths(const std::vector<GridColumn>& columns,
                                        const std::vector<TableRow>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& column : columns) widths.push_back(width_of(column.title));
  for (const auto& row : rows)
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  return widths;
}

/// Takes from the widest column that may be cut until all fit, or nothing is left to take.
void fit(std::vector<std::size_t>& widths, const std::vector<GridColumn>& columns, std::size_t room) {
  auto total = std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
  for (; total > room; --total) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < widths.size(); ++i)
      if (!columns[i].whole && widths[i] > kNarrowest && (!widest || widths[i] > *widest))
        widest = &widths[i];
    if (!widest) return;
    --*widest;
  }
}

std::string line(const std::vector<GridColumn>& columns, const TableRow& cells,
                 const std::vector<std::size_t>& widths) {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto cell = cut_to_width(cells[i], widths[i]);
    const std::string padding(widths[i] - width_of(cell), ' ');
    text += i == 0 ? "" : std::string(kGap, ' ');
    text += columns[i].right ? padding + cell : cell + padding;
  }
  text.erase(text.find_last_not_of(' ') + 1);
  return text;
}

}  // namespace

std::string grid(const std::vector<GridColumn>& columns, const std::vector<TableRow>& rows, std::size_t width,
                 std::size_t indent) {
  if (columns.empty()) return {};
  auto widths = natural_widths(columns, rows);
  const auto room = width > indent ? width - indent : 0;
  fit(widths, columns, room);
  TableRow titles;
  for (const auto& column : columns) titles.push_back(column.title);
  std::string text;
  const auto add = [&](const TableRow& cells) {
    text += std::string(indent, ' ') + cut_to_width(line(columns, cells, widths), room) + "\n";
  };
  add(titles);
  for (const auto& row : rows) add(row);
  return text;
}

}  // namespace orderbridge::cli
