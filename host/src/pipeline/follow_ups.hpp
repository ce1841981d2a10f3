// SPDX-License-Identifier: MIT
// What follows from a fate beside the ledger's row: what the shop is to be told, the line of history it is
// worth, and whether a staged order deserves a closer look. Pure, like transitions.hpp; used by reader and
// writer.
#pragma once
#include <optional>

#include "journal/event.hpp"
#include "journal/outbox.hpp"
#include "pipeline/transitions.hpp"

namespace orderbridge::pipeline {

/// A staged order that the list shows in another state than before, though it is no longer selected: worth a
/// second look by key. `wish`: what the shop was told of it, whose effect is no news.
bool is_worth_a_closer_look(const journal::LedgerRow& known, const ListedRow& row,
                            const std::optional<journal::Wish>& wish);
/// Told and confirmed before this run began, and now listed in a state that was to be replaced: a person did
/// it.
bool is_reopened(const journal::Wish& wish, const ListedRow& row, const RunFacts& facts);

/// What the shop is to be told of it; nullopt: nothing (new).
std::optional<journal::Wish> wish_of(const Entry& entry, const Decision& decision, const RunFacts& facts);
/// The line of history that the decision is worth; nullopt where nothing of interest changed.
std::optional<journal::Event> event_of(const Entry& entry, const Decision& decision, const RunFacts& facts);

}  // namespace orderbridge::pipeline
