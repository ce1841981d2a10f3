// SPDX-License-Identifier: MIT
// orderbridge explain NUMBER|ID: an order's whole story. What can be said is decided in explain/story.cpp.
#include <cstdio>

#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/host.hpp"
#include "explain/job_state.hpp"
#include "explain/story.hpp"

namespace orderbridge::cli {

namespace {

void print_story(Host& host, const journal::FoundRow& found) {
  explain::OrderFacts facts;
  facts.stream = found.stream;
  const auto* pipeline = host.settings().pipeline(found.stream.pipeline);
  facts.status = pipeline && pipeline->kind == OB_KIND_STATUS;
  facts.row = found.row;
  facts.events = host.journal().events(found.stream.id, found.row.id);
  journal::LetterFilter filter;
  filter.pipeline = found.stream.pipeline;
  filter.order = found.row.id;
  for (auto& letter : host.journal().letters(filter))
    if (letter.stream == found.stream.id && letter.order == found.row.id) facts.letter = std::move(letter);
  facts.wish = host.journal().wish(found.stream.connection, found.row.id, "state");
  const auto story = explain::tell(facts);
  std::printf("%s\n",
              tr("Order {} (id {}) of '{}', ordered {}", "Bestellung {} (Id {}) von '{}', bestellt {}",
                 found.row.number.empty() ? tr("without number", "ohne Nummer") : found.row.number,
                 found.row.id, found.stream.connection,
                 found.row.ordered_at == OB_NO_TIME ? "?" : format_local(found.row.ordered_at))
                  .c_str());
  for (const auto& line : story.told) std::printf("  %s\n", line.c_str());
  if (!story.options.empty()) std::printf("  %s\n", tr("What you can do:", "Was möglich ist:").c_str());
  for (const auto& option : story.options) std::printf("    %s\n", option.c_str());
}

void print_unknown(Host& host, const std::string& text) {
  std::printf("%s\n", tr("No pipeline has ever seen an order with the number or id {}.",
                         "Keine Pipeline hat je eine Bestellung mit Nummer oder Id {} gesehen.", text)
                          .c_str());
  for (const auto& p : host.settings().pipelines) {
    std::int64_t known = 0;
    for (const auto& [fate, count] : host.journal().fate_counts(host.stream(p))) known += count;
    const auto runs = host.journal().runs(p.id, 1);
    std::printf("  %s\n", runs.empty() ? tr("'{}' has never run.", "'{}' lief noch nie.", p.id).c_str()
                                       : tr("'{}' knows {} orders; it ran last on {} ({}).",
                                            "'{}' kennt {} Bestellungen; sie lief zuletzt am {} ({}).", p.id,
                                            known, format_local(runs.front().started),
                                            explain::outcome_text(runs.front().outcome))
                                             .c_str());
  }
  std::printf(
      "  %s\n",
      tr("Likely: it is newer than the last run, an aborted checkout, before start-date, or in another shop. "
         "Ask the shop by its id: orderbridge import ID --dry-run",
         "Wahrscheinlich: neuer als der letzte Lauf, ein abgebrochener Bestellvorgang, vor start-date oder "
         "in "
         "einem anderen Shop. Den Shop nach der Id fragen: orderbridge import ID --dry-run")
          .c_str());
}

}  // namespace

int explain_order(const Options& options) {
  Host host(options);
  if (!options.pipeline.empty()) host.pipeline(options.pipeline);
  bool any = false;
  for (const auto& found : host.journal().find_everywhere(options.names.front())) {
    if (!options.pipeline.empty() && found.stream.pipeline != options.pipeline) continue;
    if (any) std::printf("\n");
    print_story(host, found);
    any = true;
  }
  if (!any) print_unknown(host, options.names.front());
  return static_cast<int>(any ? Exit::kOk : Exit::kAttention);
}

}  // namespace orderbridge::cli
