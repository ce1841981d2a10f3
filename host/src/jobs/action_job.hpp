// SPDX-License-Identifier: MIT
// A connector's action as a job: opened, run, closed, with a record of the run. A configured action holds its
// lease, by schedule and by hand alike, so that the two never run at once; an action that only people run has
// a record under "CONNECTION/ACTION" and no lease, because two people may work on two rows at once. The
// record keeps counts and the connector's texts, never keys or parameters. Any thread.
#pragma once
#include "jobs/lease_keeper.hpp"
#include "pipeline/connect.hpp"

namespace orderbridge::jobs {

struct ActionReport {
  journal::RunRecord record;
  std::vector<connectors::ActionResult> results;
  std::vector<connectors::ConnectorFinding> findings;
  ob_status status = OB_OK;
  std::string failure;  // a sentence where the call failed
  bool abandoned = false;
  std::int64_t retry_after_ms = 0;  // the other side asked for this much patience
};

/// What a person wants done now.
struct ByHand {
  std::string connection, action;
  std::vector<std::string> keys;
  std::vector<config::OptionValue> parameters;  // complete and checked
};

/// Throws JobBusy where another run of the action is under way. The lease hears of the action's progress.
/// `taken`: the lease where the caller has it already; it is given back.
ActionReport run_action(const pipeline::Services& services, const config::Action& action,
                        LeaseKeeper::Times times = {}, std::optional<journal::Lease> taken = {});
/// The same with a person's keys and parameters. It never halts the schedule, but a success lets it go on.
ActionReport run_action_by_hand(const pipeline::Services& services, const ByHand& wanted);

/// The configured action that runs this action of this connection; the first where there are several.
const config::Action* configured_action(const config::Settings& settings, const std::string& connection,
                                        const std::string& action);

}  // namespace orderbridge::jobs
