// SPDX-License-Identifier: MIT
// The journal in one SQLite file: WAL, synchronous=FULL, one writing connection and one reading connection,
// each behind its own lock, so that a fetching thread asks the ledger while a batch is being committed.
#pragma once
#include <memory>
#include <string>

#include "journal/journal.hpp"

namespace orderbridge::journal {

/// Opens or creates the file (its folder must exist or be creatable). Throws JournalError.
std::unique_ptr<Journal> open_sqlite_journal(const std::string& file);

/// Remembers nothing: for `tap`, which must leave no trace, and for measuring what the journal costs.
std::unique_ptr<Journal> make_null_journal();

}  // namespace orderbridge::journal
