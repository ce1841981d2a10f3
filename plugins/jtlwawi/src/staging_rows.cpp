// SPDX-License-Identifier: MIT
#include "staging_rows.hpp"

#include "schema.hpp"

namespace orderbridge::jtlwawi {

StagingRows::StagingRows()
    : customer(InetKunde::kDef),
      customer_shop(InetKundeShop::kDef),
      customer_key(CustomerKey::kDef),
      address(InetAdress::kDef),
      order(InetBestellung::kDef),
      position(InetBestellPos::kDef),
      line_key(LineKey::kDef),
      delivery_address(Lieferadresse::kDef),
      billing_address(Rechnungadresse::kDef),
      payment(InetShopZahlung::kDef),
      attribute(InetBestellungAttribute::kDef),
      order_key(OrderKey::kDef),
      all_{&customer, &customer_shop,    &customer_key,    &address, &order,     &position,
           &line_key, &delivery_address, &billing_address, &payment, &attribute, &order_key} {}

StagingRows::Mark StagingRows::mark() const {
  Mark mark{};
  for (std::size_t i = 0; i < all_.size(); ++i) mark[i] = all_[i]->size();
  return mark;
}

void StagingRows::rewind(const Mark& mark) {
  for (std::size_t i = 0; i < all_.size(); ++i) all_[i]->truncate(mark[i]);
}

void StagingRows::insert(Poco::Data::Session& session) {
  for (auto* rows : all_) rows->insert(session);
}

void StagingRows::unbind() noexcept {
  for (auto* rows : all_) rows->unbind();
}

}  // namespace orderbridge::jtlwawi
