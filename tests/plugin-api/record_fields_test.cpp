// SPDX-License-Identifier: MIT
// record_fields.h names every field: together with the members that the host walks by hand its tables cover
// each byte of the records once. A new member that was forgotten there would be neither hashed nor masked.
#include <orderbridge/connector_abi.h>
#include <orderbridge/record_fields.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace {

struct Member {
  std::string name;
  std::size_t offset, size;
};

void check_covered(std::vector<Member> members, std::size_t size) {
  std::sort(members.begin(), members.end(), [](auto& a, auto& b) { return a.offset < b.offset; });
  std::size_t end = 0;
  for (const auto& m : members) {
    CAPTURE(m.name);
    CHECK(m.offset == end);
    end = m.offset + m.size;
  }
  CHECK(end == size);
}

struct Field {
  std::string path, kind, personal, version;
  bool of_its_kind;
};

template <class T>
bool is_kind(const std::string& kind) {
  return kind == "STR"    ? std::is_same_v<T, ob_str>
         : kind == "DEC"  ? std::is_same_v<T, ob_decimal>
         : kind == "TIME" ? std::is_same_v<T, ob_time>
                          : kind == "INT" && std::is_same_v<T, std::int32_t>;
}

void check_columns(const std::vector<Field>& fields) {
  std::set<std::string> paths;
  for (const auto& f : fields) {
    CAPTURE(f.path);
    CHECK(paths.insert(f.path).second);
    CHECK(f.path.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-/") == std::string::npos);
    CHECK(f.of_its_kind);
    CHECK((f.personal == "PERSONAL" || f.personal == "PUBLIC"));
    CHECK((f.version == "CONTENT" || f.version == "PAYMENT" || f.version == "NONE"));
  }
}

#define BYTES(type, member)                               \
  Member {                                                \
#member, offsetof(type, member), sizeof(type::member) \
  }
#define ORDER_BYTES(member, ...) BYTES(ob_order, member),
#define ADDRESS_BYTES(member, ...) BYTES(ob_address, member),
#define LINE_BYTES(member, ...) BYTES(ob_line, member),
#define STATUS_BYTES(member, ...) BYTES(ob_status_update, member),
#define DELIVERY_BYTES(member, ...) BYTES(ob_delivery, member),

#define FIELD(type, member, path, kind, personal, version) \
  Field{path, #kind, #personal, #version, is_kind<decltype(type::member)>(#kind)},
#define ORDER_FIELD(...) FIELD(ob_order, __VA_ARGS__)
#define ADDRESS_FIELD(...) FIELD(ob_address, __VA_ARGS__)
#define LINE_FIELD(...) FIELD(ob_line, __VA_ARGS__)
#define STATUS_FIELD(...) FIELD(ob_status_update, __VA_ARGS__)
#define DELIVERY_FIELD(...) FIELD(ob_delivery, __VA_ARGS__)

}  // namespace

TEST_CASE("every byte of an order has an entry") {
  check_covered({OB_ORDER_FIELDS(ORDER_BYTES)  // then what is walked by hand
                 BYTES(ob_order, head),
                 BYTES(ob_order, reserved), BYTES(ob_order, billing), BYTES(ob_order, shipping),
                 BYTES(ob_order, lines), BYTES(ob_order, line_count), BYTES(ob_order, extras),
                 BYTES(ob_order, extra_count), BYTES(ob_order, warnings), BYTES(ob_order, warning_count)},
                sizeof(ob_order));
}

TEST_CASE("every byte of an address has an entry") {
  check_covered({OB_ADDRESS_FIELDS(ADDRESS_BYTES) BYTES(ob_address, size), BYTES(ob_address, reserved),
                 BYTES(ob_address, extras), BYTES(ob_address, extra_count)},
                sizeof(ob_address));
}

TEST_CASE("every byte of a line has an entry") {
  check_covered({OB_LINE_FIELDS(LINE_BYTES) BYTES(ob_line, size), BYTES(ob_line, type),
                 BYTES(ob_line, extras), BYTES(ob_line, extra_count)},
                sizeof(ob_line));
}

TEST_CASE("every byte of a status update has an entry") {
  check_covered(
      {OB_STATUS_FIELDS(STATUS_BYTES) BYTES(ob_status_update, head), BYTES(ob_status_update, may_replace),
       BYTES(ob_status_update, may_replace_count), BYTES(ob_status_update, may_replace_payment),
       BYTES(ob_status_update, may_replace_payment_count), BYTES(ob_status_update, deliveries),
       BYTES(ob_status_update, delivery_count), BYTES(ob_status_update, extras),
       BYTES(ob_status_update, extra_count)},
      sizeof(ob_status_update));
}

TEST_CASE("every byte of a delivery has an entry") {
  check_covered({OB_DELIVERY_FIELDS(DELIVERY_BYTES) BYTES(ob_delivery, size), BYTES(ob_delivery, reserved),
                 BYTES(ob_delivery, tracking_numbers), BYTES(ob_delivery, tracking_number_count),
                 BYTES(ob_delivery, tracking_urls), BYTES(ob_delivery, tracking_url_count),
                 BYTES(ob_delivery, lines), BYTES(ob_delivery, line_count)},
                sizeof(ob_delivery));
}

TEST_CASE("each field has one path and the kind of its member") {
  check_columns({OB_ORDER_FIELDS(ORDER_FIELD)});
  check_columns({OB_ADDRESS_FIELDS(ADDRESS_FIELD)});
  check_columns({OB_LINE_FIELDS(LINE_FIELD)});
  check_columns({OB_STATUS_FIELDS(STATUS_FIELD)});
  check_columns({OB_DELIVERY_FIELDS(DELIVERY_FIELD)});
}

TEST_CASE("what others change enters no version") {
  const std::set<std::string> never{"state", "source-state", "changed-at", "comment/internal",
                                    "delivery/tracking-codes"};
  std::size_t seen = 0;
  for (const auto& f : std::vector<Field>{OB_ORDER_FIELDS(ORDER_FIELD)})
    if (never.count(f.path)) {
      CHECK(f.version == "NONE");
      ++seen;
    }
  CHECK(seen == never.size());
}
