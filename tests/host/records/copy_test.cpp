// SPDX-License-Identifier: MIT
// copy_record(): the host's own record is equal to the foreign one, shares no byte with it, and is refused
// where the foreign one breaks the ABI's rules.
#include "records/copy.hpp"

#include <catch2/catch.hpp>

#include "orderbridge/utc_offset.hpp"
#include "records/version.hpp"
#include "records/xml_view.hpp"
#include "support/filled_records.hpp"

using namespace orderbridge;
using host_test::FilledOrder;
using host_test::FilledStatus;
using records::Arena;
using records::BadRecord;
using records::copy_record;

namespace {

std::string text_of(const ob_record& record) {
  return records::to_xml(record, records::Personal::kShown);
}

/// Why the order is refused after `damage`; empty where it is taken.
template <class Fn>
std::string refusal(Fn damage) {
  FilledOrder filled;
  filled.builder().finish();
  damage(filled.order());
  Arena arena;
  try {
    copy_record(filled.order().head, arena);
    return {};
  } catch (const BadRecord& e) {
    return e.what();
  }
}

void check_deep(void* base, std::span<const records::Field> fields, const void* foreign) {
  for (const auto& field : fields) {
    if (field.kind != records::FieldKind::kText) continue;
    INFO(field.path);
    CHECK(view(records::at<ob_str>(base, field)) == view(records::at<ob_str>(foreign, field)));
    CHECK(records::at<ob_str>(base, field).data != records::at<ob_str>(foreign, field).data);
  }
}

using Catch::Contains;

}  // namespace

TEST_CASE("a copied order is equal and outlives the foreign one") {
  Arena arena;
  const ob_record* own = nullptr;
  std::string before;
  {
    FilledOrder filled;
    before = text_of(filled.record());
    own = copy_record(filled.record(), arena);
    auto& order = reinterpret_cast<const ob_order&>(*own);
    check_deep(const_cast<ob_order*>(&order), records::order_fields(), &filled.order());
    check_deep(const_cast<ob_address*>(order.billing), records::address_fields(), filled.order().billing);
    check_deep(const_cast<ob_address*>(order.shipping), records::address_fields(), filled.order().shipping);
    check_deep(const_cast<ob_line*>(order.lines[0]), records::line_fields(), filled.order().lines[0]);
    CHECK(order.extras[1].value.data != filled.order().extras[1].value.data);
    CHECK(order.warnings[0] != filled.order().warnings[0]);
    for (auto& text : filled.texts()) text.assign(text.size(), '#');
  }
  CHECK(text_of(*own) == before);
}

TEST_CASE("a copied status update is equal and outlives the foreign one") {
  Arena arena;
  const ob_record* own = nullptr;
  std::string before;
  {
    FilledStatus filled;
    before = text_of(filled.record());
    own = copy_record(filled.record(), arena);
    for (auto& text : filled.texts()) text.assign(text.size(), '#');
  }
  CHECK(text_of(*own) == before);
  CHECK(own->size == sizeof(ob_status_update));
}

TEST_CASE("an older connector's smaller structs: what it does not know is zero") {
  FilledOrder filled;
  filled.builder().finish();
  auto& o = filled.order();
  SECTION("the address ends before vat_id") {
    const_cast<ob_address*>(o.billing)->size = offsetof(ob_address, vat_id);
    Arena arena;
    const auto& own = reinterpret_cast<const ob_order&>(*copy_record(o.head, arena));
    CHECK(own.billing->vat_id.data == nullptr);
    CHECK(own.billing->extra_count == 0);
    CHECK(view(own.billing->email) == view(o.billing->email));
    CHECK(own.billing->size == sizeof(ob_address));
  }
  SECTION("the line ends before tax_rate") {
    const_cast<ob_line*>(o.lines[0])->size = offsetof(ob_line, tax_rate);
    Arena arena;
    const auto& own = reinterpret_cast<const ob_order&>(*copy_record(o.head, arena));
    CHECK(own.lines[0]->tax_rate.present == 0);
    CHECK(own.lines[0]->unit_price.present == 1);
  }
  SECTION("the order ends before its warnings") {
    o.head.size = offsetof(ob_order, warnings);
    Arena arena;
    const auto& own = reinterpret_cast<const ob_order&>(*copy_record(o.head, arena));
    CHECK(own.warning_count == 0);
    CHECK(own.extra_count == o.extra_count);
    CHECK(own.head.size == sizeof(ob_order));
  }
  SECTION("an order of 1.0 has no offsets, whatever lies behind it") {
    o.head.size = offsetof(ob_order, ordered_at_offset);
    Arena arena;
    const auto& own = reinterpret_cast<const ob_order&>(*copy_record(o.head, arena));
    CHECK_FALSE(present(own.ordered_at_offset));
    CHECK_FALSE(present(own.paid_at_offset));
    CHECK_FALSE(present(ordered_at_offset(o)));  // a sink of today in a host of 1.0
    CHECK_FALSE(present(paid_at_offset(o)));
    CHECK(view(own.tracking_codes) == view(o.tracking_codes));
  }
  SECTION("a later connector's larger struct is cut to ours") {
    struct Later {
      ob_order order;
      char more[64];
    } later{o, {}};
    later.order.head.size = sizeof later;
    Arena arena;
    CHECK(copy_record(later.order.head, arena)->size == sizeof(ob_order));
  }
}

