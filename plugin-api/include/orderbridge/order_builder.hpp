// SPDX-License-Identifier: MIT
// OrderBuilder: an ob_order whose strings and lists stay alive until clear(), so rule R2 is met without
// thinking. Use one builder over and over: clear() keeps the memory. One thread at a time.
//
//   builder.clear();
//   auto& o = builder.order();
//   o.head.id = builder.keep(id);
//   builder.billing().city = builder.keep(city);
//   builder.add_line(OB_LINE_PRODUCT).sku = builder.keep(sku);
//   sink.emit(builder.finish(), &row);
#pragma once
#include <deque>
#include <memory>
#include <string_view>
#include <vector>

#include "text.hpp"

namespace orderbridge {

class OrderBuilder {
 public:
  OrderBuilder() { clear(); }
  OrderBuilder(const OrderBuilder&) = delete;
  OrderBuilder& operator=(const OrderBuilder&) = delete;

  void clear() {
    block_ = 0;
    used_ = 0;
    lines_.clear();
    line_pointers_.clear();
    extras_.clear();
    warnings_.clear();
    warning_pointers_.clear();
    order_ = ob_order{};
    order_.head.size = sizeof(ob_order);
    order_.head.kind = OB_KIND_ORDER;
    order_.ordered_at = order_.changed_at = order_.paid_at = OB_NO_TIME;
    billing_ = shipping_ = ob_address{};
    billing_.size = shipping_.size = sizeof(ob_address);
  }

  ob_order& order() noexcept { return order_; }
  /// Makes the address part of the order.
  ob_address& billing() noexcept { return order_.billing = &billing_, billing_; }
  ob_address& shipping() noexcept { return order_.shipping = &shipping_, shipping_; }
  /// Valid until clear(), also when more lines follow.
  ob_line& add_line(std::uint32_t type) {
    auto& line = lines_.emplace_back();
    line.size = sizeof(ob_line);
    line.type = type;
    return line;
  }
  std::size_t line_count() const noexcept { return lines_.size(); }
  ob_line& line(std::size_t index) { return lines_[index]; }
  void add_extra(std::string_view name, std::string_view value, bool personal = true) {
    extras_.push_back(
        {keep(name), keep(value), personal ? 0u : static_cast<std::uint32_t>(OB_EXTRA_NOT_PERSONAL), 0});
  }
  void warn(std::string_view code, std::string_view field, std::string_view text) {
    warnings_.push_back({sizeof(ob_warning), 0, keep(code), keep(field), keep(text)});
  }

  /// A copy of the text that lives until clear().
  ob_str keep(std::string_view text) {
    if (text.empty()) return {"", 0};
    char* to = allocate(text.size());
    std::memcpy(to, text.data(), text.size());
    return {to, text.size()};
  }

  const ob_record& finish() {
    line_pointers_.clear();
    for (const auto& line : lines_) line_pointers_.push_back(&line);
    warning_pointers_.clear();
    for (const auto& warning : warnings_) warning_pointers_.push_back(&warning);
    order_.lines = line_pointers_.data();
    order_.line_count = line_pointers_.size();
    order_.extras = extras_.data();
    order_.extra_count = extras_.size();
    order_.warnings = warning_pointers_.data();
    order_.warning_count = warning_pointers_.size();
    return order_.head;
  }

 private:
  static constexpr std::size_t kBlock = 16 * 1024;
  struct Block {
    std::unique_ptr<char[]> memory;
    std::size_t size;
  };
  char* allocate(std::size_t size) {
    while (block_ < blocks_.size() && blocks_[block_].size - used_ < size) ++block_, used_ = 0;
    if (block_ == blocks_.size()) {
      const std::size_t bytes = size > kBlock ? size : kBlock;
      blocks_.push_back({std::make_unique<char[]>(bytes), bytes});
    }
    char* memory = blocks_[block_].memory.get() + used_;
    used_ += size;
    return memory;
  }

  std::vector<Block> blocks_;
  std::size_t block_ = 0, used_ = 0;
  ob_order order_{};
  ob_address billing_{}, shipping_{};
  std::deque<ob_line> lines_;
  std::vector<const ob_line*> line_pointers_;
  std::vector<ob_extra> extras_;
  std::deque<ob_warning> warnings_;
  std::vector<const ob_warning*> warning_pointers_;
};

}  // namespace orderbridge
