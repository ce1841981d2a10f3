// SPDX-License-Identifier: MIT
// What a power cut does to the databases in a folder: writes since the last fsync are lost, wholly or in
// part, as the shim's undo logs say (shim/undo_format.hpp). Called by tests while nothing has the files open.
// The same seed and logs give the same loss. Throws std::runtime_error where files cannot be read or written.
#pragma once
#include <cstdint>
#include <filesystem>

namespace crash {

/// Where the shim keeps its undo logs for databases in `folder`: the value of OB_CRASH_UNDO.
std::filesystem::path undo_folder(const std::filesystem::path& folder);

struct PowerCut {
  int files = 0;   // that had un-synced writes
  int writes = 0;  // un-synced ones
  int lost = 0;    // parts of 512 bytes, and sizes, that went back to an earlier state
};

enum class Loss {
  kAll,     // everything that was not synced
  kSome,    // each 512-byte sector, and each file's size, stops at a state of its own
  kEither,  // the seed chooses
};

/// Rolls back, deletes the -shm files, and starts the undo logs anew: what is left is on the disk now.
PowerCut apply_power_cut(const std::filesystem::path& folder, std::uint64_t seed, Loss loss = Loss::kEither);

}  // namespace crash
