// SPDX-License-Identifier: MIT
// Views for people: what a connection offers, a table with its footer, a detail with its sections. Pure but
// for the terminal's width.
#pragma once
#include <string>

#include "cli/offers.hpp"
#include "connectors/view_data.hpp"

namespace orderbridge::cli {

/// Views and actions with what may be said to them; empty where a connector has none.
std::string offered_text(const description::ConnectorInfo& info);
std::string offer_text(const Offer& offer);
std::string table_text(const description::ViewInfo& view, const connectors::Query& query,
                       const connectors::QueryResult& result);
/// The result has its row.
std::string detail_text(const description::ViewInfo& view, const connectors::QueryResult& result);
}  // namespace orderbridge::cli
