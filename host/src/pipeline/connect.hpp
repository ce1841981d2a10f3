// SPDX-License-Identifier: MIT
// From a connection's id to an opened connector instance: secrets resolved, library loaded, create() and
// open() called. Also says in one sentence what a failed call means for an admin.
#pragma once
#include <memory>
#include <string>

#include "config/settings.hpp"
#include "connectors/instance.hpp"
#include "connectors/registry.hpp"
#include "journal/journal.hpp"

namespace orderbridge::pipeline {

/// What all runs of one process share. `stop` asks runs to end: sources stop, what is at the sink is
/// finished. `hard` cancels that, too, after the time that was given to it.
struct Services {
  const config::Settings& settings;
  connectors::Registry& registry;
  journal::Journal& journal;
  std::shared_ptr<const connectors::StopSignal> stop;
  std::shared_ptr<const connectors::StopSignal> hard = nullptr;  // none: stop is hard at once

  const std::shared_ptr<const connectors::StopSignal>& hard_stop() const noexcept {
    return hard ? hard : stop;
  }
};

enum class Opening { kCreateOnly, kOpen };

/// `stop`: the instance's own signal, else that of the services. On failure `instance` stays empty and the
/// outcome's text names the connection, the option and the place in the XML.
connectors::Outcome connect(const Services& services, const std::string& connection_id, std::uint32_t roles,
                            Opening opening, std::shared_ptr<connectors::Instance>& instance,
                            std::shared_ptr<const connectors::StopSignal> stop = nullptr);

/// "connection 'shop' (shop.xml:5): wrong key ...; look at the option api-key".
std::string describe_failure(const config::Settings& settings, const std::string& connection_id,
                             const connectors::Outcome& outcome);

}  // namespace orderbridge::pipeline
