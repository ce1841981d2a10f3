// SPDX-License-Identifier: MIT
// orderbridge explain NUMBER|ID: an order's whole story. What can be said is decided in explain/story.cpp;
// what the sink has of it is asked for and shown, never kept.
#include <algorithm>
#include <cstdio>

#include "base/counted.hpp"
#include "base/error.hpp"
#include "base/language.hpp"
#include "cli/host.hpp"
#include "cli/terminal.hpp"
#include "cli/width.hpp"
#include "cli/wrap.hpp"
#include "config/model.hpp"
#include "connectors/library.hpp"
#include "connectors/state_words.hpp"
#include "explain/job_state.hpp"
#include "explain/story.hpp"
#include "orderbridge/decimal.hpp"
#include "orderbridge/text.hpp"
#include "pipeline/ask_sink.hpp"
#include "platform/exit_guard.hpp"
#include "records/from_xml.hpp"

namespace orderbridge::cli {

namespace {

void say(const std::string& text, std::size_t indent = 2, std::size_t hanging = 2) {
  std::fputs(wrapped(text, terminal_width(), indent, hanging).c_str(), stdout);
}

bool can(Host& host, const std::string& connection, std::uint32_t capability) {
  const auto* found = host.settings().connection(connection);
  const auto* info = found ? host.registry().find(found->connector) : nullptr;
  return info && (info->capabilities & capability) != 0;
}

/// What an order that did not get on amounts to, from its dead letter; no personal data.
std::string amount_of(const std::optional<journal::DeadLetter>& letter) {
  if (!letter || letter->record.empty()) return {};
  try {
    records::Arena arena;
    const auto* record = records::from_xml(letter->record, arena);
    if (record->kind != OB_KIND_ORDER) return {};
    const auto& order = reinterpret_cast<const ob_order&>(*record);
    const auto total = Decimal::from_abi(order.total_gross);
    return total ? total->to_string() + " " + copy(order.currency) : std::string();
  } catch (const std::exception&) {  // of another version's make: then without
    return {};
  }
}

/// What the source calls a state that it shows by its own id.
std::string word(Host& host, const std::string& connection, connectors::StateOf kind, const std::string& id) {
  const auto* found = host.settings().connection(connection);
  if (!found || id.empty()) return {};
  try {
    return connectors::state_word(*host.registry().connector(found->connector), kind, id);
  } catch (const connectors::LoadError&) {  // then by its id
    return {};
  }
}

explain::OrderFacts facts_of(Host& host, const journal::FoundRow& found, const config::Pipeline* pipeline) {
  explain::OrderFacts facts;
  facts.stream = found.stream;
  facts.status = pipeline && pipeline->kind == OB_KIND_STATUS;
  facts.row = found.row;
  facts.events = host.journal().events(found.stream.id, found.row.id);
  facts.letter = host.journal().open_letter(found.stream.id, found.row.id);
  facts.wish = host.journal().wish(found.stream.connection, found.row.id, "state");
  facts.by_key = can(host, found.stream.connection, OB_CAN_FETCH_KEYS);
  using connectors::StateOf;
  facts.state_word = word(host, found.stream.connection, StateOf::kOrder, found.row.state);
  facts.payment_word = word(host, found.stream.connection, StateOf::kPayment, found.row.payment_state);
  if (facts.wish) facts.found_word = word(host, found.stream.connection, StateOf::kOrder, facts.wish->found);
  if (!pipeline) return facts;
  facts.sink = pipeline->to;
  facts.lookup = can(host, pipeline->to, OB_CAN_LOOKUP);
  return facts;
}

/// "Sales: sales orders: Sales order AU1, Customer 10001, Name ..., Total 104.80"
void print_rows(const pipeline::SinkAnswer& answer) {
  for (const auto& row : answer.rows) {
    std::string text;
    for (const auto& [column, value] : row.cells) {
      const auto& title = config::in_language(column.title);
      text += (text.empty() ? "" : ", ") + (title.empty() ? column.id : title) + " " + value;
    }
    say(config::in_language(row.view) + ": " + text);
  }
}

std::string headline(const journal::FoundRow& found, const std::string& amount) {
  auto text = tr("Order {} (id {}) of '{}'", "Bestellung {} (Id {}) von '{}'",
                 found.row.number.empty() ? tr("without number", "ohne Nummer") : found.row.number,
                 found.row.id, found.stream.connection);
  if (found.row.ordered_at != OB_NO_TIME)
    text += tr(", ordered {}", ", bestellt {}", format_local(found.row.ordered_at));
  return amount.empty() ? text : text + ", " + amount;
}

/// "orderbridge tell shop 57   what it does": the command stays in one piece, to be copied.
void print_option(const std::string& option) {
  const auto gap = option.find("   ");
  if (gap == std::string::npos || width_of(option) + 4 <= terminal_width()) return say(option, 4, 4);
  std::printf("    %s\n", option.substr(0, gap).c_str());
  say(option.substr(gap + 3), 8, 0);
}

/// True where a connector hangs: the process must end without clean-up.
bool print_story(Host& host, const journal::FoundRow& found) {
  const auto* pipeline = host.settings().pipeline(found.stream.pipeline);
  auto facts = facts_of(host, found, pipeline);
  pipeline::SinkAnswer answer;
  if (pipeline && !facts.status && found.row.fate == journal::Fate::kWritten)
    answer = pipeline::ask_sink(host.services(), *pipeline, found.row);
  facts.found = answer.found;
  say(headline(found, amount_of(facts.letter)), 0, 2);
  const auto story = explain::tell(facts);
  for (const auto& line : story.told) say(line);
  print_rows(answer);
  if (!answer.failure.empty())
    say(tr("What became of it in the sink could not be asked: {}",
           "Was in der Senke aus ihr wurde, ließ sich nicht fragen: {}", answer.failure));
  if (!story.options.empty()) say(tr("What you can do:", "Was möglich ist:"));
  for (const auto& option : story.options) print_option(option);
  return answer.abandoned;
}

/// The commands that ask a shop for an order by its id, without staging it.
void print_ways_to_ask(Host& host, const std::string& text) {
  std::vector<std::string> lines;
  for (const auto& p : host.settings().pipelines)
    if (p.kind == OB_KIND_ORDER && can(host, p.from, OB_CAN_FETCH_KEYS))
      lines.push_back(fmt::format("orderbridge import {} --pipeline {} --dry-run", text, p.id));
  if (lines.empty()) return;
  say(tr("If that is its id in the shop, this asks the shop for it:",
         "Wenn das ihre Id im Shop ist, fragt dies den Shop nach ihr:"));
  for (const auto& line : lines) say(line, 4, 4);
}

void print_unknown(Host& host, const std::string& text) {
  say(tr("No pipeline has ever seen an order with the number or id {}.",
         "Keine Pipeline hat je eine Bestellung mit Nummer oder Id {} gesehen.", text),
      0, 2);
  for (const auto& p : host.settings().pipelines) {
    std::int64_t known = 0;
    for (const auto& [fate, count] : host.journal().fate_counts(host.stream(p))) known += count;
    const auto runs = host.journal().runs(p.id, 1);
    say(runs.empty() ? tr("'{}' has never run.", "'{}' lief noch nie.", p.id)
                     : tr("'{}' knows {}; it ran last on {} ({}).",
                          "'{}' kennt {}; sie lief zuletzt am {} ({}).", p.id, orders(known),
                          format_local(runs.front().started), explain::outcome_text(runs.front().outcome)));
  }
  say(tr(
      "Likely: it is newer than the last run, an aborted checkout, before start-date, or in another shop.",
      "Wahrscheinlich: neuer als der letzte Lauf, ein abgebrochener Bestellvorgang, vor start-date oder in "
      "einem anderen Shop."));
  print_ways_to_ask(host, text);
}

}  // namespace

int explain_order(const Options& options) {
  Host host(options);
  if (!options.pipeline.empty()) host.pipeline(options.pipeline);
  bool any = false, abandoned = false;
  for (const auto& found : host.journal().find_everywhere(options.names.front())) {
    if (!options.pipeline.empty() && found.stream.pipeline != options.pipeline) continue;
    if (any) std::printf("\n");
    abandoned |= print_story(host, found);
    any = true;
  }
  if (!any) print_unknown(host, options.names.front());
  std::fflush(stdout);
  const auto exit = any ? Exit::kOk : Exit::kAttention;
  if (abandoned) platform::end_process(static_cast<int>(exit));
  return static_cast<int>(exit);
}

}  // namespace orderbridge::cli
