// SPDX-License-Identifier: MIT
// Today's headers against the frozen ones in v1_0/: what was published stays where it was, for ever. Minor
// versions may append to growing structs, and nothing else.
#include <stddef.h>
#include <stdint.h>

#include <array>
#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>
#include <string>

#include "for_each.hpp"

// The frozen headers in a namespace of their own; an extern "C" name is the same in all namespaces, so it is
// renamed.
#define orderbridge_connectors_v1 orderbridge_connectors_v1_frozen
namespace frozen {
#include "v1_0/connector_abi.h"
#include "v1_0/notify.h"
#include "v1_0/views.h"
}  // namespace frozen
#undef orderbridge_connectors_v1
constexpr unsigned kFrozenMinor = OB_ABI_MINOR;
static_assert(frozen::OB_OK == 0 && OB_NO_TIME == INT64_MIN);
#undef ORDERBRIDGE_CONNECTOR_ABI_H
#undef ORDERBRIDGE_VIEWS_H
#undef ORDERBRIDGE_NOTIFY_H
#undef OB_ABI_MINOR
#undef OB_HAS
#undef OB_EXPORT
#undef OB_CALL
#undef OB_NO_TIME
#undef OB_VIEWS_V1
#undef OB_NOTIFY_V1
#include <orderbridge/connector_abi.h>
#include <orderbridge/notify.h>
#include <orderbridge/views.h>

namespace {

struct Span {
  std::size_t offset, size;
};

/// Do the members follow one another without gap or overlap, up to the end? Then none is missing from the
/// table.
template <std::size_t N>
constexpr bool covers(const std::array<Span, N>& members, std::size_t size) {
  std::size_t end = 0;
  for (const auto& m : members) {
    if (m.offset != end) return false;
    end += m.size;
  }
  return end == size;
}

#define OB_SPAN(type, member) Span{offsetof(frozen::type, member), sizeof(frozen::type::member)},
#define OB_SAME_PLACE(type, member)                                           \
  static_assert(offsetof(frozen::type, member) == offsetof(::type, member) && \
                    sizeof(frozen::type::member) == sizeof(::type::member),   \
                #type "::" #member " moved or changed its size: that breaks old connectors");
#define OB_LAYOUT(type, ...)                                                                       \
  static_assert(covers(std::array{OB_FOR_EACH(OB_SPAN, type, __VA_ARGS__)}, sizeof(frozen::type)), \
                "layout_table.inc does not list every member of " #type " in its order");          \
  OB_FOR_EACH(OB_SAME_PLACE, type, __VA_ARGS__)                                                    \
  static_assert(sizeof(::type) >= sizeof(frozen::type));
#define OB_SAME_VALUE(unused, name) \
  static_assert(static_cast<long>(frozen::name) == static_cast<long>(::name), #name " changed its value");
#define OB_VALUES(...) OB_FOR_EACH(OB_SAME_VALUE, , __VA_ARGS__)
#include "layout_table.inc"

// Embedded by value (rule R5): these never grow.
static_assert(sizeof(ob_str) == sizeof(frozen::ob_str) && sizeof(ob_decimal) == sizeof(frozen::ob_decimal));
static_assert(sizeof(ob_pair) == sizeof(frozen::ob_pair) && sizeof(ob_text) == sizeof(frozen::ob_text));
static_assert(sizeof(ob_extra) == sizeof(frozen::ob_extra) && sizeof(ob_record) == sizeof(frozen::ob_record));
static_assert(sizeof(ob_row) == sizeof(frozen::ob_row) &&
              sizeof(ob_delivered) == sizeof(frozen::ob_delivered));

/// A header without comments and with single blanks.
std::string declarations(const std::string& file) {
  std::ifstream in(file);
  std::stringstream text;
  text << in.rdbuf();
  std::string all = text.str(), code;
  REQUIRE(all.size() > 100);
  for (auto from = all.find("/*"); from != all.npos; from = all.find("/*", from))
    all.replace(from, all.find("*/", from) + 2 - from, " ");
  std::istringstream words(all);
  for (std::string word; words >> word;) code += (code.empty() ? "" : " ") + word;
  return code;
}

}  // namespace

TEST_CASE("no function of the frozen headers changed its parameters") {
  const auto* header = GENERATE("connector_abi.h", "views.h", "notify.h");
  const auto then = declarations(OB_FROZEN_DIR "/" + std::string(header));
  const auto today = declarations(OB_HEADER_DIR "/" + std::string(header));
  int functions = 0;
  for (auto at = then.find("(OB_CALL"); at != then.npos; at = then.find("(OB_CALL", at + 1), ++functions) {
    const auto from = then.find_last_of(";{", at) + 1;
    const auto function = then.substr(from, then.find(';', at) + 1 - from);
    if (today.find(function) == std::string::npos) FAIL_CHECK(header << ": " << function);
  }
  CHECK(functions > 0);
}

TEST_CASE("nothing is added without a new minor version") {
  if (kFrozenMinor != OB_ABI_MINOR) {
    SUCCEED("the minor version was raised");
    return;
  }
  const auto* header = GENERATE("connector_abi.h", "views.h", "notify.h");
  CAPTURE(header);
  // If this fails before 1.0: README.md beside the frozen headers says how they are refreshed.
  CHECK((declarations(OB_FROZEN_DIR "/" + std::string(header)) ==
         declarations(OB_HEADER_DIR "/" + std::string(header))));
}
