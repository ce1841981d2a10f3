// SPDX-License-Identifier: MIT
// Files with persons in them: for their owner alone, whatever the umask of the process says. What is there
// already keeps the rights that it was given (a group may be meant to read it); check() says where others
// can. Any thread.
#pragma once
#include <filesystem>
#include <orderbridge/connector.hpp>

namespace orderbridge::jtl {

/// Makes an empty file of mode 0600 where there is none; SQLite gives its -wal, -shm and -journal the same.
/// True: made. Whoever opens the file later says why it could not be made.
bool make_private(const std::filesystem::path& file) noexcept;

/// A warning of check() where others than owner and group may read the file.
void check_private(const Call& call, const Host& host, const std::filesystem::path& file);

}  // namespace orderbridge::jtl
