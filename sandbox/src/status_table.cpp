// SPDX-License-Identifier: MIT
// See status_table.hpp. File: tab separated id, name, position, group, sendMail, description; first line is a
// head.
#include "status_table.hpp"

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "raw_json.hpp"

namespace orderbridge::sandbox {

StatusTable::StatusTable(const std::string& file, bool with_description) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error("cannot read " + file + ": is the sandbox's data folder complete?");
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    std::istringstream columns(line);
    std::string id, name, position, group, mail, description;
    for (auto* column : {&id, &name, &position, &group, &mail, &description})
      std::getline(columns, *column, '\t');
    std::string json = "{\"id\":" + id + ",\"name\":" + json_text(name);
    if (with_description) json += ",\"description\":" + json_text(description);
    json += ",\"position\":" + position + ",\"group\":" + json_text(group) + ",\"sendMail\":" + mail + "}";
    rows_[std::stol(id)] = {group == "state" ? StatusGroup::kState : StatusGroup::kPayment, std::move(json)};
  }
}

bool StatusTable::has(StatusGroup group, long id) const {
  const auto row = rows_.find(id);
  return row != rows_.end() && row->second.group == group;
}

const std::string& StatusTable::object(long id) const {
  static const std::string kNull = "null";
  const auto row = rows_.find(id);
  return row == rows_.end() ? kNull : row->second.json;
}

}  // namespace orderbridge::sandbox
