// SPDX-License-Identifier: MIT
// Connector "wrong-outcomes": reports outcomes that there are not, texts that are none, and then fails or
// not.
#include "../support/raw_views.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{
    option(OB_TYPE_BOOL, "fails").defaults("false").doc("Fails after it", "Scheitert danach")};
constexpr auto kOptionTable = option_table(kOptions);

class WrongOutcomes : public RawViews<WrongOutcomes> {
 public:
  static constexpr auto kDescription =
      describe("wrong-outcomes", 0, "Outcomes that are none", "Ergebnisse, die keine sind", kOptionTable);
  WrongOutcomes(Host host, const Connection& c) : RawViews(host, c), fails_(c.flag("fails")) {}

  ob_status run(const ob_call&, const ob_action_call&, const ob_action_sink& sink) {
    const auto say = [&](ob_str key, std::int32_t outcome, ob_str text) {
      sink.outcome(sink.ctx, key, outcome, {nullptr, 0}, text);
    };
    say(to_abi("1"), 0, to_abi("zero"));
    say(to_abi("1"), 77, to_abi("seventy-seven"));
    say(to_abi("K\xF6ln"), OB_WRITTEN, to_abi("\x1B[31m"));
    say({nullptr, 0}, OB_UPDATED, {nullptr, 0});
    return fails_ ? OB_RETRY : OB_OK;
  }

 private:
  bool fails_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", WrongOutcomes)
