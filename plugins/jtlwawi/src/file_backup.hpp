// SPDX-License-Identifier: MIT
// The copy that an update of the embedded file leaves beside it: wawi.db.v2-20261126T141500.backup (its
// version, UTC). To go back: end all hosts, put the copy in the file's place and remove its -wal and -shm.
#pragma once
#include <Poco/Data/Session.h>

#include <cstdint>
#include <filesystem>
#include <orderbridge/call.hpp>

namespace orderbridge::jtlwawi {

/// Whole and on the disk when it returns. Throws Error where it cannot be made: then nothing must be changed.
void back_up(Poco::Data::Session& session, const std::filesystem::path& file, std::int64_t version,
             const Host& host);
/// Deletes copies that are older than 30 days.
void delete_old_backups(const std::filesystem::path& file) noexcept;

}  // namespace orderbridge::jtlwawi
