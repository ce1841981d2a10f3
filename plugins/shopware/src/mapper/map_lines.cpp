// SPDX-License-Identifier: MIT
// Lines, shipping and totals of the order. See order_mapper.hpp and money.hpp.
#include <algorithm>

#include "fields.hpp"
#include "numbers.hpp"
#include "order_mapper.hpp"

namespace orderbridge::shopware5 {
namespace {

constexpr int kPriceScale = 6, kQuantityScale = 6, kRateScale = 4, kMoneyScale = 2;

/// By mode, never by number: the numbers of vouchers and surcharges are settings of the shop.
std::uint32_t line_type(std::int64_t mode, const Decimal& price, bool has_article) {
  switch (mode) {
    case 0:
      return OB_LINE_PRODUCT;
    case 1:
      return OB_LINE_GIFT;
    case 2:
      return OB_LINE_VOUCHER;
    case 3:
      return OB_LINE_DISCOUNT;
    case 4:
      return price.is_negative() ? OB_LINE_DISCOUNT : OB_LINE_SURCHARGE;
    case 10:
      return OB_LINE_BUNDLE;
    case 12:
      return OB_LINE_OTHER;
    default:
      return has_article && !price.is_negative() ? OB_LINE_PRODUCT : OB_LINE_OTHER;
  }
}

bool id_before(const DetailLine& a, const DetailLine& b) {
  return a.id.size() != b.id.size() ? a.id.size() < b.id.size() : a.id < b.id;
}

}  // namespace

void OrderMapper::map_lines() {
  terms_ = {detail_.net == "1", detail_.tax_free == "1", detail_.proportional == "1"};
  auto& o = builder_.order();
  o.price_basis = terms_.net_prices || terms_.tax_free ? OB_BASIS_NET : OB_BASIS_GROSS;
  o.tax_free = terms_.tax_free ? 1 : 0;
  if (!std::is_sorted(detail_.lines.begin(), detail_.lines.end(), id_before))
    std::stable_sort(detail_.lines.begin(), detail_.lines.end(), id_before);
  for (std::size_t i = 0; i < detail_.lines.size(); ++i) map_line(detail_.lines[i], i);
}

void OrderMapper::map_line(const DetailLine& from, std::size_t index) {
  PricedLine priced;
  priced.quantity = need_number(from.quantity, "quantity", kQuantityScale, index);
  priced.price = need_number(from.price, "price", kPriceScale, index);
  // Tax-free orders still name the rate that would have applied.
  if (!terms_.tax_free) priced.tax_rate = need_number(from.tax_rate, "taxRate", kRateScale, index);

  const bool has_article = !from.article_id.empty() && from.article_id != "0";
  auto& line = builder_.add_line(line_type(parse_integer(from.mode).value_or(0), priced.price, has_article));
  const bool product = line.type == OB_LINE_PRODUCT || line.type == OB_LINE_GIFT;
  priced.product = line.type == OB_LINE_PRODUCT;
  line.id = from.id.empty() ? builder_.keep("line-" + std::to_string(index + 1)) : to_abi(from.id);
  line.sku = optional_text(from.article_number);
  line.name = optional_text(from.name);
  if (product && has_article)
    line.product_id = to_abi(from.article_id);  // a voucher's is the voucher's own id
  line.ean = optional_text(trimmed(from.ean));
  line.unit = optional_text(from.unit);
  line.note = optional_text(trimmed(from.config));
  line.quantity = priced.quantity.to_abi();
  line.unit_price = priced.price.to_abi();
  line.tax_rate = priced.tax_rate.to_abi();
  priced_.push_back(priced);

  const auto first = extras_.size();
  line.extra_count = add_attributes(from.attributes);
  const auto add = [&](std::string_view name, std::string_view value) {
    extras_.push_back({to_abi(name), to_abi(value), OB_EXTRA_NOT_PERSONAL, 0});
    ++line.extra_count;
  };
  if (product && !from.article_detail_id.empty()) add("shopware5.articleDetailId", from.article_detail_id);
  if (!from.pack_unit.empty()) add("shopware5.packUnit", from.pack_unit);
  if (from.esd == "1") add("shopware5.esdArticle", from.esd);
  if (line.extra_count > 0) owners_.push_back({&line.extras, &line.extra_count, first});
}

void OrderMapper::map_shipping(Language say) {
  const auto& d = detail_;
  auto& o = builder_.order();
  // Old rows may lack the net side; then the gross amount stands for both, as in tax-free orders.
  shipping_.gross = need_number(d.shipping, "invoiceShipping", kPriceScale);
  shipping_.net = parse_number(d.shipping_net, kPriceScale).value_or(shipping_.gross);
  shipping_.tax_rate = parse_number(d.shipping_tax_rate, kRateScale);
  o.shipping_gross = shipping_.gross.to_abi();
  o.shipping_net = shipping_.net.to_abi();
  if (shipping_.gross.is_zero() && shipping_.net.is_zero() && !present(o.shipping_method)) return;

  const auto parts = shipping_parts(terms_, shipping_, priced_);
  if (parts.size() == 1 && !parts[0].price.is_zero()) warn_of_shipping_rate(parts[0].tax_rate, say);
  for (const auto& part : parts) {
    auto& line = builder_.add_line(OB_LINE_SHIPPING);
    line.id = parts.size() == 1 ? to_abi("shipping") : builder_.keep("shipping-" + part.tax_rate.to_string());
    line.name = d.dispatch_name.empty() ? builder_.keep(say("Shipping", "Versand")) : to_abi(d.dispatch_name);
    line.quantity = Decimal(1, 0).to_abi();
    line.unit_price = part.price.to_abi();
    line.tax_rate = part.tax_rate.to_abi();
  }
}

void OrderMapper::map_totals() {
  auto& o = builder_.order();
  gross_ = need_number(detail_.amount, "invoiceAmount", kMoneyScale);
  net_ = parse_number(detail_.amount_net, kMoneyScale);
  o.total_gross = gross_->to_abi();
  if (net_) o.total_net = net_->to_abi();
}

/// Shops before 5.5 have no field for it, so there a rate that gross and net confirm is as good as stored.
void OrderMapper::warn_of_shipping_rate(const Decimal& rate, Language say) {
  const auto basis = shipping_rate_basis(terms_, shipping_, priced_);
  if (basis == RateBasis::kStored || (basis == RateBasis::kConfirmed && !detail_.has_shipping_tax_rate))
    return;
  builder_.warn(
      "shipping-rate-missing", "delivery/gross",
      say("the shop stored no tax rate for shipping: ", "der Shop hat für den Versand keinen Steuersatz: ") +
          rate.to_string() +
          (basis == RateBasis::kConfirmed
               ? say(" % was taken, which gross and net of shipping confirm",
                     " % angenommen, was Brutto und Netto des Versands bestätigen")
               : say(" % was taken, which gross and net of shipping do not confirm; check it",
                     " % angenommen, was Brutto und Netto des Versands nicht bestätigen; bitte prüfen")));
}

}  // namespace orderbridge::shopware5
