// SPDX-License-Identifier: MIT
// Connector "status-source": an ERP that tells what became of orders, from a file read anew for every fetch:
//   5 completely_delivered payment=paid revision=7 carrier=DHL tracking=JD01
#include <fstream>
#include <sstream>

#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_PATH, "script")
        .required()
        .example("status.txt")
        .doc("File with one status update per line: ID STATE [payment=] [revision=] [carrier=] [tracking=]",
             "Datei mit einer Statusmeldung je Zeile: ID STATUS [payment=] [revision=] [carrier=] "
             "[tracking=]")};
constexpr auto kOptionTable = option_table(kOptions);

class StatusSource : public Plain {
 public:
  static constexpr auto kDescription =
      describe("status-source", OB_FETCH_STATUS, "Status updates from a file, for tests",
               "Statusmeldungen aus einer Datei, für Tests", kOptionTable);

  StatusSource(Host host, const Connection& c) : Plain(host, c), script_(path_option(c, "script")) {}

  void fetch(Call& call, const ob_fetch& request, FetchSink& out) {
    if (request.kind != OB_KIND_STATUS) throw Error(OB_UNSUPPORTED, "status-source has status updates only");
    std::ifstream file(script_);
    if (!file) throw not_connected("cannot read " + script_).option("script");
    for (std::string line; std::getline(file, line);) {
      call.check();
      std::istringstream words(line);
      std::string id, state, word, payment, revision = "1", carrier, tracking;
      if (!(words >> id >> state)) continue;
      while (words >> word) {
        const auto equals = word.find('=');
        const auto name = word.substr(0, equals);
        if (equals == word.npos) throw bad_config("script", "no value in: " + line);
        (name == "payment"    ? payment
         : name == "carrier"  ? carrier
         : name == "tracking" ? tracking
                              : revision) = word.substr(equals + 1);
      }
      const ob_str numbers[]{to_abi(tracking)};
      ob_delivery delivery{};
      delivery.size = sizeof delivery;
      delivery.id = to_abi("delivery-1");
      delivery.carrier = to_abi(carrier);
      delivery.delivered_at = OB_NO_TIME;
      delivery.tracking_numbers = numbers;
      delivery.tracking_number_count = 1;
      const ob_delivery* const deliveries[]{&delivery};
      ob_status_update update{};
      update.head = {sizeof update, OB_KIND_STATUS, to_abi(id), {}, {}};
      update.revision = to_abi(revision);
      update.state = to_abi(state);
      if (!payment.empty()) update.payment_state = to_abi(payment);
      update.paid_at = update.changed_at = OB_NO_TIME;
      update.deliveries = deliveries;
      update.delivery_count = tracking.empty() ? 0 : 1;
      ob_listed row{};
      row.size = sizeof row;
      row.id = to_abi(id);
      row.ordered_at = OB_NO_TIME;
      row.state = to_abi(state);
      row.hint = std::hash<std::string>{}(line);
      if (out.want(row)) out.emit(update.head, &row);
    }
    out.checkpoint("", "");
  }

 private:
  std::string script_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", StatusSource)
