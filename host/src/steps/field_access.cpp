// SPDX-License-Identifier: MIT
#include "steps/field_access.hpp"

#include <charconv>
#include <stdexcept>

#include "base/clock.hpp"
#include "base/language.hpp"
#include "orderbridge/decimal.hpp"
#include "orderbridge/text.hpp"

namespace orderbridge::steps {

namespace {

const records::Field* by_path(std::span<const records::Field> table, std::string_view path) {
  for (const auto& field : table)
    if (field.path == path) return &field;
  return nullptr;
}

[[noreturn]] void does_not_fit(std::string_view path, std::string_view kind) {
  throw std::invalid_argument(
      tr("the value does not fit the field {} ({})", "Der Wert passt nicht zum Feld {} ({})", path, kind));
}

}  // namespace

std::optional<FieldRef> find_field(ob_order& order, std::string_view path) {
  if (path.starts_with("order/")) path.remove_prefix(6);
  for (const auto& [prefix, address] :
       {std::pair<std::string_view, const ob_address*>{"billing/", order.billing},
        {"shipping/", order.shipping}}) {
    if (!path.starts_with(prefix)) continue;
    const auto* field = by_path(records::address_fields(), path.substr(prefix.size()));
    if (!field || !address) return std::nullopt;
    return FieldRef{const_cast<ob_address*>(address), field};  // the host's own copy, made by copy_record()
  }
  const auto* field = records::order_field(path);
  if (!field) return std::nullopt;
  return FieldRef{&order, field};
}

std::optional<std::string> read_field(const FieldRef& ref) {
  using records::at, records::FieldKind;
  switch (ref.field->kind) {
    case FieldKind::kText: {
      const auto& text = at<ob_str>(ref.base, *ref.field);
      return present(text) ? std::optional(copy(text)) : std::nullopt;
    }
    case FieldKind::kDecimal: {
      const auto value = Decimal::from_abi(at<ob_decimal>(ref.base, *ref.field));
      return value ? std::optional(value->to_string()) : std::nullopt;
    }
    case FieldKind::kTime: {
      const auto time = at<ob_time>(ref.base, *ref.field);
      return time == OB_NO_TIME ? std::nullopt : std::optional(format_utc(time));
    }
    case FieldKind::kInt:
      return std::to_string(at<std::int32_t>(ref.base, *ref.field));
  }
  return std::nullopt;
}

void write_field(const FieldRef& ref, std::string_view text, records::Arena& arena) {
  using records::at, records::FieldKind;
  switch (ref.field->kind) {
    case FieldKind::kText:
      at<ob_str>(ref.base, *ref.field) = arena.keep(text);
      return;
    case FieldKind::kDecimal: {
      std::optional<Decimal> value;
      try {
        value = Decimal::parse(text);
      } catch (const DecimalError&) {
      }
      if (!value) does_not_fit(ref.field->path, "decimal");
      at<ob_decimal>(ref.base, *ref.field) = value->to_abi();
      return;
    }
    case FieldKind::kInt: {
      std::int32_t number = 0;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (error != std::errc() || end != text.data() + text.size()) does_not_fit(ref.field->path, "int");
      at<std::int32_t>(ref.base, *ref.field) = number;
      return;
    }
    case FieldKind::kTime:
      does_not_fit(ref.field->path, "time");
  }
}

}  // namespace orderbridge::steps
