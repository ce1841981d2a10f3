// SPDX-License-Identifier: MIT
#include "checks.hpp"

#include <algorithm>
#include <set>

#include "sql.hpp"

namespace crash {

namespace {

constexpr std::size_t kMostShown = 5;
// host/src/journal/ledger_row.hpp and run_record.hpp
constexpr const char *kPending = "4", *kWritten = "5", *kFailed = "6", *kOk = "1", *kWarning = "2";

void add(Problems& problems, const Problems& more) {
  problems.insert(problems.end(), more.begin(), more.end());
}

void add_some(Problems& problems, const std::string& what, const std::vector<std::string>& ids) {
  if (ids.empty()) return;
  std::string text = what + " (" + std::to_string(ids.size()) + "):";
  for (std::size_t i = 0; i < std::min(ids.size(), kMostShown); ++i) text += " " + ids[i];
  problems.push_back(text);
}

std::vector<std::string> without(std::vector<std::string> some, std::vector<std::string> others) {
  std::sort(some.begin(), some.end());
  std::sort(others.begin(), others.end());
  std::vector<std::string> rest;
  std::set_difference(some.begin(), some.end(), others.begin(), others.end(), std::back_inserter(rest));
  return rest;
}

std::string quoted(const std::string& name) {
  return '"' + name + '"';
}

/// The columns of a table that do not depend on the order of arrival.
std::string lasting_columns(Sql& sql, const std::string& table) {
  std::string columns;
  for (const auto& name : sql.column("SELECT name FROM pragma_table_info('" + table + "')"))
    if (name != "kInetBestellPos" && name != "kInetBestellungAttribute")
      columns += (columns.empty() ? "" : ", ") + quoted(name);
  return columns;
}

/// Rows of one that the other has not, or not as often.
std::vector<std::string> rows_missing(Sql& sql, const std::string& table, const std::string& columns,
                                      const std::string& from, const std::string& in) {
  const auto rows = [&](const std::string& schema) {
    return "SELECT " + columns + ", count(*) FROM " + schema + "." + quoted(table) + " GROUP BY " + columns;
  };
  return sql.column(rows(from) + " EXCEPT " + rows(in));
}

}  // namespace

Problems check_files(const e2e::Bridge& bridge) {
  Problems problems;
  for (const auto& file : {bridge.journal_file(), bridge.wawi_file()})
    for (const auto& answer : Sql(file).column("PRAGMA integrity_check"))
      if (answer != "ok") problems.push_back(file.filename().string() + ": " + answer);
  return problems;
}

Problems check_ledger(const e2e::Bridge& bridge) {
  Problems problems;
  Sql journal(bridge.journal_file());
  const auto ids = [&](const std::string& where) {
    return journal.column("SELECT id FROM ledger WHERE " + where);
  };
  const auto written = ids(std::string("fate = ") + kWritten);
  const auto staged = Sql(bridge.wawi_file()).column("SELECT kInetBestellung FROM tinetbestellung");
  add_some(problems, "written by the ledger, not in the sink", without(written, staged));
  add_some(problems, "in the sink, not written by the ledger", without(staged, written));
  add_some(problems, "pending", ids(std::string("fate = ") + kPending));
  add_some(problems, "failed", ids(std::string("fate = ") + kFailed));
  add_some(problems, "in doubt", ids("in_doubt <> 0"));
  add_some(problems, "written without a remote id",
           ids(std::string("remote_id = '' AND fate = ") + kWritten));
  const auto run = journal.query(
      "SELECT outcome, listed, written + updated + duplicate + unchanged + filtered + not_selected + "
      "not_ready + "
      "rejected + failed + gone, text FROM run ORDER BY id DESC LIMIT 1");
  if (run.empty()) return problems.push_back("there is no run"), problems;
  const auto& last = run.front();
  if (last[0] != kOk && last[0] != kWarning) problems.push_back("the last run failed: " + last[3]);
  if (last[1] != last[2]) problems.push_back("the last run does not add up: " + last[1] + " <> " + last[2]);
  return problems;
}

Problems check_sink(const e2e::Bridge& bridge, const e2e::Bridge& undisturbed) {
  Problems problems;
  Sql sql(bridge.wawi_file());
  sql.attach(undisturbed.wawi_file(), "undisturbed");
  for (const auto& table :
       sql.column("SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT IN "
                  "('orderbridge.tZaehler', 'orderbridge.tStand', 'orderbridge.tVerlauf') "
                  "AND name NOT LIKE 'sqlite_%' ORDER BY name")) {
    const auto columns = lasting_columns(sql, table);
    add_some(problems, table + " lacks rows", rows_missing(sql, table, columns, "undisturbed", "main"));
    add_some(problems, table + " has other rows", rows_missing(sql, table, columns, "main", "undisturbed"));
  }
  return problems;
}

Problems check_deleted(const e2e::Bridge& bridge, const std::set<std::int64_t>& deleted) {
  Problems problems;
  Sql journal(bridge.journal_file());
  std::vector<std::string> silent;
  const auto staged = bridge.staged();
  for (const auto id : deleted) {
    const auto text = std::to_string(id);
    const auto reason = journal.column("SELECT reason_code FROM ledger WHERE id = '" + text + "'");
    const bool stands = std::find(staged.begin(), staged.end(), text) != staged.end();
    if (stands && (reason.empty() || reason.front() != "deleted-in-shop")) silent.push_back(text);
    bridge.forget(static_cast<long>(id));
    for (const auto* table : {"ledger WHERE id", "outbox WHERE order_id"})
      bridge.change_journal("DELETE FROM " + std::string(table) + " = '" + text + "'");
  }
  add_some(problems, "deleted after it was staged, and nobody was told", silent);
  return problems;
}

Problems check_staged(const e2e::Bridge& bridge, const std::vector<std::string>& expected) {
  Problems problems;
  const auto staged = bridge.staged();
  add_some(problems, "importable, not staged", without(expected, staged));
  add_some(problems, "staged, not importable", without(staged, expected));
  return problems;
}

Histories histories_of(orderbridge::sandbox::SandboxShop& shop) {
  Histories found;
  for (const auto id : shop.store().ids()) {
    const auto state = shop.store().state(id);
    if (!state) continue;
    for (const auto& entry : state->history) found[id] += entry.user == "demo" ? 1 : 0;
  }
  return found;
}

Problems check_marks(const e2e::Bridge& bridge, orderbridge::sandbox::SandboxShop& shop,
                     const Histories& before) {
  constexpr const char *kConfirmed = "1", *kConflict = "2";  // host/src/journal/outbox.hpp
  Problems problems;
  Sql journal(bridge.journal_file());
  std::set<std::string> told, by_persons;  // a person who came later had the last word
  std::vector<std::string> open, otherwise, doubled, unasked, forgotten;
  for (const auto& row : journal.query("SELECT order_id, state, found FROM outbox")) {
    const auto state = shop.store().state(std::stoll(row[0]));
    const bool by_person = state && !state->history.empty() && state->history.back().user != "demo";
    if (by_person) by_persons.insert(row[0]);
    if (row[1] != kConfirmed && row[1] != kConflict) open.push_back(row[0]);
    if (!state || (std::to_string(state->status) != row[2] && !by_person)) otherwise.push_back(row[0]);
    if (row[1] == kConfirmed) told.insert(row[0]);
  }
  for (const auto& [id, times] : histories_of(shop)) {
    const auto known = before.find(id);
    const auto ours = times - (known == before.end() ? 0 : known->second);
    if (ours > 1) doubled.push_back(std::to_string(id));
    if (ours > 0 && !told.count(std::to_string(id)) && !by_persons.count(std::to_string(id)))
      unasked.push_back(std::to_string(id));
  }
  // Baskets that the shop's staff converted were in progress already: nothing is to be told of them.
  for (const auto& id : journal.column(std::string("SELECT id FROM ledger WHERE fate = ") + kWritten +
                                       " AND id NOT IN (SELECT order_id FROM outbox)"))
    if (const auto state = shop.store().state(std::stoll(id)); state && state->status == 0)
      forgotten.push_back(id);
  add_some(problems, "not told in the end", open);
  add_some(problems, "the shop shows another state than the journal says", otherwise);
  add_some(problems, "told twice", doubled);
  add_some(problems, "told, and the journal does not know", unasked);
  add_some(problems, "written, and never to be told", forgotten);
  return problems;
}

Problems check_all(const e2e::Bridge& bridge, const e2e::Bridge& undisturbed) {
  Problems problems = check_files(bridge);
  add(problems, check_ledger(bridge));
  add(problems, check_sink(bridge, undisturbed));
  return problems;
}

}  // namespace crash
