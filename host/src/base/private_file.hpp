// SPDX-License-Identifier: MIT
// Files and folders with personal data: for their owner alone, whatever the umask says. What is there already
// keeps its rights: a group may be meant to read it. Any thread.
#pragma once
#include <string>
#include <string_view>

namespace orderbridge {

/// An empty file of mode 0600 where there is none; SQLite gives its -wal and -shm the same. Whoever opens it
/// later says why it could not be made.
void make_private_file(const std::string& path) noexcept;
/// The missing folders of a path, 0700.
void make_private_folders(const std::string& path);
/// Replaces what stands in a file; a regular one becomes 0600. False: see errno.
bool write_private_file(const std::string& path, std::string_view text) noexcept;
/// May others than owner and group open it?
bool is_open_to_others(const std::string& path) noexcept;

}  // namespace orderbridge
