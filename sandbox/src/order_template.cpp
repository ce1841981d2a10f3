// SPDX-License-Identifier: MIT
// See order_template.hpp.
#include "order_template.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "raw_json.hpp"
#include "version_shape.hpp"

namespace orderbridge::sandbox {
namespace {

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  return in ? text.str() : std::string();
}

// An everyday order: guest, Germany, prepayment.
constexpr std::string_view kDonorRow = R"({"id":60})";

std::string detail_of(const std::string& data_dir, std::string_view row) {
  const std::string file = read_file(data_dir + "/details/" + std::string(member(row, "id")) + ".json");
  return std::string(member(file, "data"));
}

// Finds the tokens inside one field that belong to the order itself.
class Cutter {
 public:
  Cutter(std::string_view field, std::string_view raw)
      : field_(field), rest_(raw.data()), end_(raw.data() + raw.size()) {
    walk(raw, 0, field);
    if (rest_ < end_) pieces_.push_back({Slot::kText, text_until(end_)});
  }
  std::vector<Piece> take() { return std::move(pieces_); }

 private:
  void walk(std::string_view raw, int depth, std::string_view key) {
    const Slot slot = slot_of(depth, key);
    if (slot != Slot::kText) {
      mark(slot, raw);
    } else if (raw.front() == '{') {
      for (const auto& [name, value] : members(raw)) walk(value, depth + 1, name);
    } else if (raw.front() == '[') {
      for (const auto element : elements(raw)) walk(element, depth, {});
    }
  }

  Slot slot_of(int depth, std::string_view key) const {
    if (depth == 0 && key == "id") return Slot::kOrderId;
    if (depth == 0 && key == "number") return Slot::kNumber;
    if (depth == 0) return Slot::kText;
    if (key == "orderId") return Slot::kOrderId;
    if (field_ != "details") return Slot::kText;
    if (depth == 1 && key == "number") return Slot::kNumber;
    if ((depth == 1 && key == "id") || key == "orderDetailId") return Slot::kLineId;
    return Slot::kText;
  }

  std::string_view text_until(const char* to) const { return {rest_, static_cast<std::size_t>(to - rest_)}; }

  void mark(Slot slot, std::string_view raw) {
    if (rest_ < raw.data()) pieces_.push_back({Slot::kText, text_until(raw.data())});
    pieces_.push_back({slot, raw, slot == Slot::kLineId ? std::stoll(std::string(raw)) : 0});
    rest_ = raw.data() + raw.size();
  }

  std::string_view field_;
  const char* rest_;
  const char* end_;
  std::vector<Piece> pieces_;
};

std::vector<Field> cut(std::string_view object) {
  std::vector<Field> fields;
  for (const auto& [key, value] : members(object)) fields.push_back({key, value, Cutter(key, value).take()});
  return fields;
}

const Field* find(const std::vector<Field>& fields, std::string_view key) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

bool worth_cloning(const OrderTemplate& order) {
  // Totals of these three were invented by a POST and do not fit their lines (or there are no lines).
  static constexpr std::array<std::int64_t, 3> kOddTotals{225, 226, 227};
  if (std::find(kOddTotals.begin(), kOddTotals.end(), order.id) != kOddTotals.end()) return false;
  for (const char* part : {"customer", "payment", "dispatch", "billing", "shipping"})
    if (order.detail_field(part)->raw == "null") return false;
  return order.detail_field("details")->raw != "[]" && order.detail_field("orderStatusId")->raw == "0";
}

// Four orders answered 404 (aborted, or number NULL): only their list row was recorded. What they would show
// when they become readable is the row plus lines, payment and shop of another order, without addresses.
std::string made_up_detail(std::string_view row, std::string_view donor) {
  std::string out = "{";
  for (const auto& [key, value] : members(donor)) {
    if (out.size() > 1) out += ',';
    ((out += '"') += key) += "\":";
    const auto own = member(row, key);
    if (key == "billing" || key == "shipping") {
      out += "null";
    } else if (key == "customer" && own != "null") {
      const auto email = member(value, "email");
      const auto at = static_cast<std::size_t>(email.data() - value.data());
      out.append(value.substr(0, at)).append(member(own, "email")).append(value.substr(at + email.size()));
    } else {
      out += own.empty() ? value : own;
    }
  }
  return out + '}';
}

}  // namespace

const Field* OrderTemplate::row_field(std::string_view key) const {
  return find(row, key);
}
const Field* OrderTemplate::detail_field(std::string_view key) const {
  return find(detail, key);
}

Templates load_templates(const std::string& data_dir, const ShopVersion& version,
                         const StatusTable& statuses) {
  const std::string list = read_file(data_dir + "/list_all_sort_id.json");
  const std::string donor = detail_of(data_dir, kDonorRow);
  Templates templates;
  for (const auto row : elements(member(list, "data"))) {
    auto order = std::make_unique<OrderTemplate>();
    order->id = std::stoll(std::string(member(row, "id")));
    order->index = templates.size();
    order->row_text = in_shape_of(version, statuses, row, Shape::kRow);
    order->detail_text = detail_of(data_dir, row);
    order->recorded = !order->detail_text.empty();
    if (!order->recorded) order->detail_text = made_up_detail(row, donor);
    order->detail_text = in_shape_of(version, statuses, order->detail_text, Shape::kDetail);
    order->row = cut(order->row_text);
    order->detail = cut(order->detail_text);
    order->importable = worth_cloning(*order);
    templates.push_back(std::move(order));
  }
  if (templates.empty())
    throw std::runtime_error("no recorded orders in " + data_dir + ": is it the sandbox's data folder?");
  return templates;
}

}  // namespace orderbridge::sandbox
