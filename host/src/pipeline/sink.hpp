// SPDX-License-Identifier: MIT
// Sink: the writing end of a run: an opened connector instance, or, for a plan, something that answers as the
// sink would and changes nothing. One thread.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "connectors/instance.hpp"

namespace orderbridge::pipeline {

class Sink {
 public:
  virtual ~Sink() = default;
  virtual connectors::Outcome write(std::uint32_t kind, const std::vector<const ob_record*>& records,
                                    std::shared_ptr<const void> owner,
                                    std::shared_ptr<connectors::WriteHandler> handler) = 0;
  virtual bool can_lookup() const = 0;
  virtual connectors::Outcome lookup(std::uint32_t kind, std::vector<std::string> ids,
                                     std::vector<connectors::Found>& found) = 0;
  /// close() and open() after a lost connection.
  virtual connectors::Outcome reopen() = 0;
};

std::unique_ptr<Sink> make_sink(std::shared_ptr<connectors::Instance> instance);
/// Answers "written" for what the sink does not have, "updated" or "duplicate" for what it has; by the
/// connector's own dry run where it offers one, else by lookup.
std::unique_ptr<Sink> make_plan_sink(std::shared_ptr<connectors::Instance> instance);

}  // namespace orderbridge::pipeline
