// SPDX-License-Identifier: MIT
#include "connectors/state_words.hpp"

#include "base/language.hpp"
#include "connectors/foreign_text.hpp"
#include "orderbridge/states.h"

namespace orderbridge::connectors {

std::string state_word(const ob_connector& connector, StateOf kind, const std::string& id) {
  if (id.empty() || !OB_HAS(&connector, extension) || !connector.extension) return {};
  const auto* states =
      static_cast<const ob_states_v1*>(connector.extension(to_abi(std::string_view(OB_STATES_V1))));
  if (!states || !OB_HAS(states, payment_state)) return {};
  const auto function = kind == StateOf::kOrder ? states->order_state : states->payment_state;
  if (!function) return {};
  const auto text = function(to_abi(id));
  const bool german = language() == Language::kGerman && !view(text.de).empty();
  return safe(german ? text.de : text.en, 60);
}

}  // namespace orderbridge::connectors
