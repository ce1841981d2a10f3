// SPDX-License-Identifier: MIT
// Instance::Shared, for the files that hold Instance's functions. Included by them only.
#pragma once
#include <memory>
#include <mutex>

#include "connectors/callbacks.hpp"
#include "connectors/instance.hpp"

namespace orderbridge::connectors {

/// All that foreign code may still touch after a call was abandoned; owned by the instance and by every
/// running job.
struct Instance::Shared {
  Spec spec;
  std::shared_ptr<const StopSignal> stop;
  std::shared_ptr<Pulse> pulse = std::make_shared<Pulse>();
  HostServices host;
  void* self = nullptr;
  std::mutex progress_mutex;
  ProgressHandler progress;
  std::shared_ptr<const void> last_sink;  // of a query or action: an author who calls it too late meets it
};

}  // namespace orderbridge::connectors
