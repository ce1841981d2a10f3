// SPDX-License-Identifier: MIT
// Who may overwrite whom in a shop: the law of the way back, as pure functions (docs/telling.md has it as
// tables). A status update or mark replaces the state that the shop was last told and showed or, before it
// was told anything, the one in which the order was read; a state that may have been told without an answer;
// and what the configuration allows by name. Nothing goes back from a final state by itself. Anything else
// stays and is a conflict. No I/O, no clock.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "journal/standing.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::pipeline {

/// Which of an order's two states.
enum class ToldState { kOrder, kPayment };

/// True where an update to `to` may leave a state that stands as `from` (canonical words). An order state may
/// be left for any other, but completely_delivered, completed and cancelled only forward, in this order. Of
/// payment states open and partially_paid may be left; all others are final (paid, refunded) or a payment
/// service's own (reserved, review ...).
bool may_leave(ToldState field, std::string_view from, std::string_view to);

/// The states that an update to `wanted` may overwrite, by the shop's own ids or canonical words; first
/// `wanted` itself, so that it is never empty (which would leave the choice to the sink). `allowed`: by the
/// configuration, whatever was told. Empty where nothing is wanted.
std::vector<std::string> may_replace(ToldState field, const journal::StandingState& stands,
                                     std::string_view wanted, const std::vector<std::string>& allowed);

/// What stands in the shop while an update to these words is on its way; "": nothing is told of that state.
journal::Standing on_its_way(journal::Standing standing, std::string_view state, std::string_view payment);

/// What a sink made of an update: its outcome (OB_*, 0: not reported), the shop's own id of the order state
/// (of the payment state where only that was told), and what it kept (OB_KEPT_*).
struct Answer {
  std::int32_t outcome = 0;
  std::string found;
  std::uint32_t kept = 0;
};
/// What stands after the answer. `before`: before the update was on its way. RETRY says that it did not
/// arrive; what is not reported or UNCONFIRMED may have.
journal::Standing answered(const journal::Standing& before, std::string_view state, std::string_view payment,
                           const Answer& answer);

/// True where the answer says that the order's state was told and is shown.
bool tells_state(std::string_view state, const Answer& answer);

}  // namespace orderbridge::pipeline
