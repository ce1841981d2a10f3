// SPDX-License-Identifier: MIT
#include "records/copy.hpp"

#include <algorithm>
#include <string_view>

#include "base/language.hpp"
#include "base/utf8.hpp"
#include "orderbridge/text.hpp"
#include "records/fields.hpp"

namespace orderbridge::records {

namespace {

constexpr std::size_t kLongestText = 16 * 1024 * 1024;
constexpr std::size_t kMostItems = 100000;

class Copier {
 public:
  explicit Copier(Arena& arena) : arena_(arena) {}

  ob_order* order(const ob_record& foreign) {
    auto* o = sized<ob_order>(&foreign, foreign.size, "order");
    head(o->head);
    fields(o, order_fields(), "order");
    o->price_basis = o->price_basis == OB_BASIS_NET ? OB_BASIS_NET : OB_BASIS_GROSS;
    o->billing = address(o->billing, "order/billing");
    o->shipping = address(o->shipping, "order/shipping");
    if (!o->billing) fail("order/billing", tr("is missing", "fehlt"));
    o->lines = list<ob_line>(o->lines, o->line_count, "order/lines", [&](ob_line& line) {
      fields(&line, line_fields(), "order/lines/line");
      line.extras = extras(line.extras, line.extra_count, "order/lines/line/extras");
    });
    o->extras = extras(o->extras, o->extra_count, "order/extras");
    o->warnings = list<ob_warning>(o->warnings, o->warning_count, "order/warnings", [&](ob_warning& w) {
      w.code = text(w.code, "order/warnings/code");
      w.field = text(w.field, "order/warnings/field");
      w.text = text(w.text, "order/warnings/text");
    });
    return o;
  }

  ob_status_update* status(const ob_record& foreign) {
    auto* s = sized<ob_status_update>(&foreign, foreign.size, "status");
    head(s->head);
    fields(s, status_fields(), "status");
    s->may_replace = texts(s->may_replace, s->may_replace_count, "status/may-replace");
    s->may_replace_payment =
        texts(s->may_replace_payment, s->may_replace_payment_count, "status/may-replace-payment");
    s->extras = extras(s->extras, s->extra_count, "status/extras");
    s->deliveries =
        list<ob_delivery>(s->deliveries, s->delivery_count, "status/deliveries", [&](ob_delivery& d) {
          fields(&d, delivery_fields(), "status/deliveries/delivery");
          d.tracking_numbers =
              texts(d.tracking_numbers, d.tracking_number_count, "status/deliveries/delivery/tracking");
          d.tracking_urls =
              texts(d.tracking_urls, d.tracking_url_count, "status/deliveries/delivery/tracking");
          d.lines = delivered(d.lines, d.line_count);
        });
    return s;
  }

 private:
  [[noreturn]] static void fail(std::string_view where, const std::string& what) {
    throw BadRecord(tr("the connector handed over a broken record: {} {}",
                       "Der Konnektor lieferte einen defekten Datensatz: {} {}", where, what));
  }

  /// A zeroed struct of our size, with as much of the foreign one as both know.
  template <class T>
  T* sized(const void* foreign, std::size_t foreign_size, std::string_view where) {
    constexpr bool kIsRecord = std::is_same_v<T, ob_order> || std::is_same_v<T, ob_status_update>;
    constexpr std::size_t kSmallest =
        kIsRecord ? sizeof(ob_record) : 2 * sizeof(std::uint32_t) + sizeof(ob_str);
    if (foreign_size < kSmallest) fail(where, tr("is too small", "ist zu klein"));
    T* own = arena_.array<T>(1);
    const auto known = std::min(foreign_size, sizeof(T));
    std::memcpy(static_cast<void*>(own), foreign, known);
    std::memset(reinterpret_cast<char*>(own) + known, 0, sizeof(T) - known);
    const std::uint32_t size = sizeof(T);
    std::memcpy(static_cast<void*>(own), &size, sizeof size);
    return own;
  }

