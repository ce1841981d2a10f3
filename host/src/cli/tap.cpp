// SPDX-License-Identifier: MIT
// orderbridge tap PIPELINE: orders as XML as they would reach the sink, personal data masked unless asked.
// Opens the source only; writes neither sink nor journal, so the next run finds everything as it was.

#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/load.hpp"
#include "cli/stop.hpp"
#include "journal/sqlite_journal.hpp"
#include "orderbridge/text.hpp"
#include "pipeline/connect.hpp"
#include "platform/exit_guard.hpp"
#include "records/copy.hpp"
#include "records/xml_view.hpp"
#include "steps/steps.hpp"

namespace orderbridge::cli {

namespace {

class Printer final : public connectors::FetchHandler {
 public:
  Printer(steps::StepChain& steps, std::uint64_t limit, records::Personal personal)
      : steps_(steps), left_(limit), personal_(personal) {}

  std::int32_t want(const ob_listed&) noexcept override { return left_ > 0 ? OB_WANT : OB_STOP; }
  ob_status emit(const ob_record& record, const ob_listed*) noexcept override {
    if (left_ == 0) return OB_CANCELLED;
    --left_;
    try {
      arena_.clear();
      auto* own = records::copy_record(record, arena_);
      const auto verdict = steps_.apply(*own, arena_);
      std::fputs(records::to_xml(*own, personal_).c_str(), stdout);
      if (verdict.kind != steps::Verdict::Kind::kPass) std::printf("<!-- %s -->\n", verdict.text.c_str());
    } catch (const std::exception& e) {
      std::printf("<!-- %s -->\n", e.what());
    }
    return left_ > 0 ? OB_OK : OB_CANCELLED;
  }
  ob_status note(const ob_note& note) noexcept override {
    if (note.outcome != OB_NOTE_NOT_SELECTED)
      std::printf("<!-- id %s: %s -->\n", copy(note.id).c_str(), cut_remote_text(view(note.text)).c_str());
    return left_ > 0 ? OB_OK : OB_CANCELLED;
  }
  ob_status checkpoint(std::string_view, std::string_view) noexcept override { return OB_OK; }
  bool stopped() const noexcept { return left_ == 0; }

 private:
  steps::StepChain& steps_;
  std::uint64_t left_;
  records::Personal personal_;
  records::Arena arena_;
};

}  // namespace

int tap(const Options& options) {
  auto loaded = load(options);
  const auto* pipeline = loaded.settings.pipeline(options.names.front());
  if (!pipeline)
    throw UserError(tr("there is no pipeline '{}'", "Es gibt keine Pipeline '{}'", options.names.front()),
                    Exit::kUsage);
  const auto journal = journal::make_null_journal();
  const pipeline::Services services{loaded.settings, *loaded.registry, *journal, stop_on_signals().soft};
  steps::StepChain steps(pipeline->steps, loaded.settings);
  std::shared_ptr<connectors::Instance> source;
  auto outcome = pipeline::connect(services, pipeline->from,
                                   pipeline->kind == OB_KIND_ORDER ? OB_FETCH_ORDERS : OB_FETCH_STATUS,
                                   pipeline::Opening::kOpen, source);
  if (outcome.ok()) {
    auto printer = std::make_shared<Printer>(
        steps, options.limit, options.show_personal ? records::Personal::kShown : records::Personal::kMasked);
    outcome = source->fetch(pipeline->kind, "", "", printer);
    if (printer->stopped() && outcome.status == OB_CANCELLED) outcome = {};
  }
  std::fflush(stdout);
  if (outcome.abandoned) platform::end_process(static_cast<int>(Exit::kFailed));
  if (!outcome.ok())
    throw UserError(pipeline::describe_failure(loaded.settings, pipeline->from, outcome),
                    outcome.status == OB_BAD_CONFIG ? Exit::kUsage : Exit::kFailed);
  return static_cast<int>(Exit::kOk);
}

}  // namespace orderbridge::cli
