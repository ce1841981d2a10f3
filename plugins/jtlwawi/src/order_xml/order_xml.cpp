// SPDX-License-Identifier: MIT
// The values pass through the staging rows first (order_mapper.hpp), so that a file holds what a database
// would: the same lengths, the same net prices, the same refusals.
#include "order_xml.hpp"

#include "../amounts.hpp"
#include "../mapping.hpp"
#include "../order_mapper.hpp"
#include "jtl/languages.hpp"
#include "latin1.hpp"

namespace orderbridge::jtlwawi {
namespace {

class Writer {
 public:
  /// `references`: letters beyond ISO-8859-1 as character references, else the nearest.
  Writer(Fitter& fitter, bool references) : fitter_(fitter), references_(references) {}

  Writer& open(std::string_view name) {
    text_.append("<").append(name).append(">");
    return *this;
  }
  Writer& close(std::string_view name) {
    text_.append("</").append(name).append(">\r\n");
    return *this;
  }
  /// `field` is where the value comes from; empty: it is ours and plain.
  Writer& put(std::string_view name, std::string_view value, const Field& field = {""}) {
    bool replaced = false;
    text_.append("<").append(name).append(">");
    text_ += references_ ? to_latin1_xml(value, replaced) : escaped(to_latin1(value, replaced));
    text_.append("</").append(name).append(">");
    if (replaced) tell_replaced(field.path());
    return *this;
  }
  std::string take() { return std::move(text_); }

 private:
  void tell_replaced(const std::string& path) {
    if (references_)
      return fitter_.warn(
          "not-in-xml", path,
          fitter_.say(path + " has control characters that no XML can hold: ? stands there instead",
                      path + " hat Steuerzeichen, die kein XML fasst: dort steht ?"));
    fitter_.warn("not-in-latin1", path,
                 fitter_.say(path + " has letters that JTL's order file cannot hold (ISO-8859-1): the "
                                    "nearest ones or ? stand there instead",
                             path + " hat Zeichen, die JTLs Auftragsdatei nicht fasst (ISO-8859-1): dort "
                                    "stehen die nächstliegenden oder ?"));
  }

