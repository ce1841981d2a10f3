// SPDX-License-Identifier: MIT
// The thousand orders into a sink, and what is reported of each.
#pragma once
#include <functional>

#include "fake_host.hpp"
#include "thousand_orders.hpp"

namespace ob_test {

/// In batches. Of each order: reported once; taken with exactly these warnings, or refused as it must be.
/// `remote_id`: its id in the sink, where the test knows it.
void write_in_batches(Wawi& wawi, const std::vector<SampleOrder>& orders,
                      const std::function<std::vector<std::string>(const SampleOrder&)>& told,
                      const std::function<std::string(const SampleOrder&)>& remote_id = {});

}  // namespace ob_test
