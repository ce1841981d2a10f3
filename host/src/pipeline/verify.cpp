// SPDX-License-Identifier: MIT
#include "pipeline/verify.hpp"

#include "base/language.hpp"
#include "pipeline/transitions.hpp"

namespace orderbridge::pipeline {

namespace {

constexpr std::size_t kAtOnce = 500;

void compare(const journal::LedgerRow& row, const connectors::Found& found, Verification& result) {
  ++result.looked_at;
  if (!found.answered) {  // no answer is not "no"
    result.unanswered.push_back({row.id, row.number, row.remote_id, ""});
    return;
  }
  if (found.state == OB_FOUND_ABSENT) {
    result.absent.push_back({row.id, row.number, row.remote_id, ""});
    return;
  }
  if (is_other_order(row, found.number, found.ordered_at)) {
    result.other.push_back(
        {row.id, row.number, row.remote_id,
         tr("order {} of {}", "Bestellung {} vom {}", found.number, format_local(found.ordered_at))});
    return;
  }
  // A staged order follows the shop; what was taken over is the ERP's own by then.
  const bool version_known = !found.content_version.empty() && !row.content_version.empty();
  if (found.state == OB_FOUND_STAGED && version_known && found.content_version != row.content_version) {
    result.older.push_back({row.id, row.number, row.remote_id, tr("another version", "eine andere Fassung")});
    return;
  }
  ++result.agree;
  result.taken_over += found.state == OB_FOUND_TAKEN_OVER ? 1 : 0;
  result.cancelled += found.state == OB_FOUND_CANCELLED ? 1 : 0;
}

}  // namespace

Verification verify(const Services& services, const config::Pipeline& pipeline) {
  Verification result;
  std::shared_ptr<connectors::Instance> sink;
  const bool orders = pipeline.kind == OB_KIND_ORDER;
  result.outcome =
      connect(services, pipeline.to, orders ? OB_WRITE_ORDERS : OB_WRITE_STATUS, Opening::kOpen, sink);
  if (!result.outcome.ok()) return result;
  if (!sink->can(OB_CAN_LOOKUP)) {
    result.outcome.status = OB_UNSUPPORTED;
    result.outcome.text =
        tr("this connector cannot look orders up", "dieser Konnektor kann keine Bestellungen suchen");
    return result;
  }
  auto& journal = services.journal;
  const auto stream = journal.stream(pipeline.id, journal.source_identity(pipeline.from));
  for (std::string after; !services.stop->requested();) {
    const auto rows = journal.rows_with_fate(stream, journal::Fate::kWritten, after, kAtOnce);
    if (rows.empty()) break;
    after = rows.back().id;
    std::vector<std::string> ids;
    for (const auto& row : rows) ids.push_back(row.id);
    std::vector<connectors::Found> found(rows.size());
    result.outcome = sink->lookup(pipeline.kind, std::move(ids), found);
    if (!result.outcome.ok()) break;
    for (std::size_t i = 0; i < rows.size(); ++i) compare(rows[i], found[i], result);
  }
  return result;
}

}  // namespace orderbridge::pipeline
