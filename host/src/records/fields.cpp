// SPDX-License-Identifier: MIT
#include "records/fields.hpp"

#include <array>

#include "orderbridge/record_fields.h"

namespace orderbridge::records {

namespace {

namespace kind {
constexpr auto STR = FieldKind::kText, DEC = FieldKind::kDecimal, TIME = FieldKind::kTime,
               INT = FieldKind::kInt;
}
namespace personal {
constexpr bool PERSONAL = true, PUBLIC = false;
}
namespace version {
constexpr auto NONE = FieldVersion::kNone, CONTENT = FieldVersion::kContent, PAYMENT = FieldVersion::kPayment;
}

#define OB_FIELD(type, member, path, k, p, v) \
  Field{path, kind::k, personal::p, version::v, offsetof(type, member), sizeof(type::member)},
#define OB_ORDER_FIELD(member, path, k, p, v) OB_FIELD(ob_order, member, path, k, p, v)
#define OB_ADDRESS_FIELD(member, path, k, p, v) OB_FIELD(ob_address, member, path, k, p, v)
#define OB_LINE_FIELD(member, path, k, p, v) OB_FIELD(ob_line, member, path, k, p, v)
#define OB_STATUS_FIELD(member, path, k, p, v) OB_FIELD(ob_status_update, member, path, k, p, v)
#define OB_DELIVERY_FIELD(member, path, k, p, v) OB_FIELD(ob_delivery, member, path, k, p, v)

constexpr Field kOrder[] = {OB_ORDER_FIELDS(OB_ORDER_FIELD)};
constexpr Field kAddress[] = {OB_ADDRESS_FIELDS(OB_ADDRESS_FIELD)};
constexpr Field kLine[] = {OB_LINE_FIELDS(OB_LINE_FIELD)};
constexpr Field kStatus[] = {OB_STATUS_FIELDS(OB_STATUS_FIELD)};
constexpr Field kDelivery[] = {OB_DELIVERY_FIELDS(OB_DELIVERY_FIELD)};

constexpr std::array<std::string_view, 9> kLineTypes{
    "other", "product", "shipping", "voucher", "discount", "surcharge", "gift", "bundle", "other"};

}  // namespace

std::span<const Field> order_fields() noexcept {
  return kOrder;
}
std::span<const Field> address_fields() noexcept {
  return kAddress;
}
std::span<const Field> line_fields() noexcept {
  return kLine;
}
std::span<const Field> status_fields() noexcept {
  return kStatus;
}
std::span<const Field> delivery_fields() noexcept {
  return kDelivery;
}

const Field* order_field(std::string_view path) noexcept {
  for (const auto& field : kOrder)
    if (field.path == path) return &field;
  return nullptr;
}

std::string_view line_type_name(std::uint32_t type) noexcept {
  return type < kLineTypes.size() ? kLineTypes[type] : kLineTypes[0];
}

}  // namespace orderbridge::records
