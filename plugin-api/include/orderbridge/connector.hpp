// SPDX-License-Identifier: MIT
// connector.hpp: write a connector as an ordinary C++20 class; this header makes the C tables of
// connector_abi.h.
//
//   class MyShop {
//    public:
//     static constexpr orderbridge::ConnectorDescription kDescription{.id = "my-shop",
//                                                                     .version = "1.4.0",
//                                                                     .title_en = "My shop",
//                                                                     .title_de = "Mein Shop",
//                                                                     .doc_en = "Orders of my shop",
//                                                                     .doc_de = "Bestellungen meines Shops",
//                                                                     .roles = OB_FETCH_ORDERS};
//     MyShop(orderbridge::Host host, const orderbridge::Connection& connection);  // no I/O; may throw bad_config()
//     void open(orderbridge::Call& call);
//     void close() noexcept;
//     void fetch(orderbridge::Call& call, const ob_fetch& request, orderbridge::FetchSink& out);
//   };
//   ORDERBRIDGE_CONNECTORS("acme", "1.4.0", MyShop)
//
// Which functions a class has must match its roles and capabilities; a mismatch does not compile, with one
// sentence. Exceptions become statuses in one place, guard(), which is noexcept.
#pragma once
#include <array>
#include <new>
#include <span>
#include <type_traits>

#include "call.hpp"
#include "description.hpp"
#include "options.hpp"

namespace orderbridge {

/// Runs fn; whatever leaves it becomes a status, its text goes to call->fail().
template <class Fn>
ob_status guard(const ob_call* abi_call, Fn&& fn) noexcept {
  const Call call(abi_call);
  const auto fail = [&](std::string_view text, std::string_view remote) {
    ob_failure failure{};
    failure.size = sizeof failure;
    failure.text = to_abi(text);
    failure.remote_text = to_abi(remote);
    call.fail(failure);
  };
  try {
    fn();
    return OB_OK;
  } catch (const Cancelled&) {
    return OB_CANCELLED;
  } catch (const Error& e) {
    ob_failure failure{};
    failure.size = sizeof failure;
    failure.remote_code = e.remote_code();
    failure.text = to_abi(std::string_view(e.what()));
    failure.option = e.option().empty() ? ob_str{} : to_abi(e.option());
    failure.remote_text = to_abi(e.remote_text());
    failure.retry_after_ms = e.retry_after_ms();
    call.fail(failure);
    return e.status() == OB_OK ? OB_INTERNAL : e.status();  // what was thrown is never a success
  } catch (const std::bad_alloc&) {
    fail("out of memory in the connector", {});
    return OB_INTERNAL;
  } catch (const std::exception& e) {
    // what() of foreign exceptions may quote data, so it travels as remote text.
    fail("unexpected error in the connector", e.what());
    return OB_INTERNAL;
  } catch (...) {
    fail("unexpected error in the connector (not a std::exception)", {});
    return OB_INTERNAL;
  }
}

namespace detail {

template <class C>
concept HasCheck = requires(C c, Call& call) {
  c.check(call);
};
template <class C>
concept HasFetch = requires(C c, Call& call, const ob_fetch& f, FetchSink& s) {
  c.fetch(call, f, s);
};
template <class C>
concept HasFetchKeys = requires(C c, Call& call, const ob_keys& k, FetchSink& s) {
  c.fetch_keys(call, k, s);
};
template <class C>
concept HasWrite = requires(C c, Call& call, const ob_batch& b, Results& r) {
  c.write(call, b, r);
};
template <class C>
concept HasLookup = requires(C c, Call& call, const ob_keys& k, LookupSink& s) {
  c.lookup(call, k, s);
};
template <class C>
concept HasInterrupt = requires(C c) {
  c.interrupt();
};
template <class C>
concept HasExtension = requires(std::string_view id) {
  { C::extension(id) } -> std::convertible_to<const void*>;
};

template <class C>
struct Thunks {
  static constexpr std::uint32_t kRoles = C::kDescription.roles, kCan = C::kDescription.capabilities;
  static_assert(
      requires(C c, Call& call) {
        c.open(call);
        c.close();
      },
      "a connector needs open(Call&) and close()");
  static_assert(
      HasFetch<C> == ((kRoles & (OB_FETCH_ORDERS | OB_FETCH_STATUS)) != 0),
      "fetch(Call&, const ob_fetch&, FetchSink&) and the roles OB_FETCH_ORDERS/OB_FETCH_STATUS go together");
  static_assert(
      HasWrite<C> == ((kRoles & (OB_WRITE_ORDERS | OB_WRITE_STATUS)) != 0),
      "write(Call&, const ob_batch&, Results&) and the roles OB_WRITE_ORDERS/OB_WRITE_STATUS go together");
  static_assert(
      HasFetchKeys<C> == ((kCan & OB_CAN_FETCH_KEYS) != 0),
      "fetch_keys(Call&, const ob_keys&, FetchSink&) and the capability OB_CAN_FETCH_KEYS go together");
  static_assert(HasLookup<C> == ((kCan & OB_CAN_LOOKUP) != 0),
                "lookup(Call&, const ob_keys&, LookupSink&) and the capability OB_CAN_LOOKUP go together");
  static_assert((kCan & OB_CAN_NOTIFY) == 0 || HasExtension<C>,
                "OB_CAN_NOTIFY needs a static extension(std::string_view) that offers orderbridge.notify/1");

