// SPDX-License-Identifier: MIT
// What the sink has of one order right now, for people: whether it was taken over, and its row in the sink's
// views (number of the sales order, customer, amount). Nothing of it is kept: persons' names stay where they
// belong. One thread.
#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/connect.hpp"

namespace orderbridge::pipeline {

struct SinkAnswer {
  struct Shown {
    description::Text view;                                              // its title
    std::vector<std::pair<description::ColumnInfo, std::string>> cells;  // those that say something
  };
  std::string failure;                     // why it could not be asked; empty: it could
  std::optional<connectors::Found> found;  // where it can look orders up and answered
  std::vector<Shown> rows;
  bool abandoned = false;
};

/// The views' columns are known by name: `id` holds the order's id at the shop, `order` its number there
/// (docs/views-and-actions.md). A sink that stays open for its own reasons (OB_IS_RESIDENT) is not opened a
/// second time: nothing is asked.
SinkAnswer ask_sink(const Services& services, const config::Pipeline& pipeline,
                    const journal::LedgerRow& row);

}  // namespace orderbridge::pipeline
