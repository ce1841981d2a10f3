// SPDX-License-Identifier: MIT
// See shared_state.hpp.
#include "shared_state.hpp"

#include <map>

namespace orderbridge::shopware5 {

std::shared_ptr<SharedState> shared_state(const std::string& connection_id, const std::string& url,
                                          AuthMode mode, bool https, int connections) {
  static std::mutex mutex;
  static std::map<std::string, std::weak_ptr<SharedState>> states;
  const std::lock_guard lock(mutex);
  auto& slot = states[connection_id + '\n' + url];
  auto state = slot.lock();
  if (!state) slot = state = std::make_shared<SharedState>(mode, https, connections);
  return state;
}

}  // namespace orderbridge::shopware5
