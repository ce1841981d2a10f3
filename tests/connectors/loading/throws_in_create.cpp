// SPDX-License-Identifier: MIT
// Connector "throws-in-create": its constructor fails in the way its option says.
#include <stdexcept>

#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

constexpr std::array kOptions{option(OB_TYPE_CHOICE, "what")
                                  .choices("exception|number|out-of-memory|bad-config")
                                  .defaults("exception")
                                  .doc("What the constructor throws", "Was der Konstruktor wirft")};
constexpr auto kOptionTable = option_table(kOptions);

struct ThrowsInCreate {
  static constexpr auto kDescription = describe("throws-in-create", OB_FETCH_ORDERS, "Cannot be created",
                                                "Lässt sich nicht erzeugen", kOptionTable);
  ThrowsInCreate(Host, const Connection& c) {
    const auto what = c.text("what");
    if (what == "number") throw 42;
    if (what == "out-of-memory") throw std::bad_alloc();
    if (what == "bad-config") throw bad_config("what", "option what must be something else");
    throw std::runtime_error("text of a foreign exception");
  }
  void open(Call&) {}
  void close() noexcept {}
  void fetch(Call&, const ob_fetch&, FetchSink& out) { out.checkpoint("", ""); }
};

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", ThrowsInCreate)
