// SPDX-License-Identifier: MIT
#include "support/world.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "config/config.hpp"
#include "journal/sqlite_journal.hpp"

namespace host_test {

using namespace orderbridge;
using journal::Fate;
using journal::RunOutcome;

namespace {

std::string element(std::string name, const std::string& id, const std::string& options,
                    const std::string& children) {
  std::replace(name.begin(), name.end(), '_', '-');
  return "    <" + name + " id='" + id + "' " + options + ">" + children + "</" + name + ">\n";
}

journal::StreamId stream_of(journal::Journal& journal) {
  return journal.stream("import", journal.source_identity("shop"));
}

void check_sums(const pipeline::RunReport& report, const journal::RunRecord& kept, Sums sums) {
  const auto& counts = report.record.counts;
  INFO("outcome " << static_cast<int>(report.record.outcome) << ", " << report.record.text);
  const bool complete =
      report.record.outcome == RunOutcome::kOk || report.record.outcome == RunOutcome::kWarning;
  if (complete && sums == Sums::kAddUp)
    CHECK(counts.listed == counts.sum());
  else if (sums == Sums::kAddUp)
    CHECK(counts.listed >= counts.sum());  // what a broken-off run did not get to is nobody's success
  CHECK(kept.outcome == report.record.outcome);
  CHECK(kept.counts.listed == counts.listed);
  CHECK(kept.counts.sum() == counts.sum());
  CHECK(kept.counts.written == counts.written);
  CHECK(report.tally.attention_total >= static_cast<std::int64_t>(report.tally.attention.size()));
}

}  // namespace

World::World(Setup s) : setup(std::move(s)) {
  script("");
  faults("");
}

std::string World::write_xml() const {
  return folder_.write("host.xml",
                       "<orderbridge xmlns='urn:orderbridge:config:1'>\n"
                       "  <connectors folder='" +
                           library_folder(setup.source) +
                           "'/>\n"
                           "  <connectors folder='" +
                           library_folder(setup.sink) +
                           "'/>\n"
                           "  <journal file='journal.db'/>\n"
                           "  <connections>\n" +
                           element(setup.source, "shop", setup.source_options, setup.source_children) +
                           element(setup.sink, "erp", setup.sink_options, setup.sink_children) +
                           "  </connections>\n"
                           "  <pipelines><pipeline id='import'><from connection='shop'/>\n" +
                           setup.steps + "\n  <to connection='erp'/>" + setup.on_written +
                           "<errorHandler><redeliveryPolicy " + setup.redelivery +
                           "/></errorHandler></pipeline>" + setup.pipelines + "</pipelines>\n" +
                           setup.tables + "</orderbridge>\n");
}

config::Settings World::settings() {
  std::vector<config::Finding> findings;
  const auto document = config::parse_file(write_xml(), findings);
  REQUIRE(document);
  const auto host = config::host_settings(*document, findings);
  if (const auto libraries = setup.source + " " + setup.sink; scanned_ != libraries) {
    connectors::Registry::Settings where;
    where.folders = host.connector_folders;
    where.probe_program = OB_HOST;
    where.cache_file = folder_.file("connectors.cache");
    registry_ = std::make_unique<connectors::Registry>(where);
    registry_->scan();
    scanned_ = libraries;
  }
  auto settings = config::settings(*document, host, registry_->connectors(), findings);
  std::string wrong;
  for (const auto& finding : findings) wrong += config::to_text(finding) + "\n";
  for (const auto& bad : registry_->quarantined()) wrong += bad.reason + "\n";
  INFO(wrong);
  REQUIRE(wrong.empty());
  return settings;
}

pipeline::RunReport World::run(Sums sums) {
  return run_with({}, sums);
}

pipeline::RunReport World::run_with(const Step& step, Sums sums) {
  const auto checked = settings();
  const auto memory = journal();
  const auto stop = std::make_shared<connectors::StopSignal>();
  const pipeline::Services services{checked, *registry_, *memory, stop};
  auto report = pipeline::run_pipeline(services, *checked.pipeline("import"), [&](const auto& progress) {
    if (step) step(progress, *stop);
  });
  check_sums(report, memory->runs("import", 1).at(0), sums);
  return report;
}

Arguments World::arguments(const Arguments& words) {
  Arguments all{"--config", write_xml()};
  all.insert(all.end(), words.begin(), words.end());
  return all;
}

std::unique_ptr<journal::Journal> World::journal() const {
  return journal::open_sqlite_journal(folder_.file("journal.db"));
}

std::optional<journal::LedgerRow> World::row(const std::string& id) const {
  const auto memory = journal();
  return memory->find(stream_of(*memory), id);
}

Fate World::fate(const std::string& id) const {
  const auto found = row(id);
  INFO("order " << id);
  REQUIRE(found);
  return found->fate;
}

std::string World::reason(const std::string& id) const {
  const auto found = row(id);
  return found ? found->reason.code : "(no row)";
}

std::vector<std::string> World::ids_with(Fate fate) const {
  const auto memory = journal();
  std::vector<std::string> ids;
  for (const auto& found : memory->rows_with_fate(stream_of(*memory), fate, "", 1000000))
    ids.push_back(found.id);
  std::sort(ids.begin(), ids.end(),
            [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
  return ids;
}

journal::RunRecord World::last_run() const {
  return journal()->runs("import", 1).at(0);
}

std::vector<SinkLine> World::erp() const {
  std::vector<SinkLine> lines;
  std::istringstream in(folder_.read("erp.tsv"));
  for (std::string text; std::getline(in, text);) {
    std::istringstream fields(text);
    SinkLine line;
    std::string ignored;
    std::getline(fields, line.id, '\t');
    std::getline(fields, line.number, '\t');
    std::getline(fields, ignored, '\t');
    std::getline(fields, line.content_version, '\t');
    std::getline(fields, line.payment_version, '\t');
    std::getline(fields, ignored, '\t');
    std::getline(fields, line.total, '\t');
    lines.push_back(line);
  }
  return lines;
}

std::map<std::string, int> World::times_staged() const {
  std::map<std::string, int> times;
  for (const auto& line : erp()) ++times[line.id];
  return times;
}

std::map<std::string, int> once_each(int from, int to) {
  std::map<std::string, int> all;
  for (int id = from; id <= to; ++id) all[std::to_string(id)] = 1;
  return all;
}

}  // namespace host_test
