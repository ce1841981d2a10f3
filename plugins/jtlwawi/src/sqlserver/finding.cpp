// SPDX-License-Identifier: MIT
#include "finding.hpp"

namespace orderbridge::jtlwawi::sqlserver {
namespace {

void ask(const Call& call, Sessions& sessions, const Host& host, const Probe& probe,
         std::vector<Finding>& findings) {
  sessions.read(call, host, [&](Session& session) {
    findings.clear();  // of a connection that was lost
    probe(session, findings);
  });
}

}  // namespace

void open_with(const Call& call, Sessions& sessions, const Host& host, const Probe& probe) {
  std::vector<Finding> findings;
  ask(call, sessions, host, probe, findings);
  for (const auto& finding : findings)
    if (finding.level == OB_FINDING_ERROR) throw bad_config(finding.option, finding.text);
}

void check_with(Call& call, Sessions& sessions, const Host& host, const Probe& probe) {
  std::vector<Finding> findings;
  try {
    ask(call, sessions, host, probe, findings);
  } catch (const Error& e) {
    findings.push_back({OB_FINDING_ERROR, e.status() == OB_BAD_AUTH ? "login" : "connection", e.what(), {}});
  }
  for (const auto& finding : findings) call.finding(finding.level, finding.code, finding.text);
}

}  // namespace orderbridge::jtlwawi::sqlserver
