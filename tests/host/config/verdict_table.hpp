// SPDX-License-Identifier: MIT
// Small documents with the verdict that both the walk and the schema must give. For schema_test.cpp.
#pragma once
#include <string>
#include <vector>

namespace orderbridge::config {

enum class Verdict {
  kGood,
  kBad,
  kOnlyWalk,  // bad, but XML Schema cannot say so
};

struct Sample {
  std::string name, xml;
  Verdict verdict;
};

std::vector<Sample> samples();

}  // namespace orderbridge::config
