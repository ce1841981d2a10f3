// SPDX-License-Identifier: MIT
// What the tests of the test connectors share: where a library lies, a folder that is removed, a batch of
// orders.
#pragma once
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

#include "../../abi/fake_host.hpp"
#include "simple_order.hpp"

namespace test_connectors {

using Strings = std::vector<std::string>;
using Outcomes = std::vector<std::int32_t>;

inline std::string library(const std::string& name) {
  return OB_BUILD_DIR "/test-connectors/" + name + "/" + name + ".so";
}

/// A folder of its own, removed in the end.
struct Folder {
  std::string path;
  Folder() {
    std::string name = std::filesystem::temp_directory_path() / "ob-connectors-XXXXXX";
    REQUIRE(::mkdtemp(name.data()));
    path = name;
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() { std::filesystem::remove_all(path); }
  void write(const std::string& file, const std::string& text) const {
    std::ofstream(path + "/" + file) << text;
  }
  std::string read(const std::string& file) const {
    std::stringstream text;
    text << std::ifstream(path + "/" + file).rdbuf();
    return text.str();
  }
};

/// Orders with these ids, as a host hands them to a sink.
struct Batch {
  std::vector<std::unique_ptr<OrderBuilder>> builders;
  std::vector<const ob_record*> records;
  explicit Batch(std::initializer_list<std::uint64_t> ids, const char* version = "v1") {
    for (const auto id : ids) {
      auto& builder = *builders.emplace_back(std::make_unique<OrderBuilder>());
      SimpleOrder simple;
      simple.id = id;
      build_order(builder, simple);
      builder.order().head.content_version = builder.keep(version);
      records.push_back(&builder.finish());
    }
  }
};

inline Strings ids_of(const fake::Fetched& fetched) {
  Strings ids;
  for (const auto& order : fetched.orders) ids.push_back(order.id);
  return ids;
}
inline Outcomes outcomes_of(const fake::Written& written) {
  Outcomes outcomes;
  for (const auto& report : written.reports) outcomes.push_back(report.outcome);
  return outcomes;
}

}  // namespace test_connectors
