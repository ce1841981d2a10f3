// SPDX-License-Identifier: MIT
#include "pipeline/sink.hpp"

#include "orderbridge/text.hpp"

namespace orderbridge::pipeline {

namespace {

class ConnectorSink : public Sink {
 public:
  explicit ConnectorSink(std::shared_ptr<connectors::Instance> instance) : instance_(std::move(instance)) {}

  connectors::Outcome write(std::uint32_t kind, const std::vector<const ob_record*>& records,
                            std::shared_ptr<const void> owner,
                            std::shared_ptr<connectors::WriteHandler> handler) override {
    return instance_->write(kind, records, std::move(owner), std::move(handler));
  }
  bool can_lookup() const override { return instance_->can(OB_CAN_LOOKUP); }
  connectors::Outcome lookup(std::uint32_t kind, std::vector<std::string> ids,
                             std::vector<connectors::Found>& found) override {
    return instance_->lookup(kind, std::move(ids), found);
  }
  connectors::Outcome reopen() override {
    instance_->close();
    return instance_->open();
  }

 protected:
  std::shared_ptr<connectors::Instance> instance_;
};

class PlanSink final : public ConnectorSink {
 public:
  using ConnectorSink::ConnectorSink;

  connectors::Outcome write(std::uint32_t kind, const std::vector<const ob_record*>& records,
                            std::shared_ptr<const void> owner,
                            std::shared_ptr<connectors::WriteHandler> handler) override {
    if (instance_->can(OB_CAN_DRY_RUN))
      return instance_->write(kind, records, std::move(owner), std::move(handler), true);
    std::vector<connectors::Found> found(records.size());
    if (can_lookup()) {
      std::vector<std::string> ids;
      for (const auto* record : records) ids.push_back(copy(record->id));
      if (auto outcome = lookup(kind, std::move(ids), found); !outcome.ok()) return outcome;
    }
    for (std::size_t i = 0; i < records.size(); ++i)
      if (found[i].answered || !can_lookup()) answer(i, *records[i], found[i], *handler);
    return {};
  }

 private:
  static void answer(std::size_t index, const ob_record& record, const connectors::Found& found,
                     connectors::WriteHandler& handler) {
    const bool same = found.content_version == view(record.content_version) &&
                      found.payment_version == view(record.payment_version);
    ob_result result{};
    result.size = sizeof result;
    result.remote_id = to_abi(found.remote_id);
    result.outcome = found.state == OB_FOUND_ABSENT   ? OB_WRITTEN
                     : same                           ? OB_DUPLICATE
                     : found.state == OB_FOUND_STAGED ? OB_UPDATED
                                                      : OB_DUPLICATE;
    if (result.outcome == OB_DUPLICATE && !same) result.found = to_abi(std::string_view("taken-over"));
    handler.report(index, result);
  }
};

}  // namespace

std::unique_ptr<Sink> make_sink(std::shared_ptr<connectors::Instance> instance) {
  return std::make_unique<ConnectorSink>(std::move(instance));
}

std::unique_ptr<Sink> make_plan_sink(std::shared_ptr<connectors::Instance> instance) {
  return std::make_unique<PlanSink>(std::move(instance));
}

}  // namespace orderbridge::pipeline
