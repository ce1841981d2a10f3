// SPDX-License-Identifier: MIT
#include "connectors/answers.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "connectors/foreign_text.hpp"

namespace orderbridge::connectors {

namespace {

constexpr std::size_t kLongestId = 200, kLongestVersion = 200;

std::string too_small(const char* what) {
  return tr("the connector gave an {} that is too small to be read",
            "Der Konnektor gab ein {}, das zu klein ist, um gelesen zu werden", what);
}

}  // namespace

std::string flaw_of(const ob_result& result) {
  if (!OB_HAS(&result, retry_after_ms)) return too_small("ob_result");
  if (result.outcome < OB_WRITTEN || result.outcome > OB_CONFLICT)
    return tr(
        "the connector reported an outcome {}, which there is not: what became of the order is not known",
        "Der Konnektor meldete ein Ergebnis {}, das es nicht gibt: Was aus der Bestellung wurde, ist "
        "nicht bekannt",
        result.outcome);
  return {};
}

std::string flaw_of(const ob_found& found) {
  if (!OB_HAS(&found, payment_version)) return too_small("ob_found");
  if (found.state < OB_FOUND_ABSENT || found.state > OB_FOUND_CANCELLED)
    return tr("the connector answered a lookup with state {}, which there is not",
              "Der Konnektor beantwortete eine Suche mit Zustand {}, den es nicht gibt", found.state);
  return {};
}

std::string flaw_of(const ob_note& note) {
  if (!OB_HAS(&note, grace_ms)) return too_small("ob_note");
  if (note.outcome < OB_NOTE_NOT_SELECTED || note.outcome > OB_NOTE_FAILED_FINAL)
    return tr(
        "the connector noted an outcome {}, which there is not; the order is tried again",
        "Der Konnektor vermerkte ein Ergebnis {}, das es nicht gibt; die Bestellung wird erneut versucht",
        note.outcome);
  return {};
}

std::int64_t sane_wait_ms(std::int64_t ms) noexcept {
  constexpr std::int64_t kLongest = 7LL * 24 * 3600 * 1000;
  return std::clamp<std::int64_t>(ms, 0, kLongest);
}

Found found_of(const ob_found& found) {
  return {.state = found.state,
          .answered = true,
          .remote_id = safe(found.remote_id, kLongestId),
          .number = safe(found.number, kLongestId),
          .content_version = safe(found.content_version, kLongestVersion),
          .payment_version = safe(found.payment_version, kLongestVersion),
          .ordered_at = found.ordered_at};
}

}  // namespace orderbridge::connectors
