// SPDX-License-Identifier: MIT
// The checked configuration as plain values: all that the rest of the host ever sees of the XML. Secrets are
// still references ("${env:NAME}") here; resolve_secrets() turns them into text right before a connection is
// made.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "description/description.hpp"

namespace orderbridge::config {

/// Where in the XML something stands; findings and "refused by" texts name it.
struct Place {
  std::string file;  // as given on the command line
  int line = 0;
};

/// One option of a connection, or parameter of an action, as written (defaults are filled in for what is
/// not).
struct OptionValue {
  std::string name;
  std::optional<std::string> value;  // scalars; DURATION already in milliseconds, PATH absolute
  std::vector<std::vector<std::pair<std::string, std::string>>> rows;  // LIST (one cell "item") and TABLE
  bool secret = false;
  bool pending = false;  // holds references: as written until resolve_secrets() resolves, checks, normalises
  int line = 0;          // 0: not written, default
  description::OptionInfo info;  // what the connector says of it
};

struct Connection {
  std::string id, connector;
  std::vector<OptionValue> options;
  std::string base_dir;  // absolute: relative file names are relative to it
  Place place;
};

struct Step;
using Steps = std::vector<Step>;
struct When {
  std::string test;
  Steps steps;
  Place place;
};
/// filter: keeps records for which `test` is true. choice: the first `when` that is true, else `otherwise`.
/// set: `field` = literal `value`, or a copy of the field `from`. lookup: `field` replaced by its row in
/// `table`.
struct Step {
  enum class Kind { kFilter, kChoice, kSet, kLookup };
  Kind kind = Kind::kFilter;
  std::string test;                // filter
  std::vector<When> whens;         // choice
  Steps otherwise;                 // choice
  std::string field, value, from;  // set, lookup
  bool has_value = false;          // set: a literal was given (it may be empty)
  std::string table;               // lookup
  enum class Missing { kReject, kKeep, kUseDefault } missing = Missing::kReject;  // lookup: no such row
  std::string fallback;                                                           // lookup with kUseDefault
  Place place;
};

struct RedeliveryPolicy {
  int maximum_redeliveries = 8;
  std::int64_t redelivery_delay_ms = 2000;
  std::int64_t maximum_redelivery_delay_ms = 300000;
  std::int64_t maximum_redelivery_time_ms =
      30000;                              // that one run waits in all; what is left is the next run's
  std::string back_off_multiplier = "2";  // decimal text
};

/// What the source is told of an order once it is written.
struct OnWritten {
  std::string status;  // canonical: "in_process"
  std::vector<std::string>
      replaces;          // the source's own states it may overwrite; empty: the one it was read in
  bool restage = false;  // reopened by a person: write it again if the sink no longer has it
};

struct Pipeline {
  std::string id, title, from, to;
  std::uint32_t kind = 1;  // OB_KIND_ORDER or OB_KIND_STATUS, from the connectors' roles
  std::string schedule;    // as written; empty = by hand only
  Steps steps;
  std::optional<OnWritten> on_written;
  // Of status updates: states of the shop (its own ids, or canonical words) that they may overwrite, final
  // ones and those of persons included. Empty: none but what the law of the way back allows
  // (pipeline/may_replace.hpp).
  std::vector<std::string> replaces, replaces_payment;
  RedeliveryPolicy redelivery;
  Place place;
};

/// A connector's action run on a schedule (the JTL worker).
struct Action {
  std::string id, title, connection, run, schedule;
  std::vector<OptionValue> parameters;  // all that the action has, defaults filled in
  std::string base_dir;                 // as a connection's
  Place place;
};

/// Value table for lookup steps.
struct Table {
  std::string id;
  std::vector<std::pair<std::string, std::string>> rows;  // from -> to
  Place place;
};

/// Phase one: what is needed before any connector is known. Paths are absolute.
struct HostSettings {
  std::string language;      // "en" or "de"; empty: the XML does not say
  std::string file;          // the XML file
  std::string hash;          // of the file's text: another one is another configuration
  std::string base_dir;      // its folder, absolute: relative paths in the XML are relative to it
  std::string journal_file;  // default: var/journal.db
  std::vector<std::string> connector_folders;  // empty: none given, the caller's own default
  std::string log_level = "info";
};

struct Settings {
  HostSettings host;
  std::vector<Connection> connections;
  std::vector<Pipeline> pipelines;
  std::vector<Action> actions;
  std::vector<Table> tables;
  std::string
      generation;  // hash of what decides verdicts (pipelines, tables, source options); secrets excluded

  const Connection* connection(const std::string& id) const {
    for (const auto& c : connections)
      if (c.id == id) return &c;
    return nullptr;
  }
  const Pipeline* pipeline(const std::string& id) const {
    for (const auto& p : pipelines)
      if (p.id == id) return &p;
    return nullptr;
  }
  const Action* action(const std::string& id) const {
    for (const auto& a : actions)
      if (a.id == id) return &a;
    return nullptr;
  }
  const Table* table(const std::string& id) const {
    for (const auto& t : tables)
      if (t.id == id) return &t;
    return nullptr;
  }
};

}  // namespace orderbridge::config
