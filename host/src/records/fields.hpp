// SPDX-License-Identifier: MIT
// The table of record_fields.h as C++ values: where each field lies in its struct, what it is called, what it
// belongs to. Everything that copies, hashes, shows or masks a record walks these arrays. Constant data, any
// thread.
#pragma once
#include <cstddef>
#include <span>
#include <string_view>

#include "orderbridge/connector_abi.h"

namespace orderbridge::records {

enum class FieldKind { kText, kDecimal, kTime, kInt };
enum class FieldVersion { kNone, kContent, kPayment };

struct Field {
  std::string_view path;  // below the struct's own element, e.g. "payment/method"
  FieldKind kind;
  bool personal;
  FieldVersion version;
  std::size_t offset;
  std::size_t size;
};

std::span<const Field> order_fields() noexcept;
std::span<const Field> address_fields() noexcept;
std::span<const Field> line_fields() noexcept;
std::span<const Field> status_fields() noexcept;
std::span<const Field> delivery_fields() noexcept;

/// The field of an order with this path; nullptr where there is none.
const Field* order_field(std::string_view path) noexcept;

template <class T>
const T& at(const void* base, const Field& field) noexcept {
  return *reinterpret_cast<const T*>(static_cast<const char*>(base) + field.offset);
}
template <class T>
T& at(void* base, const Field& field) noexcept {
  return *reinterpret_cast<T*>(static_cast<char*>(base) + field.offset);
}

/// "product", "shipping" ... and back; "other" and OB_LINE_OTHER for what is unknown.
std::string_view line_type_name(std::uint32_t type) noexcept;

}  // namespace orderbridge::records
