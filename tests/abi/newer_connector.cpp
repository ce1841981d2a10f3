// SPDX-License-Identifier: MIT
// Connector "newer-connector": as one built against a later minor version: every struct it hands out is
// larger, with bytes that today's host does not know; unknown capability and option flags; one more function
// at the end.
#include <cstring>

#include "../connectors/support/plain.hpp"
#include "../connectors/support/simple_order.hpp"

namespace {

using namespace test_connectors;

/// T as a later version has it: more behind what is known today, filled with what would be garbage as
/// pointers.
template <class T>
struct Newer {
  T today{};
  std::uint64_t more[8]{0xdeadbeefdeadbeef, 0xdeadbeefdeadbeef, 1, 2, 3, 4, 5, 6};
  constexpr Newer(const T& value) : today(value) { size_of(today) = sizeof(Newer); }

 private:
  static constexpr std::uint32_t& size_of(ob_order& order) { return order.head.size; }
  template <class U>
  static constexpr std::uint32_t& size_of(U& value) {
    return value.size;
  }
};

struct NewerConnector : Plain {
  static constexpr auto kDescription =
      describe("newer-connector", OB_FETCH_ORDERS | OB_WRITE_ORDERS, "Built against a later minor version",
               "Gegen eine spätere Version gebaut", kNoOptions, 0x40000000u);
  using Plain::Plain;

  void fetch(Call&, const ob_fetch&, FetchSink& out) {
    OrderBuilder builder;
    for (SimpleOrder simple; simple.id <= 2; ++simple.id) {
      const auto id = std::to_string(simple.id);
      const Newer<ob_listed> row(listed(id, id, simple, 1));
      if (!out.want(row.today)) continue;
      build_order(builder, simple);
      Newer<ob_order> order(builder.order());
      const Newer<ob_address> billing(builder.billing());
      const Newer<ob_line> line(builder.line(0));
      const ob_line* const lines[]{&line.today};
      order.today.billing = &billing.today;
      order.today.lines = lines;
      order.today.line_count = 1;
      out.emit(order.today.head, &row.today);
    }
    out.checkpoint("", "");
  }
  void write(Call&, const ob_batch& batch, Results& results) {
    for (std::size_t i = 0; i < batch.count; ++i) results.report(i, {});
  }
};

constexpr Newer<ob_option> kPages{option(OB_TYPE_INT, "pages").defaults("1").doc("Pages", "Seiten").data};
constexpr const ob_option* kOptions[]{&kPages.today};

struct TableWithMore {
  ob_connector today = orderbridge::detail::Thunks<NewerConnector>::table();
  ob_status (*preview)(void*) = nullptr;  // the function that today's host does not know
  constexpr TableWithMore() {
    today.size = sizeof(TableWithMore);
    today.reserved = 7;
    today.options = kOptions;
    today.option_count = 1;
  }
};
constexpr TableWithMore kConnector;
constexpr const ob_connector* kConnectors[]{&kConnector.today};
constexpr Newer<ob_library> kLibrary{ob_library{sizeof(ob_library), OB_ABI_MINOR + 3, to_abi("tests"),
                                                to_abi("1.3.0"), to_abi("?"), kConnectors, 1}};

}  // namespace

extern "C" const ob_library* orderbridge_connectors_v1(std::uint32_t) {
  return &kLibrary.today;
}
