// SPDX-License-Identifier: MIT
// Files as the operating system keeps them: all that the JTL connectors ask of it there. Files with persons
// in them are for their owner alone, whatever the umask of the process says; what is there already keeps the
// rights that it was given (a group may be meant to read it). Functions that can fail say why, in the
// system's words; empty: done. Any thread.
#pragma once
#include <filesystem>
#include <orderbridge/connector.hpp>
#include <string>

namespace orderbridge::jtl {

/// Makes an empty file of mode 0600 where there is none; SQLite gives its -wal, -shm and -journal the same.
/// True: made. Whoever opens the file later says why it could not be made.
bool make_private(const std::filesystem::path& file) noexcept;

/// As make_private, with the rights of `model` where they can be asked.
std::string make_like(const std::filesystem::path& file, const std::filesystem::path& model);

/// Replaces the file's content; on the disk when it returns. `mode`: its rights (0600 ...), whatever the
/// umask.
std::string write_durably(const std::filesystem::path& file, std::string_view bytes, unsigned mode);

/// Makes what was written to a file, or a folder's list of names, durable.
std::string make_durable(const std::filesystem::path& file_or_folder);

/// Gives `from` the name `to`, where nothing has it: `taken` says so. On shares that cannot do this in one
/// step another program could come between.
std::string rename_new(const std::filesystem::path& from, const std::filesystem::path& to, bool& taken);

/// A warning of check() where others than owner and group may read the file.
void check_private(const Call& call, const Host& host, const std::filesystem::path& file);

}  // namespace orderbridge::jtl