TEST_CASE("a status update of 1.0 has no offsets") {
  FilledStatus filled;
  filled.status().head.size = offsetof(ob_status_update, paid_at_offset);
  filled.delivery().size = offsetof(ob_delivery, delivered_at_offset);
  Arena arena;
  const auto& own = reinterpret_cast<const ob_status_update&>(*copy_record(filled.record(), arena));
  CHECK_FALSE(present(own.paid_at_offset));
  CHECK_FALSE(present(own.deliveries[0]->delivered_at_offset));
  CHECK(own.deliveries[0]->line_count == 1);
  CHECK_FALSE(present(paid_at_offset(filled.status())));
  CHECK_FALSE(present(delivered_at_offset(filled.delivery())));
}

TEST_CASE("versions are the host's to set") {
  FilledOrder filled;
  filled.order().head.content_version = to_abi("theirs");
  Arena arena;
  CHECK_FALSE(present(copy_record(filled.record(), arena)->content_version));
}

TEST_CASE("absent stays absent, empty stays empty") {
  FilledOrder filled;
  filled.order().state = {nullptr, 0};
  filled.order().locale = {"", 0};
  Arena arena;
  const auto& own = reinterpret_cast<const ob_order&>(*copy_record(filled.record(), arena));
  CHECK_FALSE(present(own.state));
  CHECK(present(own.locale));
}

TEST_CASE("records against the rules are refused, and the text names the place") {
  static const std::string long_id(201, 'x');
  const ob_str bad = to_abi("K\xF6ln");
  CHECK(refusal([](ob_order&) {}).empty());
  CHECK_THAT(refusal([](ob_order& o) { o.head.id = {}; }), Contains("id"));
  CHECK_THAT(refusal([](ob_order& o) { o.head.id = {"", 0}; }), Contains("id"));
  CHECK_THAT(refusal([](ob_order& o) { o.head.id = to_abi(long_id); }), Contains("too long"));
  CHECK(refusal([](ob_order& o) { o.head.id = to_abi(std::string_view(long_id).substr(1)); }).empty());
  CHECK_THAT(refusal([](ob_order& o) { o.head.id = to_abi("1\n2"); }), Contains("control"));
  CHECK_THAT(refusal([&](ob_order& o) { o.head.id = bad; }), Contains("UTF-8"));
  CHECK_THAT(refusal([&](ob_order& o) { o.number = bad; }), Contains("number"));
  CHECK_THAT(refusal([](ob_order& o) { o.billing = nullptr; }), Contains("order/billing"));
  CHECK_THAT(refusal([&](ob_order& o) { const_cast<ob_address*>(o.billing)->city = bad; }), Contains("city"));
  CHECK_THAT(refusal([&](ob_order& o) { const_cast<ob_line*>(o.lines[0])->name = bad; }), Contains("name"));
  CHECK_THAT(refusal([&](ob_order& o) { const_cast<ob_extra*>(o.extras)[0].value = bad; }),
             Contains("extras"));
  CHECK_THAT(refusal([&](ob_order& o) { const_cast<ob_warning*>(o.warnings[0])->text = bad; }),
             Contains("warnings"));
  CHECK_THAT(refusal([](ob_order& o) { o.total_gross.scale = 19; }), Contains("total/gross"));
  CHECK_THAT(refusal([](ob_order& o) { o.total_gross.scale = -1; }), Contains("scale"));
  CHECK_THAT(refusal([](ob_order& o) { o.line_count = 100001; }), Contains("order/lines"));
  CHECK_THAT(refusal([](ob_order& o) { o.lines = nullptr; }), Contains("order/lines"));
  CHECK_THAT(refusal([](ob_order& o) { const_cast<const ob_line**>(o.lines)[0] = nullptr; }),
             Contains("order/lines"));
  CHECK_THAT(refusal([](ob_order& o) { o.extra_count = SIZE_MAX; }), Contains("order/extras"));
  CHECK_THAT(refusal([](ob_order& o) { o.warnings = nullptr; }), Contains("order/warnings"));
  CHECK_THAT(refusal([](ob_order& o) { o.head.size = 0; }), Contains("too small"));
  CHECK_THAT(refusal([](ob_order& o) { o.head.size = sizeof(ob_record); }), Contains("order/billing"));
  CHECK_THAT(refusal([](ob_order& o) { o.head.kind = 77; }), Contains("77"));
  CHECK_THAT(refusal([](ob_order& o) { const_cast<ob_line*>(o.lines[0])->size = 0; }),
             Contains("order/lines"));
  CHECK_THAT(refusal([](ob_order& o) { const_cast<ob_address*>(o.billing)->size = 8; }),
             Contains("order/billing"));
  static const std::string huge(16 * 1024 * 1024 + 1, 'x');
  CHECK_THAT(refusal([](ob_order& o) { o.customer_comment = to_abi(huge); }), Contains("16 MiB"));
}

TEST_CASE("a status update that is no larger than nothing is refused") {
  FilledStatus filled;
  filled.status().head.size = 0;
  Arena arena;
  CHECK_THROWS_AS(copy_record(filled.record(), arena), BadRecord);
}

TEST_CASE("an arena gives aligned memory and forgets all at once") {
  Arena arena;
  for (std::size_t i = 1; i < 2000; ++i) {
    arena.keep(to_abi("x"));
    CHECK(reinterpret_cast<std::uintptr_t>(arena.array<std::int64_t>(i)) % alignof(std::int64_t) == 0);
  }
  CHECK(arena.bytes() > 8u * 1000 * 1999);
  arena.clear();
  CHECK(arena.bytes() == 0);
}
