// SPDX-License-Identifier: MIT
// Reads what a connector says of its views and actions (extension "orderbridge.views/1"). Asks the connector
// for its table, which is the one foreign function that reading a description calls: in the probe child
// first.
#pragma once
#include <string>
#include <vector>

#include "connectors/table_reader.hpp"
#include "orderbridge/views.h"

namespace orderbridge::connectors {

/// The connector's table; null where it has none.
const ob_views_v1* views_of(const ob_connector& connector);
/// Fills in `info.views` and `info.actions`; problems go to the reader.
void read_views(const ob_connector& connector, description::ConnectorInfo& info, TableReader& reader);
/// Columns of a view, or of a section of a detail.
std::vector<description::ColumnInfo> read_columns(const ob_column* const* table, std::size_t count,
                                                  const std::string& where, TableReader& reader);

}  // namespace orderbridge::connectors
