// SPDX-License-Identifier: MIT
#include "pipeline/may_replace.hpp"

#include <algorithm>
#include <array>
#include <sstream>

namespace orderbridge::pipeline {

using journal::Standing;
using journal::StandingState;

namespace {

/// How final an order state is; 0: not at all.
int finality(std::string_view word) {
  constexpr std::array<std::string_view, 3> kFinal{"completely_delivered", "completed", "cancelled"};
  const auto* found = std::find(kFinal.begin(), kFinal.end(), word);
  return found == kFinal.end() ? 0 : static_cast<int>(found - kFinal.begin()) + 1;
}

void add(std::vector<std::string>& list, std::string text) {
  if (!text.empty() && std::find(list.begin(), list.end(), text) == list.end())
    list.push_back(std::move(text));
}

std::vector<std::string> words_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

void try_word(StandingState& state, std::string_view word) {
  auto words = words_of(state.trying);
  add(words, std::string(word));
  state.trying.clear();
  for (const auto& each : words) state.trying += (state.trying.empty() ? "" : " ") + each;
}

bool is_success(std::int32_t outcome) {
  return outcome == OB_CONFIRMED || outcome == OB_WRITTEN || outcome == OB_UPDATED || outcome == OB_DUPLICATE;
}

/// Was this state told and shown, given what the sink says of the whole update?
bool is_told(std::string_view word, const Answer& answer, std::uint32_t kept) {
  if (word.empty()) return false;
  if (is_success(answer.outcome)) return true;
  return answer.outcome == OB_CONFLICT && answer.kept != 0 && (answer.kept & kept) == 0;
}

}  // namespace

bool may_leave(ToldState field, std::string_view from, std::string_view to) {
  if (from == to) return true;
  if (field == ToldState::kPayment) return from == "open" || from == "partially_paid";
  return finality(to) >= finality(from);
}

std::vector<std::string> may_replace(ToldState field, const StandingState& stands, std::string_view wanted,
                                     const std::vector<std::string>& allowed) {
  std::vector<std::string> list;
  if (wanted.empty()) return list;
  add(list, std::string(wanted));
  const bool known = !stands.id.empty() || !stands.word.empty();
  if (!known)
    add(list, "untouched");
  else if (may_leave(field, stands.word, wanted))
    add(list, stands.id.empty() ? stands.word : stands.id);
  for (auto& word : words_of(stands.trying))
    if (may_leave(field, word, wanted)) add(list, std::move(word));
  for (const auto& state : allowed) add(list, state);
  return list;
}

Standing on_its_way(Standing standing, std::string_view state, std::string_view payment) {
  try_word(standing.state, state);
  try_word(standing.payment, payment);
  return standing;
}

bool tells_state(std::string_view state, const Answer& answer) {
  return is_told(state, answer, OB_KEPT_STATE);
}

Standing answered(const Standing& before, std::string_view state, std::string_view payment,
                  const Answer& answer) {
  if (answer.outcome == OB_WRITE_RETRY) return before;
  const bool is_final = is_success(answer.outcome) || answer.outcome == OB_CONFLICT ||
                        answer.outcome == OB_WRITE_REJECTED || answer.outcome == OB_SKIPPED;
  if (!is_final) return on_its_way(before, state, payment);
  auto standing = before;
  if (!state.empty()) standing.state.trying.clear();
  if (!payment.empty()) standing.payment.trying.clear();
  if (tells_state(state, answer)) standing.state = {answer.found, std::string(state), ""};
  if (is_told(payment, answer, OB_KEPT_PAYMENT))
    standing.payment = {state.empty() ? answer.found : "", std::string(payment), ""};
  return standing;
}

}  // namespace orderbridge::pipeline
