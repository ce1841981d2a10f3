// SPDX-License-Identifier: MIT
#include "filed_order.hpp"

namespace orderbridge::jtlwawi {

FiledOrder FiledOrder::of(const ob_order& order, std::string where) {
  return {copy(order.number), copy(order.head.content_version), copy(order.head.payment_version),
          std::move(where), order.ordered_at};
}

ob_found not_found() {
  ob_found found{};
  found.size = sizeof found;
  found.state = OB_FOUND_ABSENT;
  found.ordered_at = OB_NO_TIME;
  return found;
}

ob_found found_as(const FiledOrder& order, std::int32_t state, std::string& remote_id) {
  remote_id = order.remote_id();
  ob_found found = not_found();
  found.state = state;
  found.remote_id = to_abi(remote_id);
  found.number = to_abi(order.number);
  found.ordered_at = order.ordered_at;
  found.content_version = to_abi(order.content_version);
  found.payment_version = to_abi(order.payment_version);
  return found;
}

FiledVerdict judge_filed(const ob_order& now, const FiledOrder& then, const Host& host) {
  const std::string& where = then.where;
  if (then.number != view(now.number))
    return {OB_WRITE_REJECTED, "id-reused",
            host.say("another order with this id was written before (" + where +
                         "): the shop was restored or cloned; a person must decide",
                     "unter dieser Id wurde schon eine andere Bestellung geschrieben (" + where +
                         "): der Shop wurde zurückgesetzt oder kopiert; ein Mensch muss entscheiden")};
  FiledVerdict verdict;
  const auto tell = [&](const char* code, std::string_view en, std::string_view de) {
    verdict.outcome = OB_DUPLICATE;
    if (verdict.code.empty()) verdict.code = code;
    verdict.text += (verdict.text.empty() ? "" : "; ") + host.say(en, de);
  };
  if (view(now.state) == "cancelled")
    tell("cancelled-in-shop",
         "cancelled in the shop after it was written to " + where + ": cancel it in JTL-Wawi",
         "im Shop storniert, nachdem sie in " + where + " stand: in JTL-Wawi stornieren");
  if (view(now.head.content_version) != then.content_version)
    tell("in-file", "changed in the shop after it was written to " + where + ": change it in JTL-Wawi",
         "im Shop geändert, nachdem sie in " + where + " stand: in JTL-Wawi ändern");
  if (view(now.head.payment_version) != then.payment_version)
    tell("payment-in-shop",
         "paid otherwise in the shop since it was written to " + where + ": enter it in JTL-Wawi",
         "im Shop anders bezahlt, seit sie in " + where + " steht: in JTL-Wawi eintragen");
  return verdict;
}

}  // namespace orderbridge::jtlwawi
