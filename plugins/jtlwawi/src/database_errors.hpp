// SPDX-License-Identifier: MIT
// What POCO Data's exceptions mean to an admin: one place that turns them into Errors with status, cause and
// what to do, in the host's language. What SQLite said travels as remote text, since it may quote data.
// Stateless.
#pragma once
#include <Poco/Exception.h>

#include <filesystem>
#include <orderbridge/call.hpp>

namespace orderbridge::jtlwawi {

/// Locked, full and I/O errors are OB_RETRY; a file that cannot be used is OB_BAD_CONFIG of option database.
Error database_error(const Poco::Exception& e, const std::filesystem::path& file, const Host& host);

/// True where only the row at hand is at fault and its neighbours can still be written.
bool concerns_one_row(const Poco::Exception& e) noexcept;

/// True where the same statement may succeed as soon as another connection lets go.
bool is_locked(const Poco::Exception& e) noexcept;

}  // namespace orderbridge::jtlwawi
