// SPDX-License-Identifier: MIT
// The steps between source and sink, compiled once per run: filter, choice, set, lookup over a record's XML
// view. A pipeline without steps never builds that view. No I/O. One thread.
#pragma once
#include <memory>
#include <string>

#include "config/settings.hpp"
#include "orderbridge/connector_abi.h"
#include "records/arena.hpp"

namespace orderbridge::steps {

/// What the steps made of a record.
struct Verdict {
  enum class Kind { kPass, kFiltered, kRejected } kind = Kind::kPass;
  std::string code, text;  // why, for people; names fields and values only where they are not personal
  config::Place place;     // the rule that decided
};

class StepChain {
 public:
  /// Compiles all expressions. Throws UserError naming file and line where one does not compile.
  StepChain(const config::Steps& steps, const config::Settings& settings);
  ~StepChain();
  StepChain(const StepChain&) = delete;
  StepChain& operator=(const StepChain&) = delete;

  bool empty() const noexcept;
  /// Changes the record in place (new texts live in the arena) and says whether it goes on.
  Verdict apply(ob_record& record, records::Arena& arena);

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

}  // namespace orderbridge::steps
