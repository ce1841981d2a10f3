// SPDX-License-Identifier: MIT
// Arena: bump memory for the records of one batch; everything in it dies with clear(). clear() keeps one
// block, so a steady flow of batches allocates nothing. One thread at a time.
#pragma once
#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

#include "orderbridge/connector_abi.h"

namespace orderbridge::records {

class Arena {
 public:
  void* allocate(std::size_t size, std::size_t alignment = alignof(std::max_align_t)) {
    std::size_t start = (used_ + alignment - 1) & ~(alignment - 1);
    if (blocks_.empty() || start + size > blocks_.back().size) {
      blocks_.push_back(
          {std::make_unique<char[]>(size > kBlock ? size : kBlock), size > kBlock ? size : kBlock});
      start = 0;
    }
    used_ = start + size;
    total_ += size;
    return blocks_.back().memory.get() + start;
  }
  template <class T>
  T* array(std::size_t count) {
    return count == 0 ? nullptr : static_cast<T*>(allocate(sizeof(T) * count, alignof(T)));
  }
  /// Absent stays absent, empty stays empty.
  ob_str keep(ob_str text) {
    if (!text.data || text.size == 0) return text.data ? ob_str{"", 0} : ob_str{nullptr, 0};
    char* to = static_cast<char*>(allocate(text.size, 1));
    std::memcpy(to, text.data, text.size);
    return {to, text.size};
  }
  ob_str keep(std::string_view text) { return keep(ob_str{text.data() ? text.data() : "", text.size()}); }

  std::size_t bytes() const noexcept { return total_; }
  void clear() {
    if (blocks_.size() > 1) blocks_.erase(blocks_.begin(), blocks_.end() - 1);
    if (!blocks_.empty() && blocks_.back().size > kBlock) blocks_.clear();
    used_ = total_ = 0;
  }

 private:
  static constexpr std::size_t kBlock = 256 * 1024;
  struct Block {
    std::unique_ptr<char[]> memory;
    std::size_t size;
  };
  std::vector<Block> blocks_;
  std::size_t used_ = 0, total_ = 0;
};

}  // namespace orderbridge::records
