// SPDX-License-Identifier: MIT
// Reading and writing one field of an order by its path, for set and lookup: "payment/method",
// "billing/city". Values are text here; amounts stay exact because they are copied as decimals or parsed from
// a literal. Pure, one thread.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "orderbridge/connector_abi.h"
#include "records/arena.hpp"
#include "records/fields.hpp"

namespace orderbridge::steps {

/// A field inside one order; base is the order or one of its addresses.
struct FieldRef {
  void* base = nullptr;
  const records::Field* field = nullptr;
};

/// Finds the field; nullopt where the path names none, or the order has no such address.
std::optional<FieldRef> find_field(ob_order& order, std::string_view path);
/// Its value as text; nullopt where it is absent.
std::optional<std::string> read_field(const FieldRef& ref);
/// Sets it from text. Throws std::invalid_argument where the text does not fit the field's kind.
void write_field(const FieldRef& ref, std::string_view text, records::Arena& arena);

}  // namespace orderbridge::steps
