// SPDX-License-Identifier: MIT
// Customer and address rows. The snapshots DbeS.t*adresse belong to the order; tinetkunde is the customer as
// the newest order shows him.
#include "amounts.hpp"
#include "mapping.hpp"

namespace orderbridge::jtlwawi {
namespace {

constexpr std::size_t kSalesOrderPhone =
    30;  // Verkauf.tAuftragAdresse.cTel, shorter than in the staging tables

// The columns that all address tables have.
template <class Table>
void add_person(const Mapping& m, Row& row, const ob_address& a, std::string_view path) {
  const auto put = [&](std::size_t column, std::string_view value, const char* name) {
    row.text(column, value, {path, name});
  };
  put(Table::cAnrede, m.options.names.salutation(view(a.salutation)), "salutation");
  put(Table::cTitel, view(a.title), "title");
  put(Table::cVorname, view(a.first_name), "first-name");
  put(Table::cNachname, view(a.last_name), "last-name");
  put(Table::cFirma, view(a.company), "company");
  put(Table::cZusatz, view(a.department), "department");
  put(Table::cStrasse, view(a.street), "street");
  put(Table::cAdressZusatz, jtl::joined(view(a.additional1), view(a.additional2)), "additional1");
  put(Table::cPLZ, view(a.zip), "zip");
  put(Table::cBundesland, view(a.region), "region");
  put(Table::cTel, view(a.phone), "phone");
  put(Table::cMail, first_of(view(a.email), view(m.order.email)), "email");
  if (a.phone.size > kSalesOrderPhone && utf16_units(view(a.phone)) > kSalesOrderPhone)
    m.fitter.warn("phone-too-long-for-sales-order", Field(path, "phone").path(),
                  m.fitter.say("the phone number has more than 30 characters: a sales order cannot hold it",
                               "die Telefonnummer hat mehr als 30 Zeichen: ein Auftrag fasst sie nicht"));
}

std::string vat_id(const Mapping& m) {
  const auto given = first_of(view(m.order.billing->vat_id), view(m.order.vat_id));
  auto vat_id = jtl::fitting_vat_id(given, InetKunde::kColumns[InetKunde::cUSTID].limit);
  if (vat_id != given) m.fitter.warn("vat-id-bare", "billing/vat-id", jtl::say_vat_id_bare(m.fitter.host()));
  return vat_id;
}

}  // namespace

void add_customer(const Mapping& m) {
  const ob_order& o = m.order;
  const ob_address& a = *o.billing;
  using T = InetKunde;
  Row row(m.rows.customer, m.fitter);
  add_person<T>(m, row, a, "billing");
  row.number(T::kInetKunde, m.ids.customer)
      .number(T::kShop, m.shop)
      .number(T::kKundenGruppe, m.options.customer_group)
      .number(T::nRegistriert, o.guest ? 0 : 1)
      .text(T::cKundenNr, view(o.customer_number), "customer/number")
      .text(T::cStadt, view(a.city), "billing/city")
      .text(T::cLand, view(a.country), "billing/country")
      .text(T::cUSTID, vat_id(m), "billing/vat-id")
      .text(T::cGeburtstag, view(o.birthday), "customer/birthday")
      .text(T::cHerkunft, view(o.shop_name), "shop/name");
  Row(m.rows.customer_shop, m.fitter)
      .number(InetKundeShop::kInetKunde, m.ids.customer)
      .number(InetKundeShop::kShop, m.shop)
      .number(InetKundeShop::kKundenGruppe, m.options.customer_group)
      .number(InetKundeShop::nRegistriert, o.guest ? 0 : 1)
      .text(InetKundeShop::cShopKundenNr, view(o.customer_number), "customer/number");
  Row(m.rows.customer_key, m.fitter)
      .number(CustomerKey::kInetKunde, m.ids.customer)
      .number(CustomerKey::kShop, m.shop)
      .number(CustomerKey::nStand, o.ordered_at)
      .number(CustomerKey::kInetBestellung, m.ids.order);
}

void add_addresses(const Mapping& m) {
  const ob_address& bill = *m.order.billing;
  const ob_address& to = m.order.shipping ? *m.order.shipping : bill;
  const std::string_view to_path = m.order.shipping ? "shipping" : "billing";
  {
    using T = InetAdress;
    Row row(m.rows.address, m.fitter);
    add_person<T>(m, row, to, to_path);
    row.number(T::kInetAdress, m.ids.order)
        .number(T::kShop, m.shop)
        .number(T::kKunde, m.ids.customer)
        .text(T::cStadt, view(to.city), {to_path, "city"})
        .text(T::cLand, view(to.country), {to_path, "country"});
  }
  {
    using T = Lieferadresse;
    Row row(m.rows.delivery_address, m.fitter);
    add_person<T>(m, row, to, to_path);
    row.number(T::kInetBestellung, m.ids.order)
        .number(T::kShop, m.shop)
        .number(T::kLieferadresse, m.ids.order)
        .number(T::kInetKunde, m.ids.customer)
        .text(T::cOrt, view(to.city), {to_path, "city"})
        .text(T::cLand, first_of(view(to.country_name), view(to.country)), {to_path, "country-name"})
        .text(T::cLandISO, view(to.country), {to_path, "country"});
  }
  using T = Rechnungadresse;
  Row row(m.rows.billing_address, m.fitter);
  add_person<T>(m, row, bill, "billing");
  row.number(T::kInetBestellung, m.ids.order)
      .number(T::kShop, m.shop)
      .number(T::kRechnungadresse, m.ids.order)
      .number(T::kInetKunde, m.ids.customer)
      .text(T::cOrt, view(bill.city), "billing/city")
      .text(T::cLand, first_of(view(bill.country_name), view(bill.country)), "billing/country-name")
      .text(T::cLandISO, view(bill.country), "billing/country")
      .text(T::cUSTID, vat_id(m), "billing/vat-id");
}

}  // namespace orderbridge::jtlwawi
