// SPDX-License-Identifier: MIT
// A test connector as an instance, options by hand: given ones as text, the others at their default.
#pragma once
#include <map>
#include <memory>

#include "connectors/instance.hpp"
#include "connectors/library.hpp"
#include "support/folder.hpp"

namespace host_test {

using Options = std::map<std::string, std::string>;

struct Patience {
  std::chrono::milliseconds patience{60000}, grace{60000};
};

/// Libraries stay loaded; the instance is the caller's. Null where create() failed.
struct Made {
  orderbridge::connectors::Outcome outcome;
  std::unique_ptr<orderbridge::connectors::Instance> instance;
  std::shared_ptr<orderbridge::connectors::StopSignal> stop;
};

inline Made make(const std::string& name, const Options& options = {}, Patience patience = {}) {
  using namespace orderbridge;
  const auto loaded = connectors::load(library(name));
  connectors::Spec spec;
  spec.connector = loaded.tables->connectors[0];
  spec.connection.id = "test";
  spec.base_dir = "/";
  spec.patience = patience.patience;
  spec.grace = patience.grace;
  for (const auto& info : loaded.info.connectors[0].options) {
    config::OptionValue option;
    option.name = info.name;
    option.info = info;
    if (const auto given = options.find(info.name); given != options.end())
      option.value = given->second;
    else if (info.type == OB_TYPE_LIST && info.default_value)
      option.rows = {{{"item", *info.default_value}}};
    else if (info.default_value)
      option.value = *info.default_value == "0s" ? "0" : *info.default_value;
    spec.connection.options.push_back(option);
  }
  Made made;
  made.stop = std::make_shared<connectors::StopSignal>();
  made.outcome = connectors::Instance::create(spec, made.stop, made.instance);
  return made;
}

/// Takes all that a source gives.
class Taker final : public orderbridge::connectors::FetchHandler {
 public:
  std::int32_t want(const ob_listed&) noexcept override { return OB_WANT; }
  ob_status emit(const ob_record&, const ob_listed*) noexcept override {
    ++emitted;
    if (on_emit) on_emit();
    return OB_OK;
  }
  ob_status note(const ob_note&) noexcept override { return OB_OK; }
  ob_status checkpoint(std::string_view, std::string_view) noexcept override {
    ++checkpoints;
    return OB_OK;
  }
  std::atomic<int> emitted{0}, checkpoints{0};
  std::function<void()> on_emit;
};

/// Counts what a sink reports.
class Reports final : public orderbridge::connectors::WriteHandler {
 public:
  void report(std::size_t index, const ob_result& result) noexcept override {
    last_index = index;
    last_outcome = result.outcome;
    ++reported;
  }
  void warn(std::size_t, const ob_warning&) noexcept override { ++warned; }
  std::atomic<int> reported{0}, warned{0};
  std::atomic<std::size_t> last_index{0};
  std::atomic<std::int32_t> last_outcome{0};
};

}  // namespace host_test
