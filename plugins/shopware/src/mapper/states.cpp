// SPDX-License-Identifier: MIT
// The tables of s_core_states. See states.hpp.
#include "states.hpp"

#include "numbers.hpp"
#include "orderbridge/states.h"
#include "orderbridge/text.hpp"

namespace orderbridge::shopware5 {
namespace {

struct State {
  std::int64_t id;
  std::string_view name, en, de;
};

constexpr State kOrderStates[] = {
    {-1, "aborted", "aborted", "abgebrochen"},
    {0, "open", "open", "offen"},
    {1, "in_process", "in progress", "in Bearbeitung"},
    {2, "completed", "completed", "komplett abgeschlossen"},
    {3, "partially_completed", "partially completed", "teilweise abgeschlossen"},
    {4, "cancelled", "cancelled or rejected", "storniert oder abgelehnt"},
    {5, "ready_for_delivery", "ready for delivery", "zur Lieferung bereit"},
    {6, "partially_delivered", "partially delivered", "teilweise ausgeliefert"},
    {7, "completely_delivered", "completely delivered", "komplett ausgeliefert"},
    {8, "clarification", "clarification required", "Klärung notwendig"},
};
constexpr State kPaymentStates[] = {
    {0, "open", "open", "offen"},
    {9, "partially_invoiced", "partially invoiced", "teilweise in Rechnung gestellt"},
    {10, "invoiced", "completely invoiced", "komplett in Rechnung gestellt"},
    {11, "partially_paid", "partially paid", "teilweise bezahlt"},
    {12, "paid", "completely paid", "komplett bezahlt"},
    {13, "reminder", "1st reminder", "1. Mahnung"},
    {14, "reminder", "2nd reminder", "2. Mahnung"},
    {15, "reminder", "3rd reminder", "3. Mahnung"},
    {16, "collection", "debt collection", "Inkasso"},
    {17, "open", "open", "offen"},
    {18, "reserved", "reserved", "reserviert"},
    {19, "delayed", "delayed", "verzögert"},
    {20, "refunded", "re-crediting", "Wiedergutschrift"},
    {21, "review", "review necessary", "Überprüfung notwendig"},
    {30, "declined", "no credit approved", "kein Kredit genehmigt"},
    {31, "reserved", "credit preliminarily accepted", "Kredit vorläufig akzeptiert"},
    {32, "reserved", "credit accepted", "Kredit genehmigt"},
    {33, "reserved", "payment ordered", "Zahlung angewiesen"},
    {34, "delayed", "extension registered", "Zeitverlängerung eingetragen"},
    {35, "declined", "cancelled", "Vorgang abgebrochen"},
};

template <std::size_t N>
const State* find(const State (&states)[N], std::int64_t id) noexcept {
  for (const auto& state : states)
    if (state.id == id) return &state;
  return nullptr;
}

std::string describe(const State* state, std::int64_t id, Language say) {
  const auto number = std::to_string(id);
  return state ? number + " (" + say(state->en, state->de) + ")" : number;
}

template <std::size_t N>
ob_text words(const State (&states)[N], ob_str id) noexcept {
  const auto number = parse_integer(view(id));
  const auto* state = number ? find(states, *number) : nullptr;
  return state ? ob_text{to_abi(state->en), to_abi(state->de)} : ob_text{};
}
ob_text OB_CALL order_words(ob_str id) noexcept {
  return words(kOrderStates, id);
}
ob_text OB_CALL payment_words(ob_str id) noexcept {
  return words(kPaymentStates, id);
}
constexpr ob_states_v1 kWords{sizeof(ob_states_v1), 0, order_words, payment_words};

}  // namespace

const void* states_extension(std::string_view id) noexcept {
  return id == OB_STATES_V1 ? &kWords : nullptr;
}

std::string_view state_name(std::int64_t order_status) noexcept {
  const auto* state = find(kOrderStates, order_status);
  return state ? state->name : "other";
}

std::string_view delivery_state_name(std::int64_t order_status) noexcept {
  if (order_status == 6) return "partial";
  return order_status == 7 || order_status == 2 ? "complete" : "open";
}

std::string_view payment_state_name(std::int64_t payment_status) noexcept {
  const auto* state = find(kPaymentStates, payment_status);
  return state ? state->name : "other";
}

std::string order_status_text(std::int64_t order_status, Language say) {
  return describe(find(kOrderStates, order_status), order_status, say);
}

std::string payment_status_text(std::int64_t payment_status, Language say) {
  return describe(find(kPaymentStates, payment_status), payment_status, say);
}

}  // namespace orderbridge::shopware5
