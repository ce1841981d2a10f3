// SPDX-License-Identifier: MIT
// Pipelines: which record kind they carry, by the roles of their connectors, and their redelivery policy.
#include <algorithm>
#include <array>
#include <charconv>
#include <span>
#include <sstream>
#include <string_view>

#include "base/language.hpp"
#include "base/suggest.hpp"
#include "config/reader.hpp"
#include "config/values.hpp"
#include "orderbridge/connector_abi.h"

namespace orderbridge::config {

namespace {

std::string kind_name(std::uint32_t kind) {
  return kind == OB_KIND_STATUS ? tr("status updates", "Statusmeldungen") : tr("orders", "Bestellungen");
}

// "connections that can: shop, shop2"
std::string who_can(std::uint32_t roles, const Reading& reading) {
  std::vector<std::string> ids;
  for (const auto& c : reading.settings.connections)
    if (const auto* info = reading.connector(c.connector); info && (info->roles & roles) != 0)
      ids.push_back(c.id);
  return ids.empty() ? tr("no connection here can", "keine Verbindung hier kann das")
                     : tr("these can: {}", "diese können es: {}", joined(ids));
}

class Ends {
 public:
  Ends(const Node& node, Pipeline& pipeline, Reading& reading) : pipeline_(pipeline), reading_(reading) {
    for (const auto& from : children_of(node, "from"))
      pipeline.from = token_of(from, "connection"), from_line_ = from.line();
    for (const auto& to : children_of(node, "to"))
      pipeline.to = token_of(to, "connection"), to_line_ = to.line();
  }

  // Orders where both would do. Unknown connections are the walk's business.
  void decide_kind() {
    const auto *from = reading_.connector_of(pipeline_.from), *to = reading_.connector_of(pipeline_.to);
    const bool reads = !from || (from->roles & (OB_FETCH_ORDERS | OB_FETCH_STATUS)) != 0;
    const bool writes = !to || (to->roles & (OB_WRITE_ORDERS | OB_WRITE_STATUS)) != 0;
    if (!reads) not_a_source(*from, tr("records", "Datensätzen"), OB_FETCH_ORDERS | OB_FETCH_STATUS);
    if (!writes) not_a_sink(*to, tr("records", "Datensätze"), OB_WRITE_ORDERS | OB_WRITE_STATUS);
    if (!from || !to || !reads || !writes) return;
    if ((from->roles & OB_FETCH_ORDERS) && (to->roles & OB_WRITE_ORDERS)) return;
    pipeline_.kind = OB_KIND_STATUS;
    if ((from->roles & OB_FETCH_STATUS) && (to->roles & OB_WRITE_STATUS)) return;
    // They do not fit together: the end that is asked for the wrong kind is the source.
    pipeline_.kind = to->roles & OB_WRITE_ORDERS ? OB_KIND_ORDER : OB_KIND_STATUS;
    not_a_source(*from, kind_name(pipeline_.kind),
                 pipeline_.kind == OB_KIND_ORDER ? OB_FETCH_ORDERS : OB_FETCH_STATUS);
  }

 private:
  void not_a_source(const description::ConnectorInfo& info, const std::string& what, std::uint32_t roles) {
    reading_.report.error(from_line_,
                          tr("'{}' ({}) cannot be a source of {}", "'{}' ({}) kann keine Quelle von {} sein",
                             pipeline_.from, info.id, what),
                          who_can(roles, reading_));
  }
  void not_a_sink(const description::ConnectorInfo& info, const std::string& what, std::uint32_t roles) {
    reading_.report.error(
        to_line_,
        tr("'{}' ({}) cannot take {}", "'{}' ({}) kann keine {} annehmen", pipeline_.to, info.id, what),
        who_can(roles, reading_));
  }

