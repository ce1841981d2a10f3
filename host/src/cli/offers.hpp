// SPDX-License-Identifier: MIT
// What a connection offers, found by the words of the command line. All functions throw UserError (wrong
// usage) that names what there is.
#pragma once
#include <string>
#include <utility>

#include "cli/load.hpp"

namespace orderbridge::cli {

struct Offer {
  const config::Connection& connection;
  const description::ConnectorInfo& info;
};

Offer offer_of(const Loaded& loaded, const std::string& connection);
const description::ViewInfo& view_of(const Offer& offer, const std::string& id);
const description::ActionInfo& action_of(const Offer& offer, const std::string& id);
/// The column, where it has the flag (OB_COLUMN_SORTABLE, OB_COLUMN_FILTER).
const description::ColumnInfo& column_of(const description::ViewInfo& view, const std::string& id,
                                         std::uint32_t flag);
/// "NAME=VALUE" at its first '='; `option` names the option it came with.
std::pair<std::string, std::string> name_and_value(const std::string& option, const std::string& text);

}  // namespace orderbridge::cli