  Fitter& fitter_;
  const bool references_;
  std::string text_;
};

struct Source {
  const ob_order& order;
  const WawiOptions& options;
  const StagingRows& rows;
  Fitter& fitter;
};

/// As long as an Auftrag holds it, not as the staging table does (255): dbo.tBestellung.cAnmerkung
/// varchar(4500) in a 2023 database.
std::string comment(const Source& s) {
  static constexpr ColumnDef kColumn = words(4500).named("cAnmerkung");
  static constexpr TableDef kTable{"dbo", "tBestellung", {}, "", "", ""};
  return s.fitter.fit(kTable, kColumn, view(s.order.customer_comment), "comment/customer");
}

std::string paid_day(const Source& s) {
  const auto paid = paid_at(s.order, s.options.clock);
  return day(paid.is_known() ? paid : ordered_at(s.order, s.options.clock));
}

/// Texts that people wrote and the format has no element for.
void tell_left_out(const Source& s, ob_str text, const Field& field) {
  if (view(text).empty()) return;
  const std::string path = field.path();
  s.fitter.warn("not-in-file", path,
                s.fitter.say("JTL's order file has no place for " + path + ": it was left out",
                             "JTLs Auftragsdatei hat keinen Platz für " + path + ": es wurde weggelassen"));
}

/// Free texts of order, addresses and lines. What the source marks as not personal is its own bookkeeping.
void tell_free_texts(const Source& s, const ob_extra* extras, std::size_t count, const std::string& path) {
  for (std::size_t i = 0; i < count; ++i) {
    const std::string field = path + copy(extras[i].name);
    if ((extras[i].flags & OB_EXTRA_NOT_PERSONAL) == 0)
      tell_left_out(s, extras[i].value, std::string_view(field));
  }
}

void tell_all_free_texts(const Source& s) {
  const ob_order& o = s.order;
  tell_free_texts(s, o.extras, o.extra_count, "extras/");
  tell_free_texts(s, o.billing->extras, o.billing->extra_count, "billing/extras/");
  if (o.shipping) tell_free_texts(s, o.shipping->extras, o.shipping->extra_count, "shipping/extras/");
  for (std::size_t i = 0; i < o.line_count; ++i)
    tell_free_texts(s, o.lines[i]->extras, o.lines[i]->extra_count,
                    Field("extras/", static_cast<int>(i)).path());
}

void put_header(Writer& out, const Source& s) {
  const ob_order& o = s.order;
  using T = InetBestellung;
  const auto& row = s.rows.order;
  const auto* language = jtl::find_language(view(o.language));
  const bool paid = view(o.payment_state) == "paid";
  if (view(o.payment_state) == "partially_paid")
    s.fitter.warn(
        "partly-paid-not-in-file", "payment/state",
        s.fitter.say("the order is partly paid; JTL's order file knows paid and not paid only: enter "
                     "the payment in JTL-Wawi",
                     "die Bestellung ist teilweise bezahlt; JTLs Auftragsdatei kennt nur bezahlt und "
                     "unbezahlt: die Zahlung in JTL-Wawi eintragen"));
  tell_left_out(s, o.internal_comment, "comment/internal");
  tell_all_free_texts(s);
  out.put("cSprache", language ? language->three : "ger")
      .put("cWaehrung", view(o.currency), "currency")
      .put("fGuthaben", "0.00")
      .put("fGesamtsumme", optional_amount(o.total_gross, s.fitter, "total/gross"))
      .put("cBestellNr", "")
      .put("cExterneBestellNr", row.text(0, T::cInetBestNr), "number")
      .put("cVersandartName", row.text(0, T::cVersandInfo), "delivery/method-name")
      .put("cVersandInfo", "")
      .put("dVersandDatum", "")
      .put("cTracking", "")
      .put("dLieferDatum", "")
      .put("cKommentar", comment(s), "comment/customer")
      .put("cBemerkung", view(o.merchant_comment), "comment/merchant")
      .put("dErstellt", day(ordered_at(o, s.options.clock)))
      .put("cZahlungsartName",
           s.options.names.payment_name(view(o.payment_method), view(o.payment_method_name)),
           "payment/method-name")
      .put("dBezahltDatum", paid ? paid_day(s) : "");
}

// "standard" and "versandkosten" are the only types that JTL's guide names.
void put_position(Writer& out, const Source& s, std::size_t i) {
  const ob_line& line = *s.order.lines[i];
  const int at = static_cast<int>(i);
  using T = InetBestellPos;
  const auto& row = s.rows.position;
  const auto price = required(line.unit_price, s.fitter, {"unit-price", at});
  const auto rate = Decimal::parse(row.text(i, T::fMwSt)).value_or(Decimal());
  tell_left_out(s, line.note, {"note", at});
  out.open("twarenkorbpos")
      .put("cName", row.text(i, T::cName), {"name", at})
      .put("cArtNr", row.text(i, T::cArtNr), {"sku", at})
      .put("cBarcode", view(line.ean), {"ean", at})
      .put("cSeriennummer", "")
      .put("cEinheit", row.text(i, T::cEinheit), {"unit", at})
      .put("fPreisEinzelNetto", row.text(i, T::fPreis))
      .put("fPreis", amount_text(gross_price(price, rate, s.order.price_basis == OB_BASIS_GROSS), s.fitter,
                                 {"unit-price", at}))
      .put("fMwSt", row.text(i, T::fMwSt))
      .put("fAnzahl", row.text(i, T::nAnzahl))
      .put("cPosTyp", line.type == OB_LINE_SHIPPING ? "versandkosten" : "standard")
      .put("fRabatt", "0.00")
      .close("twarenkorbpos");
}

template <class Table>
void put_person(Writer& out, const TableRows& row, std::string_view city, std::string_view country,
                std::string_view path) {
  const auto put = [&](const char* name, std::size_t column, const char* field) {
    out.put(name, row.text(0, column), {path, field});
  };
  put("cAnrede", Table::cAnrede, "salutation");
  put("cTitel", Table::cTitel, "title");
  put("cVorname", Table::cVorname, "first-name");
  put("cNachname", Table::cNachname, "last-name");
  out.put("cFirma", jtl::joined(row.text(0, Table::cFirma), row.text(0, Table::cZusatz)), {path, "company"});
  put("cStrasse", Table::cStrasse, "street");
  put("cAdressZusatz", Table::cAdressZusatz, "additional1");
  put("cPLZ", Table::cPLZ, "zip");
  out.put("cOrt", city, {path, "city"});
  put("cBundesland", Table::cBundesland, "region");
  out.put("cLand", country, {path, "country"});
  put("cTel", Table::cTel, "phone");
  out.put("cMobil", "").put("cFax", "");
  put("cMail", Table::cMail, "email");
}

// The number stays empty: JTL-Wawi finds customers by it and nothing else, and the shop's numbers may be
// those of other people there.
void put_customer(Writer& out, const Source& s) {
  using T = Rechnungadresse;
  const auto& row = s.rows.billing_address;
  out.open("tkunde").put("cKundenNr", "");
  put_person<T>(out, row, row.text(0, T::cOrt), row.text(0, T::cLandISO), "billing");
  out.put("cUSTID", row.text(0, T::cUSTID), "billing/vat-id")
      .put("cWWW", "")
      .put("fRabatt", "0")
      .put("cHerkunft", view(s.order.shop_name), "shop/name")
      .put("dErstellt", day(ordered_at(s.order, s.options.clock)))
      .close("tkunde");
}

void put_delivery(Writer& out, const Source& s) {
  using T = Lieferadresse;
  const auto& row = s.rows.delivery_address;
  out.open("tlieferadresse");
  put_person<T>(out, row, row.text(0, T::cOrt), row.text(0, T::cLandISO),
                s.order.shipping ? "shipping" : "billing");
  out.close("tlieferadresse");
}

}  // namespace

std::string order_xml(const ob_order& order, const WawiOptions& options, const Host& host,
                      std::vector<Warning>& warnings) {
  StagingRows rows;
  RowIds ids;
  ids.order = 1;
  ob_order mapped = order;
  mapped.currency_factor = {};   // the file names the currency only
  mapped.customer_comment = {};  // longer there than in the staging table
  OrderMapper(options, host, 1).map_for_file(mapped, ids, rows, warnings);
  Fitter fitter(host, options.cut_free_text, warnings);
  const Source source{order, options, rows, fitter};
  Writer out(fitter, options.letter_references);
  out.open("tBestellung");
  try {
    put_header(out, source);
    for (std::size_t i = 0; i < order.line_count; ++i) put_position(out, source, i);
    put_customer(out, source);
    put_delivery(out, source);
  } catch (const DecimalError&) {
    throw OrderRejected("out-of-range", host.say("an amount of the order is too large",
                                                 "ein Betrag der Bestellung ist zu groß"));
  }
  return out.close("tBestellung").take();
}

}  // namespace orderbridge::jtlwawi
