// SPDX-License-Identifier: MIT
// A connector to start from: a source with one made-up order and a sink that takes everything and keeps
// nothing. Delete the half you do not need, with its role. README.md of the plugin API explains each step.
#include <array>
#include <orderbridge/connector.hpp>
#include <orderbridge/decimal.hpp>
#include <orderbridge/order_builder.hpp>

namespace {

using namespace orderbridge;

constexpr std::array kOptions{
    option(OB_TYPE_URL, "url")
        .required()
        .doc("Address of the shop", "Adresse des Shops")
        .example("https://shop.example/"),
    option(OB_TYPE_TEXT, "api-key").required().secret().doc("Key of the API", "Schlüssel der Schnittstelle")};
constexpr auto kOptionTable = option_table(kOptions);

class MyConnector {
 public:
  static constexpr ConnectorDescription kDescription{
      .id = "my-connector",
      .version = "0.1.0",
      .title_en = "My connector",
      .title_de = "Mein Konnektor",
      .doc_en = "Reads orders from ... and writes them to ...",
      .doc_de = "Liest Bestellungen aus ... und schreibt sie nach ...",
      .roles = OB_FETCH_ORDERS | OB_WRITE_ORDERS,
      .options = kOptionTable.data(),
      .option_count = kOptionTable.size()};

  // No I/O here. Copy what you need from the connection: it is gone when the constructor returns.
  MyConnector(Host host, const Connection& connection) : host_(host), url_(connection.text("url")) {
    if (url_.rfind("https://", 0) != 0)
      throw bad_config("url", host_.say("url must begin with https://", "url muss mit https:// beginnen"));
  }

  void open(Call& call) { call.check(); }  // connect and log in; throw not_connected(...) or bad_auth(...)
  void close() noexcept {}

  void fetch(Call& call, const ob_fetch& request, FetchSink& out) {
    call.check();  // throws when the host wants to stop; at least every 100 ms of waiting
    if (view(request.cursor) != "63") {  // the cursor is ours: here the last id of a page
      ob_listed row{};
      row.size = sizeof row;
      row.id = to_abi("63");
      row.number = to_abi("20063");
      row.ordered_at = 1700000000000000;
      row.hint = 1;  // a hash of the list row: the same hash means nothing changed
      if (out.want(row)) out.emit(order_63(), &row);
      out.checkpoint("63", "");
    }
    out.checkpoint("", "");  // empty cursor: the sweep is complete
  }

  void write(Call& call, const ob_batch& batch, Results& results) {
    for (std::size_t i = 0; i < batch.count; ++i) {
      call.check();  // right before what cannot be taken back
      const auto& order = reinterpret_cast<const ob_order&>(*batch.records[i]);
      Result result;
      result.remote_id = view(order.head.id);
      results.report(i, result);  // only when the order is durable: a report is final
    }
  }

 private:
  const ob_record& order_63() {
    builder_.clear();
    auto& order = builder_.order();
    order.head.id = builder_.keep("63");
    order.number = builder_.keep("20063");
    order.ordered_at = 1700000000000000;
    order.state = builder_.keep("open");
    order.currency = builder_.keep("EUR");
    order.price_basis = OB_BASIS_GROSS;
    order.total_gross = Decimal(1999, 2).to_abi();
    builder_.billing().city = builder_.keep("Berlin");
    builder_.billing().country = builder_.keep("DE");
    auto& line = builder_.add_line(OB_LINE_PRODUCT);
    line.id = builder_.keep("1");
    line.sku = builder_.keep("SKU-1");
    line.quantity = Decimal(1, 0).to_abi();
    line.unit_price = Decimal::parse("19.99").value().to_abi();  // never through a double
    line.tax_rate = Decimal(19, 0).to_abi();
    return builder_.finish();
  }

  Host host_;
  std::string url_;
  OrderBuilder builder_;
};

}  // namespace

ORDERBRIDGE_CONNECTORS("my company", "0.1.0", MyConnector)
