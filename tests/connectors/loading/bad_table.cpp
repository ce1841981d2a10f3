// SPDX-License-Identifier: MIT
// A good connector with one thing wrong in its tables; which one, the build says (CMakeLists.txt): one
// library each.
#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

struct Good : Plain {
  static constexpr auto kDescription =
      describe("bad-table", OB_FETCH_ORDERS | OB_WRITE_ORDERS, "Wrong in one place", "An einer Stelle falsch",
               kNoOptions, OB_CAN_LOOKUP);
  using Plain::Plain;
  void fetch(Call&, const ob_fetch&, FetchSink& out) { out.checkpoint("", ""); }
  void write(Call&, const ob_batch&, Results&) {}
  void lookup(Call&, const ob_keys&, LookupSink&) {}
};

constexpr std::array kOptions{BAD_OPTION};  // good but for the library that says otherwise
constexpr auto kOptionTable = option_table(kOptions);

constexpr ob_connector connector() {
  ob_connector c = orderbridge::detail::Thunks<Good>::table();
  c.options = kOptionTable.data();
  c.option_count = kOptionTable.size();
  BAD_CONNECTOR;
  return c;
}
constexpr ob_connector kConnector = connector();
constexpr const ob_connector* kConnectors[]{&kConnector, &kConnector};

constexpr ob_library make_library() {
  ob_library l{
      sizeof(ob_library), OB_ABI_MINOR, to_abi("tests"), to_abi("1.0.0"), to_abi("?"), kConnectors, 1};
  BAD_LIBRARY;
  return l;
}
constexpr ob_library kLibrary = make_library();

}  // namespace

extern "C" const ob_library* orderbridge_connectors_v1(std::uint32_t) {
  return &kLibrary;
}
