// SPDX-License-Identifier: MIT
// KeySpace: which keys stand under our kShop, so that most questions about an order are answered by its key
// alone, whatever is staged besides. Read once for an open connection, since it costs a look at all that is
// staged. Value type.
#pragma once
#include "probe.hpp"

namespace orderbridge::jtlwawi::sqlserver {

struct KeySpace {
  bool shared = false;     ///< somebody else stages here, too: a key need not be the id of an order of ours
  bool allocated = false;  ///< orders of ours stand under keys that are not their ids

  /// Throws SqlError.
  static KeySpace read(Session& session, const Place& place);

  /// An order of ours stands under its id, or is not there.
  bool tells_by_key() const noexcept { return !shared && !allocated; }
};

}  // namespace orderbridge::jtlwawi::sqlserver
