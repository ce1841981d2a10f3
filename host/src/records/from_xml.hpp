// SPDX-License-Identifier: MIT
// The way back from to_xml(): canonical XML, as dead letters keep it and people edit it, becomes a record.
// Checked whole against the field table, all mistakes at once. No DTD, no entities, no network. Pure, any
// thread.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "orderbridge/connector_abi.h"
#include "records/arena.hpp"
#include "records/copy.hpp"

namespace orderbridge::records {

/// One thing that is wrong with a record's XML.
struct XmlMistake {
  int line = 0;
  std::string text;  // what is wrong and, where it helps, what would be right
};

/// The text is no record; what() names every mistake with its line.
struct BadXml : BadRecord {
  BadXml(const std::string& text, std::vector<XmlMistake> all) : BadRecord(text), mistakes(std::move(all)) {}
  std::vector<XmlMistake> mistakes;
};

/// A host-owned record in the arena, as copy_record() makes it. Warnings do not come back: they were said
/// when the record was emitted. Throws BadXml, also for masked values ("***").
ob_record* from_xml(std::string_view xml, Arena& arena);

}  // namespace orderbridge::records
