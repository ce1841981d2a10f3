// SPDX-License-Identifier: MIT
// Reads the exchanges recorded from a real Shopware 5.7.19 (tests/data/shopware5): NAME.req and NAME.http.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "http_client.hpp"

namespace orderbridge::sandbox_test {

struct Recorded {
  std::string name;
  Request request;
  Reply reply;            // of the last hop
  std::int64_t time = 0;  // its Date, seconds since the epoch
};

std::string data_file(const std::string& name);  // content; fails the test if it is missing
Recorded read_recorded(const std::string& name);
// All names of index.tsv in the order they were recorded (a repeated name counts where it came last).
std::vector<std::string> recorded_names();

}  // namespace orderbridge::sandbox_test
