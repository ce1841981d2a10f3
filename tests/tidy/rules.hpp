// SPDX-License-Identifier: MIT
// What docs/architecture.md and CONTRIBUTING.md ask of the code, as rules that a machine holds. Each says
// what it found, by file and line; a rule that finds nothing returns nothing.
#pragma once
#include "source_tree.hpp"

namespace tidy {

/// A folder of host/src includes its own files and those of folders to its left in the order that
/// docs/architecture.md gives; nothing includes by way of "..".
Findings folder_order(const Tree& tree);

/// What the operating system offers is asked for in host/src/platform only; a plugin has one file for it.
Findings system_headers(const Tree& tree);

/// SQL of the host stands in host/src/journal.
Findings sql_in_journal_only(const Tree& tree);

/// No function of the product is longer than 60 lines.
Findings function_length(const Tree& tree);

/// A header says in its first lines what it is for, before anything else.
Findings opening_sentences(const Tree& tree);

/// A file that a document names is there.
Findings names_in_docs(const Tree& tree);

/// One name, one thing: no two classes of host/src are called the same.
Findings class_names(const Tree& tree);

/// No bare true or false among the values of an initialiser: `.required = true` can be read.
Findings positional_flags(const Tree& tree);

/// Texts for people say "1 order" and "2 orders", never "order(s)".
Findings counted_nouns(const Tree& tree);

}  // namespace tidy