  Pipeline& pipeline_;
  Reading& reading_;
  int from_line_ = 0, to_line_ = 0;
};

/// The words for an order's state that connectors and host share (connector_abi.h).
const std::vector<std::string>& state_names() {
  static const std::vector<std::string> kNames{"open",
                                               "in_process",
                                               "partially_completed",
                                               "completed",
                                               "ready_for_delivery",
                                               "partially_delivered",
                                               "completely_delivered",
                                               "clarification",
                                               "cancelled",
                                               "aborted",
                                               "other"};
  return kNames;
}

/// The state that was meant: misspelt, or in Shopware's German words.
std::string meant_by(const std::string& word, const std::vector<std::string>& known) {
  static const std::vector<std::pair<std::string, std::string>> kGerman{
      {"offen", "open"},
      {"bearbeitung", "in_process"},
      {"in_bearbeitung", "in_process"},
      {"abgeschlossen", "completed"},
      {"komplett_abgeschlossen", "completed"},
      {"storniert", "cancelled"},
      {"abgelehnt", "cancelled"},
      {"abgebrochen", "aborted"},
      {"klaerung", "clarification"},
      {"klärung", "clarification"},
      {"versandbereit", "ready_for_delivery"}};
  std::vector<std::string> words;
  for (const auto& [german, state] : kGerman) words.push_back(german);
  if (const auto near = nearest(word, words); !near.empty())
    for (const auto& [german, state] : kGerman)
      if (german == near) return state;
  return nearest(word, known);
}

/// What the connection's own options call states: any cell of its lists and tables.
std::vector<std::string> words_of(const std::string& connection, const Reading& reading) {
  std::vector<std::string> words;
  for (const auto& c : reading.settings.connections)
    for (const auto& option : c.options)
      for (const auto& row : option.rows)
        for (const auto& cell : row)
          if (c.id == connection) words.push_back(cell.second);
  return words;
}

/// A state by the shared name, by a word of the connection's options, or by the shop's own id, which is
/// nothing but a word with a digit in it to us. Any other word would never match, and each order would look
/// as if a person stood in the way.
void check_replaced(const Node& node, const Pipeline& pipeline, const OnWritten& told, Reading& reading) {
  auto known = state_names();
  const auto own = words_of(pipeline.from, reading);
  known.insert(known.end(), own.begin(), own.end());
  for (const auto& state : told.replaces) {
    const bool has_digit = state.find_first_of("0123456789") != std::string::npos;
    if (has_digit || std::find(known.begin(), known.end(), state) != known.end()) continue;
    const auto near = meant_by(state, known);
    reading.report.error(
        line_of(node, "replaces"),
        tr("replaces=\"{}\": '{}' is no state of an order in '{}'",
           "replaces=\"{}\": '{}' ist kein Status einer Bestellung in '{}'", token_of(node, "replaces"),
           state, pipeline.from),
        near.empty() ? tr("write the shop's own id (0) or one of: {}",
                          "die eigene Id des Shops schreiben (0) oder eines von: {}", joined(state_names()))
                     : tr("did you mean '{}'?", "meinten Sie '{}'?", near));
  }
}

void read_on_written(const Node& node, Pipeline& pipeline, Reading& reading) {
  for (const auto& child : children_of(node, "onWritten")) {
    OnWritten told;
    told.status = token_of(child, "status");
    std::istringstream states(token_of(child, "replaces"));
    for (std::string state; states >> state;) told.replaces.push_back(state);
    told.restage = token_of(child, "reopened") == "restage";
    check_replaced(child, pipeline, told, reading);
    pipeline.on_written = std::move(told);
    const auto* from = reading.connector_of(pipeline.from);
    if (pipeline.kind != OB_KIND_ORDER)
      reading.report.error(child.line(),
                           tr("<onWritten> belongs to pipelines of orders",
                              "<onWritten> gehört zu Pipelines mit Bestellungen"),
                           tr("leave it out", "weglassen"));
    else if (from && (from->roles & OB_WRITE_STATUS) == 0)
      reading.report.error(child.line(),
                           tr("'{}' ({}) cannot be told a status",
                              "'{}' ({}) kann keinen Status entgegennehmen", pipeline.from, from->id),
                           tr("leave out <onWritten>", "<onWritten> weglassen"));
  }
}

// A state is one of the words of connector_abi.h, or the shop's own id, which has a digit in it.
std::vector<std::string> read_states(const Node& node, const char* attribute,
                                     std::span<const std::string_view> words, Reading& reading) {
  std::vector<std::string> states;
  std::istringstream text(token_of(node, attribute));
  for (std::string state; text >> state;) {
    const bool is_id = state.find_first_of("0123456789") != std::string::npos;
    if (!is_id && std::find(words.begin(), words.end(), state) == words.end()) {
      std::vector<std::string> all(words.begin(), words.end());
      reading.report.error(node.line(),
                           tr("{}: '{}' is no state", "{}: '{}' ist kein Status", attribute, state),
                           tr("the shop's own id of a state, or one of: {}",
                              "die eigene Id des Shops oder eines von: {}", joined(all)));
    }
    states.push_back(std::move(state));
  }
  return states;
}

constexpr std::array<std::string_view, 10> kOrderStates{
    "open",     "in_process",          "partially_completed",  "completed",     "ready_for_delivery",
    "accepted", "partially_delivered", "completely_delivered", "clarification", "cancelled"};
constexpr std::array<std::string_view, 12> kPaymentStates{
    "open",     "partially_paid", "paid",       "reserved", "partially_invoiced",
    "invoiced", "reminder",       "collection", "delayed",  "refunded",
    "review",   "declined"};

void read_replaces(const Node& node, Pipeline& pipeline, Reading& reading) {
  for (const auto& to : children_of(node, "to")) {
    pipeline.replaces = read_states(to, "replaces", kOrderStates, reading);
    pipeline.replaces_payment = read_states(to, "replacesPayment", kPaymentStates, reading);
    if (pipeline.kind != OB_KIND_STATUS && (to.attribute("replaces") || to.attribute("replacesPayment")))
      reading.report.error(
          to.line(),
          tr("replaces and replacesPayment belong to pipelines of status updates",
             "replaces und replacesPayment gehören zu Pipelines mit Statusmeldungen"),
          tr("leave them out; what a mark may overwrite stands in <onWritten replaces=\"...\">",
             "weglassen; was eine Markierung überschreiben darf, steht in <onWritten replaces=\"...\">"));
  }
}

void read_redelivery(const Node& node, RedeliveryPolicy& out, Reading& reading) {
  const auto duration = [&](const char* name, std::int64_t& value) {
    if (const auto parsed = parse_duration(token_of(node, name))) value = *parsed;
  };
  const auto count = token_of(node, "maximumRedeliveries");
  std::from_chars(count.data(), count.data() + count.size(), out.maximum_redeliveries);
  duration("redeliveryDelay", out.redelivery_delay_ms);
  duration("maximumRedeliveryDelay", out.maximum_redelivery_delay_ms);
  duration("maximumRedeliveryTime", out.maximum_redelivery_time_ms);
  if (node.attribute("backOffMultiplier")) out.back_off_multiplier = token_of(node, "backOffMultiplier");
  if (out.redelivery_delay_ms > out.maximum_redelivery_delay_ms)
    reading.report.error(
        node.line(),
        tr("redeliveryDelay is longer than maximumRedeliveryDelay",
           "redeliveryDelay ist länger als maximumRedeliveryDelay"),
        tr("raise maximumRedeliveryDelay (now {})", "maximumRedeliveryDelay erhöhen (jetzt {})",
           duration_text(out.maximum_redelivery_delay_ms)));
}

}  // namespace

void read_pipelines(const Node& pipelines, Reading& reading) {
  for (const auto& node : children_of(pipelines, "pipeline")) {
    Pipeline pipeline;
    pipeline.id = token_of(node, "id");
    pipeline.title = text_of(node, "title");
    pipeline.schedule = token_of(node, "schedule");
    pipeline.place = reading.place(node);
    Ends(node, pipeline, reading).decide_kind();
    pipeline.steps = read_steps(node, pipeline.kind, reading);
    read_on_written(node, pipeline, reading);
    read_replaces(node, pipeline, reading);
    for (const auto& handler : children_of(node, "errorHandler"))
      for (const auto& policy : children_of(handler, "redeliveryPolicy"))
        read_redelivery(policy, pipeline.redelivery, reading);
    reading.settings.pipelines.push_back(std::move(pipeline));
  }
}

}  // namespace orderbridge::config