  static C& self(void* p) { return *static_cast<C*>(p); }

  static ob_status OB_CALL create(const ob_host* host, const ob_call* call, const ob_connection* connection,
                                  void** out) noexcept {
    return guard(call, [&] { *out = new C(Host(host), Connection(*connection)); });
  }
  static void OB_CALL destroy(void* p) noexcept { delete static_cast<C*>(p); }
  static ob_status OB_CALL open(void* p, const ob_call* abi) noexcept {
    return guard(abi, [&] {
      Call call(abi);
      self(p).open(call);
    });
  }
  static void OB_CALL close(void* p) noexcept { self(p).close(); }
  static ob_status OB_CALL check(void* p, const ob_call* abi) noexcept {
    return guard(abi, [&] {
      if constexpr (HasCheck<C>) {
        Call call(abi);
        self(p).check(call);
      }
    });
  }
  static ob_status OB_CALL fetch(void* p, const ob_call* abi, const ob_fetch* request,
                                 const ob_fetch_sink* sink) noexcept {
    return guard(abi, [&] {
      if constexpr (HasFetch<C>) {
        Call call(abi);
        FetchSink out(sink);
        self(p).fetch(call, *request, out);
      }
    });
  }
  static ob_status OB_CALL fetch_keys(void* p, const ob_call* abi, const ob_keys* keys,
                                      const ob_fetch_sink* sink) noexcept {
    return guard(abi, [&] {
      if constexpr (HasFetchKeys<C>) {
        Call call(abi);
        FetchSink out(sink);
        self(p).fetch_keys(call, *keys, out);
      }
    });
  }
  static ob_status OB_CALL write(void* p, const ob_call* abi, const ob_batch* batch,
                                 const ob_results* results) noexcept {
    return guard(abi, [&] {
      if constexpr (HasWrite<C>) {
        Call call(abi);
        Results out(results);
        self(p).write(call, *batch, out);
      }
    });
  }
  static ob_status OB_CALL lookup(void* p, const ob_call* abi, const ob_keys* keys,
                                  const ob_lookup_sink* sink) noexcept {
    return guard(abi, [&] {
      if constexpr (HasLookup<C>) {
        Call call(abi);
        LookupSink out(sink);
        self(p).lookup(call, *keys, out);
      }
    });
  }
  static void OB_CALL interrupt(void* p) noexcept {
    if constexpr (HasInterrupt<C>) self(p).interrupt();
  }
  static const void* OB_CALL extension(ob_str id) noexcept {
    if constexpr (HasExtension<C>) return C::extension(view(id));
    return nullptr;
  }

  static constexpr ob_connector table() {
    constexpr auto& d = C::kDescription;
    ob_connector c{};
    c.size = sizeof c;
    c.roles = d.roles;
    c.capabilities = d.capabilities;
    c.id = to_abi(d.id);
    c.version = to_abi(d.version);
    c.title = to_abi(d.title_en, d.title_de);
    c.doc = to_abi(d.doc_en, d.doc_de);
    c.options = d.options;
    c.option_count = d.option_count;
    c.create = create;
    c.destroy = destroy;
    c.open = open;
    c.close = close;
    if constexpr (HasCheck<C>) c.check = check;
    if constexpr (HasFetch<C>) c.fetch = fetch;
    if constexpr (HasFetchKeys<C>) c.fetch_keys = fetch_keys;
    if constexpr (HasWrite<C>) c.write = write;
    if constexpr (HasLookup<C>) c.lookup = lookup;
    if constexpr (HasInterrupt<C>) c.interrupt = interrupt;
    if constexpr (HasExtension<C>) c.extension = extension;
    return c;
  }
};

template <class... C>
struct Tables {
  static constexpr std::array<ob_connector, sizeof...(C)> connectors{Thunks<C>::table()...};
  template <std::size_t... I>
  static constexpr std::array<const ob_connector*, sizeof...(C)> pointers(std::index_sequence<I...>) {
    return {&connectors[I]...};
  }
  static constexpr auto pointer_table = pointers(std::index_sequence_for<C...>{});
};

#if defined(__clang__)
inline constexpr std::string_view kToolchain = "clang " __clang_version__;
#elif defined(__GNUC__)
inline constexpr std::string_view kToolchain = "gcc " __VERSION__;
#else
inline constexpr std::string_view kToolchain = "unknown";
#endif

}  // namespace detail
}  // namespace orderbridge

/// Defines the one exported function of the library: vendor, version, connector classes.
#define ORDERBRIDGE_CONNECTORS(vendor, library_version, ...)                                  \
  extern "C" OB_EXPORT const ob_library* OB_CALL orderbridge_connectors_v1(std::uint32_t) {   \
    using Tables = orderbridge::detail::Tables<__VA_ARGS__>;                                  \
    static constexpr ob_library library{sizeof(ob_library),                                   \
                                        OB_ABI_MINOR,                                         \
                                        orderbridge::to_abi(vendor),                          \
                                        orderbridge::to_abi(library_version),                 \
                                        orderbridge::to_abi(orderbridge::detail::kToolchain), \
                                        Tables::pointer_table.data(),                         \
                                        Tables::pointer_table.size()};                        \
    return &library;                                                                          \
  }
