// SPDX-License-Identifier: MIT
// Classes that must not compile, one for each definition of CASE; the message must be the sentence in
// connector.hpp.
#include <orderbridge/connector.hpp>

namespace {

using namespace orderbridge;

constexpr ConnectorDescription describe(std::uint32_t roles, std::uint32_t capabilities = 0) {
  ConnectorDescription d;
  d.id = "mismatch";
  d.roles = roles;
  d.capabilities = capabilities;
  return d;
}

struct Base {
  Base(Host, const Connection&) {}
  void open(Call&) {}
  void close() noexcept {}
};
struct Source : Base {
  using Base::Base;
  void fetch(Call&, const ob_fetch&, FetchSink&) {}
};

#if CASE == 0  // compiles: shows that the others fail for their reason
struct Mismatch : Source {
  static constexpr auto kDescription = describe(OB_FETCH_ORDERS);
  using Source::Source;
};
#elif CASE == 1  // fetch without its role
struct Mismatch : Source {
  static constexpr auto kDescription = describe(OB_WRITE_ORDERS);
  using Source::Source;
  void write(Call&, const ob_batch&, Results&) {}
};
#elif CASE == 2  // the role without fetch
struct Mismatch : Base {
  static constexpr auto kDescription = describe(OB_FETCH_STATUS);
  using Base::Base;
};
#elif CASE == 3  // the role without write
struct Mismatch : Source {
  static constexpr auto kDescription = describe(OB_FETCH_ORDERS | OB_WRITE_STATUS);
  using Source::Source;
};
#elif CASE == 4  // fetch_keys promised
struct Mismatch : Source {
  static constexpr auto kDescription = describe(OB_FETCH_ORDERS, OB_CAN_FETCH_KEYS);
  using Source::Source;
};
#elif CASE == 5  // lookup there, but not promised
struct Mismatch : Source {
  static constexpr auto kDescription = describe(OB_FETCH_ORDERS);
  using Source::Source;
  void lookup(Call&, const ob_keys&, LookupSink&) {}
};
#elif CASE == 6  // alerts promised without the extension
struct Mismatch : Source {
  static constexpr auto kDescription = describe(OB_FETCH_ORDERS, OB_CAN_NOTIFY);
  using Source::Source;
};
#elif CASE == 7  // no close()
struct Mismatch {
  static constexpr auto kDescription = describe(OB_FETCH_ORDERS);
  Mismatch(Host, const Connection&) {}
  void open(Call&) {}
  void fetch(Call&, const ob_fetch&, FetchSink&) {}
};
#endif

}  // namespace

ORDERBRIDGE_CONNECTORS("tests", "1.0.0", Mismatch)
