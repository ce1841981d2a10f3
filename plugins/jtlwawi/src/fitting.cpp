// SPDX-License-Identifier: MIT
#include "fitting.hpp"

#include <algorithm>

namespace orderbridge::jtlwawi {
std::string Field::path() const {
  std::string text = line < 0 ? std::string(prefix) : "lines/line[" + std::to_string(line + 1) + "]";
  return text.append(text.empty() ? "" : "/").append(name);
}

std::string Fitter::fit(const TableDef& def, const ColumnDef& column, std::string_view value,
                        const Field& field) {
  // Never more units than bytes, so most values are done here.
  if (column.limit == 0 || value.size() <= column.limit) return std::string(value);
  const std::size_t units = utf16_units(value);
  if (units <= column.limit) return std::string(value);

  const std::string path = field.path(), length = std::to_string(units), limit = std::to_string(column.limit),
                    where = std::string(def.name) + "." + std::string(column.name);
  if (column.fit == Fit::kReject || !cut_free_text_)
    throw OrderRejected(
        "too-long",
        say(path + " has " + length + " characters, " + where + " holds " + limit +
                "; shorten it in the shop or with a <set> step, then retry the order",
            path + " hat " + length + " Zeichen, " + where + " fasst " + limit +
                "; im Shop oder mit einem <set>-Schritt kürzen, dann die Bestellung erneut versuchen"));
  warn("too-long", path,
       say(path + " has " + length + " characters and was cut for " + where + " (" + limit + ")",
           path + " hat " + length + " Zeichen und wurde für " + where + " (" + limit + ") gekürzt"));
  return cut_visibly(value, column.limit, jtl::cut_mark(host_));
}

void Fitter::warn(std::string_view code, std::string field, std::string text) {
  const auto same = [&](const Warning& w) { return w.code == code && w.field == field; };
  if (std::any_of(warnings_.begin(), warnings_.end(), same)) return;
  warnings_.push_back({std::string(code), std::move(field), std::move(text)});
}

}  // namespace orderbridge::jtlwawi
