// SPDX-License-Identifier: MIT
// One entry of an undo log: what a write or truncation will overwrite, put down before it happens. The shim
// writes them, power_cut.cpp reads them. A log is named after the file's inode ("4711.undo") and holds what
// was written since the last fsync; a torn last entry belongs to a write that had not begun. No C++ runtime
// in here.
#pragma once
#include <stddef.h>
#include <stdint.h>

namespace crash {

inline constexpr uint64_t kUndoMagic = 0x4f42554e444f3031;  // "OBUNDO01"

struct UndoEntry {
  uint64_t magic;
  uint64_t offset;      // of the change
  uint64_t new_length;  // bytes that are written there; 0 for a truncation
  uint64_t old_length;  // bytes that stood there before and follow this entry
  uint64_t old_size, new_size;
  uint64_t checksum;  // over this entry with checksum 0, and the old bytes
};

/// FNV-1a, to be continued with the result of the part before.
inline uint64_t checksum_of(const void* bytes, size_t count, uint64_t sum = 0xcbf29ce484222325) {
  const unsigned char* at = static_cast<const unsigned char*>(bytes);
  for (size_t i = 0; i < count; ++i) sum = (sum ^ at[i]) * 0x100000001b3;
  return sum;
}

}  // namespace crash
