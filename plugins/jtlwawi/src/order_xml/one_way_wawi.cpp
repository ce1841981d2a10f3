// SPDX-License-Identifier: MIT
#include "one_way_wawi.hpp"

namespace orderbridge::jtlwawi {
namespace {

[[noreturn]] void nothing_here(const Host& host) {
  throw Error(
      OB_UNSUPPORTED,
      host.say("views and actions are of the embedded JTL-Wawi; with order files look into JTL-Wawi "
               "itself, or ask orderbridge explain",
               "Ansichten und Aktionen gibt es bei der eingebetteten JTL-Wawi; bei Auftragsdateien in "
               "die JTL-Wawi selbst sehen oder orderbridge explain fragen"));
}

}  // namespace

void OneWayWawi::fetch(const Call&, const ob_fetch&, const FetchSink&) {
  throw Error(
      OB_UNSUPPORTED,
      host_.say("order files go one way, JTL-Wawi tells nothing of them: take out the pipeline that reads "
                "from this connection",
                "Auftragsdateien gehen nur hin, JTL-Wawi meldet nichts zurück: die Pipeline, die von "
                "dieser Verbindung liest, herausnehmen"));
}

void OneWayWawi::fetch_keys(const Call& call, const ob_keys&, const FetchSink& out) {
  fetch(call, ob_fetch{}, out);
}

void OneWayWawi::query(const Query&, const TableOut&) {
  nothing_here(host_);
}
void OneWayWawi::run(const Call&, const ActionCall&, const ActionOut&) {
  nothing_here(host_);
}

}  // namespace orderbridge::jtlwawi
