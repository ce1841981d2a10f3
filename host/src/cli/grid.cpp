// SPDX-License-Identifier: MIT
#include "cli/grid.hpp"

#include <algorithm>
#include <numeric>

namespace orderbridge::cli {

namespace {

constexpr std::size_t kGap = 2, kNarrowest = 6;
constexpr std::size_t kReadable = 16;  // a text that is cut shorter says little

std::vector<std::size_t> natural_widths(const std::vector<GridColumn>& columns,
                                        const std::vector<TableRow>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& column : columns) widths.push_back(width_of(column.title));
  for (const auto& row : rows)
    for (std::size_t i = 0; i < widths.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  return widths;
}

std::size_t total_of(const std::vector<std::size_t>& widths) {
  return std::accumulate(widths.begin(), widths.end(), kGap * (widths.size() - 1));
}

/// Takes from the widest column that may be cut until all fit, or nothing is left to take.
void fit(std::vector<std::size_t>& widths, const std::vector<GridColumn>& columns, std::size_t room) {
  for (auto total = total_of(widths); total > room; --total) {
    std::size_t* widest = nullptr;
    for (std::size_t i = 0; i < widths.size(); ++i)
      if (!columns[i].whole && widths[i] > kNarrowest && (!widest || widths[i] > *widest))
        widest = &widths[i];
    if (!widest) return;
    --*widest;
  }
}

/// Which columns stay: minor ones go, the last first, until all others can be read.
std::vector<bool> chosen(std::vector<std::size_t> widths, const std::vector<GridColumn>& columns,
                         std::size_t room) {
  for (std::size_t i = 0; i < widths.size(); ++i)
    if (!columns[i].whole) widths[i] = std::min(widths[i], kReadable);
  std::vector<bool> stays(columns.size(), true);
  auto total = total_of(widths);
  for (std::size_t i = columns.size(); i-- > 0 && total > room;) {
    if (!columns[i].minor) continue;
    stays[i] = false;
    total -= widths[i] + kGap;
  }
  return stays;
}

template <class T>
std::vector<T> kept(const std::vector<T>& all, const std::vector<bool>& stays) {
  std::vector<T> some;
  for (std::size_t i = 0; i < all.size(); ++i)
    if (stays[i]) some.push_back(all[i]);
  return some;
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

std::string grid(const std::vector<GridColumn>& all, const std::vector<TableRow>& rows, std::size_t width,
                 std::size_t indent, std::vector<std::string>* left_out) {
  if (all.empty()) return {};
  const auto room = width > indent ? width - indent : 0;
  auto widths = natural_widths(all, rows);
  const auto stays = chosen(widths, all, room);
  for (std::size_t i = 0; left_out && i < all.size(); ++i)
    if (!stays[i]) left_out->push_back(all[i].title);
  const auto columns = kept(all, stays);
  widths = kept(widths, stays);
  fit(widths, columns, room);
  TableRow titles;
  for (const auto& column : columns) titles.push_back(column.title);
  std::string text;
  const auto add = [&](const TableRow& cells) {
    text += std::string(indent, ' ') + cut_to_width(line(columns, cells, widths), room) + "\n";
  };
  add(titles);
  for (const auto& row : rows) add(kept(row, stays));
  return text;
}

}  // namespace orderbridge::cli
