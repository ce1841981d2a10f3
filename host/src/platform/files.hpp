// SPDX-License-Identifier: MIT
// Files as the operating system keeps them: who may read them, what is durable. Files and folders with
// personal data are for their owner alone, whatever the umask says; what is there already keeps its rights: a
// group may be meant to read it. Any thread.
#pragma once
#include <string>
#include <string_view>

namespace orderbridge::platform {

/// An empty file of mode 0600 where there is none; SQLite gives its -wal and -shm the same. Whoever opens it
/// later says why it could not be made.
void make_private_file(const std::string& path) noexcept;
/// The missing folders of a path, 0700.
void make_private_folders(const std::string& path);
/// Replaces what stands in a file; a regular one becomes 0600. False: see errno.
bool write_private_file(const std::string& path, std::string_view text) noexcept;
/// An empty file with the rights of another one; 0600 where that cannot be asked. One that is there already
/// is an error. Empty, or why it cannot be made.
std::string make_file_like(const std::string& path, const std::string& model);

/// May others than owner and group open it?
bool is_open_to_others(const std::string& path) noexcept;
/// May others than owner and group write it?
bool is_writable_by_others(const std::string& path) noexcept;

/// Makes durable what was written to a file, or a folder's list of names. Empty, or why it cannot be.
std::string make_durable(const std::string& file_or_folder);

}  // namespace orderbridge::platform
