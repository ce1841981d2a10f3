// SPDX-License-Identifier: MIT
#define XXH_INLINE_ALL
#include "records/version.hpp"

#include <xxhash.h>

#include <bit>
#include <cstring>
#include <vector>

#include "orderbridge/utc_offset.hpp"
#include "records/fields.hpp"

namespace orderbridge::records {

namespace {

/// Collects name/value pairs in a buffer, hashed once: orders are small, and one long hash beats many short
/// updates.
class Canonical {
 public:
  Canonical() : buffer_(4096, '\0') {}

  void fields(const void* base, std::span<const Field> table, FieldVersion version) {
    for (const auto& field : table) {
      if (field.version != version) continue;
      switch (field.kind) {
        case FieldKind::kText:
          text(field.path, view(at<ob_str>(base, field)));
          break;
        case FieldKind::kDecimal:
          decimal(field.path, at<ob_decimal>(base, field));
          break;
        case FieldKind::kTime:
          number(field.path, at<ob_time>(base, field), OB_NO_TIME);
          break;
        case FieldKind::kInt:
          number(field.path, at<std::int32_t>(base, field), 0);
          break;
      }
    }
  }
  void text(std::string_view name, std::string_view value) {
    if (value.empty()) return;
    begin(name);
    append_number(static_cast<std::int64_t>(value.size()));
    append(value);
  }
  void decimal(std::string_view name, ob_decimal d) {
    if (!d.present) return;
    while (d.scale > 0 && d.unscaled % 10 == 0) d.unscaled /= 10, --d.scale;
    begin(name);
    append_number(d.unscaled);
    append_number(d.scale);
  }
  void number(std::string_view name, std::int64_t value, std::int64_t absent) {
    if (value == absent) return;
    begin(name);
    append_number(value);
  }
  void mark(char c) { append({&c, 1}); }

  std::string hash() const {
    const XXH128_hash_t h = XXH3_128bits(buffer_.data(), used_);
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical, h);
    std::string hex(32, '0');
    static constexpr char kDigits[] = "0123456789abcdef";
    for (std::size_t i = 0; i < 16; ++i) {
      hex[2 * i] = kDigits[canonical.digest[i] >> 4];
      hex[2 * i + 1] = kDigits[canonical.digest[i] & 15];
    }
    return hex;
  }
  void clear() { used_ = 0; }

 private:
  void begin(std::string_view name) {
    append(name);
    append(std::string_view("\0", 1));
  }
  void append(std::string_view bytes) {
    if (buffer_.size() - used_ < bytes.size()) buffer_.resize(2 * (used_ + bytes.size()));
    std::memcpy(buffer_.data() + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
  }
  /// Eight bytes, little-endian, so that the hash is the same everywhere.
  void append_number(std::int64_t value) {
    auto bits = static_cast<std::uint64_t>(value);
    if constexpr (std::endian::native == std::endian::big) bits = __builtin_bswap64(bits);
    char bytes[8];
    std::memcpy(bytes, &bits, 8);
    append({bytes, 8});
  }
  std::vector<char> buffer_;
  std::size_t used_ = 0;
};

void address(Canonical& c, char tag, const ob_address* a) {
  if (!a) return;
  c.mark(tag);
  c.fields(a, address_fields(), FieldVersion::kContent);
}

void order_content(Canonical& c, const ob_order& o) {
  c.fields(&o, order_fields(), FieldVersion::kContent);
  address(c, 'b', o.billing);
  address(c, 's', o.shipping);
  for (std::size_t i = 0; i < o.line_count; ++i) {
    c.mark('l');
    c.number("type", o.lines[i]->type, -1);
    c.fields(o.lines[i], line_fields(), FieldVersion::kContent);
  }
}

void status_content(Canonical& c, const ob_status_update& s) {
  c.fields(&s, status_fields(), FieldVersion::kContent);
  for (std::size_t i = 0; i < s.delivery_count; ++i) {
    auto d = *s.deliveries[i];
    d.delivered_at = clock_time(d.delivered_at, d.delivered_at_offset);
    c.mark('d');
    c.fields(&d, delivery_fields(), FieldVersion::kContent);
    for (std::size_t k = 0; k < d.tracking_number_count; ++k) c.text("tracking", view(d.tracking_numbers[k]));
    for (std::size_t k = 0; k < d.line_count; ++k) {
      c.text("line", view(d.lines[k].line_id));
      c.decimal("quantity", d.lines[k].quantity);
    }
  }
}

/// The ERP keeps what its clock showed. Taken as that, a version outlives a correction of the zone: whoever
/// took the clock time for UTC before finds the same version, and nothing looks changed.
void status_payment(Canonical& c, ob_status_update s) {
  s.paid_at = clock_time(s.paid_at, s.paid_at_offset);
  c.fields(&s, status_fields(), FieldVersion::kPayment);
}

}  // namespace

Versions versions_of(const ob_record& record) {
  thread_local Canonical c;
  c.clear();
  Versions versions;
  const bool is_order = record.kind == OB_KIND_ORDER;
  if (is_order)
    order_content(c, reinterpret_cast<const ob_order&>(record));
  else
    status_content(c, reinterpret_cast<const ob_status_update&>(record));
  versions.content = c.hash();
  c.clear();
  if (is_order)
    c.fields(&record, order_fields(), FieldVersion::kPayment);
  else
    status_payment(c, reinterpret_cast<const ob_status_update&>(record));
  versions.payment = c.hash();
  return versions;
}

}  // namespace orderbridge::records
