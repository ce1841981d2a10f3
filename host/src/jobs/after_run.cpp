// SPDX-License-Identifier: MIT
#include "jobs/after_run.hpp"

#include <iterator>

#include "base/language.hpp"

namespace orderbridge::jobs {

namespace {

void halt(journal::Job& job, const char* code, const std::string& text, Micros now) {
  if (job.halted.empty() || job.halted_since == 0) job.halted_since = now;
  job.halted = code;
  job.halted_text = text;
}

void lift(journal::Job& job) {
  job.halted = job.halted_text = "";
  job.halted_since = 0;
}

void refused(journal::Job& job, const std::string& text, Micros now) {
  const auto tried = static_cast<std::size_t>(++job.refused_logins);
  if (tried > std::size(kLoginWaits)) return halt(job, "bad-auth", text, now);
  job.not_before = now + kLoginWaits[tried - 1];
}

}  // namespace

void after_run(journal::Job& job, const RunEnd& end, Micros now) {
  job.not_before = end.retry_after_ms > 0 ? now + end.retry_after_ms * 1000 : 0;
  job.as_of = now;
  if (end.worked) lift(job);
  if (end.status != OB_BAD_AUTH) job.refused_logins = 0;
  if (end.abandoned)
    halt(job, "stalled", end.text, now);
  else if (end.status == OB_BAD_CONFIG)
    halt(job, "bad-config", end.text, now);
  else if (end.status == OB_BAD_AUTH)
    refused(job, end.text, now);
}

}  // namespace orderbridge::jobs
