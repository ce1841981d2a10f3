// SPDX-License-Identifier: MIT
// Views for programs. The shapes are promised in docs/views-and-actions.md: fields are added, none is
// renamed. Every value of a row is a string as the connector gave it (amounts, too), or null where it gave
// none. Pure.
#pragma once
#include <string>

#include "cli/offers.hpp"
#include "connectors/view_data.hpp"

namespace orderbridge::cli {

std::string offer_json(const Offer& offer);
std::string table_json(const Offer& offer, const description::ViewInfo& view, const connectors::Query& query,
                       const connectors::QueryResult& result);
std::string detail_json(const Offer& offer, const description::ViewInfo& view, const connectors::Query& query,
                        const connectors::QueryResult& result);

}  // namespace orderbridge::cli
