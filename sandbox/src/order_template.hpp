// SPDX-License-Identifier: MIT
// One recorded order, cut once into pieces so that a clone is a walk over pieces: text, and slots for the
// order's id, its number and its line ids. Immutable after loading; every order of the store points to one
// template.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shop_version.hpp"
#include "status_table.hpp"

namespace orderbridge::sandbox {

enum class Slot : std::uint8_t { kText, kOrderId, kNumber, kLineId };

struct Piece {
  Slot slot;
  std::string_view text;     // the recorded bytes
  std::int64_t line_id = 0;  // the recorded line id of a kLineId slot
};

struct Field {
  std::string_view key;
  std::string_view raw;
  std::vector<Piece> pieces;
};

struct OrderTemplate {
  OrderTemplate() = default;
  OrderTemplate(const OrderTemplate&) = delete;  // the views point into the texts below
  OrderTemplate& operator=(const OrderTemplate&) = delete;

  std::int64_t id = 0;
  std::size_t index = 0;
  std::string row_text;
  std::string detail_text;
  bool recorded = true;       // false: the detail answered 404 and is made up from the row and another order
  std::vector<Field> row;     // as in the list
  std::vector<Field> detail;  // as in the detail answer
  bool importable = false;    // open, complete, sums fit: worth cloning

  const Field* row_field(std::string_view key) const;
  const Field* detail_field(std::string_view key) const;
};

using Templates = std::vector<std::unique_ptr<const OrderTemplate>>;  // by id, ascending

// Throws std::runtime_error if the folder is not the sandbox's data folder.
Templates load_templates(const std::string& data_dir, const ShopVersion& version,
                         const StatusTable& statuses);

}  // namespace orderbridge::sandbox
