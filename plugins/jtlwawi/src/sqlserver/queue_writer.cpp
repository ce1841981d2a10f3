// SPDX-License-Identifier: MIT
#include "queue_writer.hpp"

#include "../order_xml/latin1.hpp"
#include "../order_xml/order_xml.hpp"

namespace orderbridge::jtlwawi::sqlserver {

std::size_t QueueWriter::decide(const Call& call, Session& session, std::span<Fate* const> fates) {
  std::vector<std::string> ids, numbers;
  for (const Fate* fate : fates) {
    ids.push_back(fate->wanted.id);
    if (!fate->wanted.number.empty()) numbers.push_back(fate->wanted.number);
  }
  QueuedOrders queued(session, place_);
  queued.load(ids, numbers);
  std::size_t done = 0;
  do {
    call.check();
    judge(*fates[done++], queued);
  } while (done < fates.size() && !out_of_time());
  return done;
}

void QueueWriter::judge(Fate& fate, QueuedOrders& queued) const {
  const auto& [id, key, number] = fate.wanted;
  if (const FiledOrder* known = queued.find(id)) {
    fate.remote_id = known->remote_id();
    auto verdict = judge_filed(*fate.order, *known, host());
    fate.outcome = verdict.outcome;
    fate.code = std::move(verdict.code);
    fate.text = std::move(verdict.text);
    return;
  }
  if (const std::string* shop = queued.other_shop_of(id, *fate.order))
    return fate.reject("shop-renamed",
                       host().say("this order was queued before, under shop \"" + *shop +
                                      "\": set option shop back to that, then retry it",
                                  "diese Bestellung kam schon in die Warteschlange, unter dem Shop \"" +
                                      *shop + "\": Option shop wieder darauf setzen, dann erneut versuchen"));
  if (!number.empty() && queued.has_number(number))
    return fate.reject(
        "number-taken",
        host().say("another order with this number, but another id, was queued before: a person "
                   "must decide",
                   "eine andere Bestellung mit dieser Nummer, aber anderer Id, kam schon in die "
                   "Warteschlange: ein Mensch muss entscheiden"));
  if (!number.empty() && queued.is_elsewhere(number))
    return fate.duplicate(
        "found-by-number",
        host().say("JTL-Wawi has an order with this number already, from another program or "
                   "entered there: it was not queued; if that is another order, enter this one by hand",
                   "JTL-Wawi hat schon eine Bestellung mit dieser Nummer, von einem anderen "
                   "Programm oder dort erfasst: sie kam nicht in die Warteschlange; ist es eine andere "
                   "Bestellung, diese von Hand erfassen"));
  try {
    std::string document(kOrderFileHead);
    document += order_xml(*fate.order, options_, host(), fate.warnings);
    document += kOrderFileEnd;
    const FiledOrder order = FiledOrder::of(*fate.order, kQueueTable);
    queued.put(id, order, from_latin1(document));
    fate.remote_id = order.remote_id();
  } catch (const OrderRejected& e) {
    fate.reject(e.code, e.what());
  }
}

}  // namespace orderbridge::jtlwawi::sqlserver