  void head(ob_record& h) {
    h.id = text(h.id, "id");
    const auto id = view(h.id);
    const bool clean =
        std::none_of(id.begin(), id.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    if (id.empty() || id.size() > 200 || !clean)
      fail("id",
           tr("is empty, too long or has control characters", "ist leer, zu lang oder hat Steuerzeichen"));
    h.content_version = h.payment_version = ob_str{nullptr, 0};  // ours to set
  }

  ob_str text(ob_str s, std::string_view where) {
    if (!s.data) return {nullptr, 0};
    if (s.size > kLongestText) fail(where, tr("is longer than 16 MiB", "ist länger als 16 MiB"));
    if (!is_utf8(view(s))) fail(where, tr("is not UTF-8", "ist kein UTF-8"));
    return arena_.keep(s);
  }

  void fields(void* base, std::span<const Field> table, std::string_view where) {
    for (const auto& field : table) {
      if (field.kind == FieldKind::kText) {
        auto& s = at<ob_str>(base, field);
        if (s.data) s = text(s, field.path);
      } else if (field.kind == FieldKind::kDecimal) {
        auto& d = at<ob_decimal>(base, field);
        if (!d.present)
          d = ob_decimal{0, 0, 0};
        else if (d.scale < 0 || d.scale > 18)
          fail(std::string(where) + "/" + std::string(field.path),
               tr("has a scale outside 0..18", "hat eine Skala außerhalb 0..18"));
        else
          d.present = 1;
      }
    }
  }

  const ob_address* address(const ob_address* foreign, std::string_view where) {
    if (!foreign) return nullptr;
    auto* a = sized<ob_address>(foreign, foreign->size, where);
    fields(a, address_fields(), where);
    a->extras = extras(a->extras, a->extra_count, where);
    return a;
  }

  std::size_t counted(const void* items, std::size_t count, std::string_view where) {
    if (count > kMostItems || (count > 0 && !items))
      fail(where, tr("has an impossible length", "hat eine unmögliche Länge"));
    return count;
  }

  template <class T, class Fix>
  const T* const* list(const T* const* foreign, std::size_t count, std::string_view where, Fix fix) {
    counted(foreign, count, where);
    auto** own = arena_.array<const T*>(count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!foreign[i]) fail(where, tr("contains a null pointer", "enthält einen Nullzeiger"));
      T* item = sized<T>(foreign[i], foreign[i]->size, where);
      fix(*item);
      own[i] = item;
    }
    return own;
  }

  const ob_extra* extras(const ob_extra* foreign, std::size_t count, std::string_view where) {
    counted(foreign, count, where);
    auto* own = arena_.array<ob_extra>(count);
    for (std::size_t i = 0; i < count; ++i)
      own[i] = {text(foreign[i].name, where), text(foreign[i].value, where), foreign[i].flags, 0};
    return own;
  }

  const ob_str* texts(const ob_str* foreign, std::size_t count, std::string_view where) {
    counted(foreign, count, where);
    auto* own = arena_.array<ob_str>(count);
    for (std::size_t i = 0; i < count; ++i) own[i] = text(foreign[i], where);
    return own;
  }

  const ob_delivered* delivered(const ob_delivered* foreign, std::size_t count) {
    counted(foreign, count, "status/deliveries/delivery/lines");
    auto* own = arena_.array<ob_delivered>(count);
    for (std::size_t i = 0; i < count; ++i)
      own[i] = {text(foreign[i].line_id, "status/deliveries/delivery/lines"), foreign[i].quantity};
    return own;
  }

  Arena& arena_;
};

}  // namespace

ob_record* copy_record(const ob_record& record, Arena& arena) {
  Copier copier(arena);
  switch (record.kind) {
    case OB_KIND_ORDER:
      return &copier.order(record)->head;
    case OB_KIND_STATUS:
      return &copier.status(record)->head;
    default:
      throw BadRecord(tr("the connector handed over a record of unknown kind {}",
                         "Der Konnektor lieferte einen Datensatz unbekannter Art {}", record.kind));
  }
}

}  // namespace orderbridge::records
