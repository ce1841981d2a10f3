// SPDX-License-Identifier: MIT
// Connector "file-source": orders from a CSV file. The smallest useful source: describe, open, fetch.
#include <orderbridge/connector.hpp>
#include <orderbridge/order_builder.hpp>

#include "csv_orders.hpp"

namespace {

using namespace orderbridge;

constexpr std::array kOptions{option(OB_TYPE_PATH, "file")
                                  .required()
                                  .doc("CSV file with the orders", "CSV-Datei mit den Bestellungen")
                                  .example("orders.csv")};
constexpr auto kOptionTable = option_table(kOptions);

class FileSource {
 public:
  static constexpr ConnectorDescription kDescription{.id = "file-source",
                                                     .version = "1.0.0",
                                                     .title_en = "CSV file",
                                                     .title_de = "CSV-Datei",
                                                     .doc_en = "Orders from a CSV file (example)",
                                                     .doc_de = "Bestellungen aus einer CSV-Datei (Beispiel)",
                                                     .roles = OB_FETCH_ORDERS,
                                                     .options = kOptionTable.data(),
                                                     .option_count = kOptionTable.size()};

  FileSource(Host, const Connection& c) : file_(c.text("file")) {
    if (file_.empty() || file_[0] != '/') file_ = c.base_dir() + "/" + file_;
  }
  void open(Call&) {
    if (!std::ifstream(file_)) throw not_connected("cannot open " + file_).option("file");
  }
  void close() noexcept {}

  // A file is read in no time, so each sweep starts at its beginning; the host's ledger knows what is new.
  void fetch(Call& call, const ob_fetch&, FetchSink& out) {
    for (const auto& order : example::read_orders(file_)) {
      call.check();
      ob_listed row{};
      row.size = sizeof row;
      row.id = to_abi(order.id);
      row.number = to_abi(order.number);
      row.ordered_at = order.ordered_at;
      row.hint = order.hint;
      if (out.want(row)) out.emit(build(order), &row);
    }
    out.checkpoint("", "");
  }

 private:
  const ob_record& build(const example::CsvOrder& from) {
    builder_.clear();
    auto& o = builder_.order();
    o.head.id = builder_.keep(from.id);
    o.number = builder_.keep(from.number);
    o.ordered_at = from.ordered_at;
    o.state = builder_.keep("open");
    o.currency = builder_.keep("EUR");
    o.price_basis = OB_BASIS_GROSS;
    auto& a = builder_.billing();
    a.first_name = builder_.keep(from.first_name);
    a.last_name = builder_.keep(from.last_name);
    a.street = builder_.keep(from.street);
    a.zip = builder_.keep(from.zip);
    a.city = builder_.keep(from.city);
    a.country = builder_.keep(from.country);
    Decimal total;
    for (const auto& item : from.lines) {
      auto& line = builder_.add_line(OB_LINE_PRODUCT);
      line.id = builder_.keep(std::to_string(builder_.line_count()));
      line.sku = line.name = builder_.keep(item.sku);
      line.quantity = item.quantity.to_abi();
      line.unit_price = item.price.to_abi();
      line.tax_rate = item.tax_rate.to_abi();
      total = total + Decimal::multiply(item.quantity, item.price, 2);
    }
    o.total_gross = total.to_abi();
    return builder_.finish();
  }

  std::string file_;
  OrderBuilder builder_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("orderbridge examples", "1.0.0", FileSource)
