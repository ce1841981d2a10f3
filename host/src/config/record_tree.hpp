// SPDX-License-Identifier: MIT
// The elements of a record's XML view as a tree of names, so that paths can be checked without a record.
// Built once from record_fields.h; mirrors records/xml_view.cpp, and a test holds both together. Constant,
// any thread.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace orderbridge::config {

enum class FieldType { kNone /* holds elements */, kText, kDecimal, kTime, kInt };

struct RecordElement {
  std::string name;  // empty: the document itself
  FieldType type = FieldType::kNone;
  bool settable = false;  // set and lookup may change it
  std::vector<std::string> attributes;
  const RecordElement* parent = nullptr;
  std::vector<std::unique_ptr<RecordElement>> children;

  const RecordElement* child(std::string_view child_name) const;
  /// All below it, in document order.
  std::vector<const RecordElement*> descendants() const;
  /// "order/billing/country"
  std::string path() const;
};

/// The document of a record kind, OB_KIND_ORDER or OB_KIND_STATUS; its one child is "order" or "status".
const RecordElement& record_tree(std::uint32_t kind);

/// The field that set and lookup name: "payment/method", also written "order/payment/method". Null: there is
/// none.
const RecordElement* order_field(std::string_view path);
/// The paths of all fields of an order that set and lookup can name.
std::vector<std::string> order_field_paths();

}  // namespace orderbridge::config
