// SPDX-License-Identifier: MIT
// What is wrong with an order and what becomes of it: the table in plugins/shopware/README.md, row by row. A
// row without an example here fails, and so does an example without a row. The shapes are those of the cases
// in tests/data/cases/reports, each of which names the public report it comes from.
#include <algorithm>
#include <set>
#include <tuple>

#include "test_data.hpp"

using namespace shopware_test;
using namespace orderbridge;
using namespace orderbridge::shopware5;

namespace {

const std::string& the_order() {
  static const std::string order = data_file("shopware5-constructed/detail_b2c_de_prepayment_open.json");
  return order;
}
constexpr const char* kNoTexts =
    R"({"company":"","firstName":"","lastName":"","street":"","zipCode":"","city":""})";

struct Row {
  std::string code, field, fate;
  bool operator<(const Row& other) const {
    return std::tie(code, field, fate) < std::tie(other.code, other.field, other.fate);
  }
};
std::ostream& operator<<(std::ostream& out, const Row& row) {
  return out << row.code << " | " << row.field << " | " << row.fate;
}

/// | `code` | `field`, `field` | when | fate | of the README's section on flaws.
std::set<Row> rows_of_readme() {
  std::istringstream readme(data_file("../../plugins/shopware/README.md"));
  std::set<Row> rows;
  bool inside = false;
  for (std::string line; std::getline(readme, line);) {
    if (line.rfind("## ", 0) == 0) inside = line == "## What is wrong with an order";
    if (!inside || line.rfind("| `", 0) != 0) continue;
    std::vector<std::string> cells;
    std::istringstream cut(line);
    for (std::string cell; std::getline(cut, cell, '|');) cells.push_back(cell);
    REQUIRE(cells.size() == 5);
    const auto text = [](std::string cell) {
      cell.erase(std::remove(cell.begin(), cell.end(), '`'), cell.end());
      const auto first = cell.find_first_not_of(' ');
      if (first == std::string::npos) return std::string();
      return cell.substr(first, cell.find_last_not_of(' ') - first + 1);
    };
    const auto fate = text(cells[4]);
    rows.insert({text(cells[1]), text(cells[2]), fate.substr(0, fate.find(':'))});
  }
  return rows;
}

struct Example {
  Row row;
  std::string patch;
};

std::string address(const std::string& which, const std::string& patch) {
  return "{\"" + which + "\":" + patch + "}";
}

const std::vector<Example>& examples() {
  static const std::string line =
      R"("id":1,"articleId":1,"taxRate":19,"articleNumber":"SW1","quantity":1,"articleName":"A","mode":0)";
  static const std::vector<Example> all{
      {{"incomplete", "details", "not ready"}, R"({"details":[]})"},
      {{"incomplete", "billing", "not ready"}, R"({"billing":null})"},
      {{"incomplete", "billing", "not ready"}, address("billing", kNoTexts)},
      {{"incomplete", "shipping", "not ready while young"}, R"({"shipping":null})"},
      {{"incomplete", "shipping", "not ready while young"}, address("shipping", kNoTexts)},
      {{"no-delivery-address", "shipping", "warning"}, R"({"shipping":null})"},
      {{"no-delivery-address", "shipping", "warning"}, address("shipping", kNoTexts)},
      {{"address-incomplete", "billing", "warning"}, R"({"billing":{"street":""}})"},
      {{"address-incomplete", "shipping", "warning"}, R"({"shipping":{"firstName":"","lastName":""}})"},
      {{"country-deleted", "billing/country", "warning"}, R"({"billing":{"countryId":2,"country":null}})"},
      {{"country-deleted", "shipping/country", "warning"}, R"({"shipping":{"countryId":2,"country":null}})"},
      {{"country-missing", "billing/country", "warning"}, R"({"billing":{"countryId":0,"country":null}})"},
      {{"country-missing", "shipping/country", "warning"},
       R"({"shipping":{"countryId":null,"country":null}})"},
      {{"customer-deleted", "customer", "warning"}, R"({"customer":null})"},
      {{"payment-method-deleted", "payment/method", "warning"}, R"({"payment":null})"},
      {{"payment-method-missing", "payment/method", "warning"}, R"({"payment":null,"paymentId":0})"},
      {{"shipping-method-deleted", "delivery/method", "warning"}, R"({"dispatch":null})"},
      {{"sub-shop-deleted", "subshop/id", "warning"}, R"({"languageSubShop":null})"},
      {{"field-unreadable", "details", "refused"}, R"({"details":"none"})"},
      {{"field-unreadable", "details", "refused"}, R"({"details":[null]})"},
      {{"field-unreadable", "details", "refused"}, R"({"details":{"0":null}})"},
      {{"field-unreadable", "invoiceAmount", "refused"}, R"({"invoiceAmount":"x"})"},
      {{"field-unreadable", "invoiceShipping", "refused"}, R"({"invoiceShipping":null})"},
      {{"field-unreadable", "details[0].price", "refused"}, "{\"details\":[{\"price\":null," + line + "}]}"},
      {{"amount-too-large", "", "refused"}, "{\"details\":[{\"price\":1e30," + line + "}]}"},
      {{"currency-missing", "currency", "refused"}, R"({"currency":null})"},
      {{"currency-missing", "currency", "refused"}, R"({"currency":" "})"},
      {{"currency-unreadable", "currency", "refused"}, R"({"currency":"$"})"},
      {{"currency-unreadable", "currency", "refused"}, R"({"currency":"Euro"})"},
      {{"currency-corrected", "currency", "warning"}, R"({"currency":"eur"})"},
      {{"currency-corrected", "currency", "warning"}, R"({"currency":"€"})"},
      {{"currency-factor", "currency-factor", "warning"}, R"({"currency":"CHF","currencyFactor":-1})"},
      {{"currency-factor", "currency-factor", "warning"}, R"({"currencyFactor":0})"},
      {{"currency-factor", "currency-factor", "warning"}, R"({"currencyFactor":null})"},
      {{"order-time-unreadable", "ordered-at", "warning"}, R"({"orderTime":"0000-00-00 00:00:00"})"},
      {{"order-time-unreadable", "ordered-at", "warning"}, R"({"orderTime":null})"},
      {{"order-time-unreadable", "ordered-at", "warning"}, R"({"orderTime":{"timezone_type":3}})"},
      {{"totals-differ", "total/gross", "warning"}, R"({"invoiceAmount":70})"},
      {{"totals-differ", "total/net", "warning"}, R"({"invoiceAmountNet":70})"},
      {{"tax-free-total", "total/gross", "warning"},
       "{\"net\":1,\"taxFree\":1,\"invoiceAmount\":119,\"invoiceAmountNet\":100,\"invoiceShipping\":0,"
       "\"invoiceShippingNet\":0,\"details\":[{\"price\":100," +
           line + "}]}"},
      {{"paid-above-lines", "payment/paid-amount", "warning"},
       R"({"invoiceAmount":70,"paymentStatusId":12})"},
      {{"bank-data-left-out", "payment/method", "warning"}, R"({"paymentInstances":[{"iban":"DE0"}]})"},
      {{"bank-data-left-out", "payment/method", "warning"},
       R"({"paymentInstances":{"1":{"accountNumber":"1"}}})"},
      {{"shipping-rate-missing", "delivery/gross", "warning"}, R"({"invoiceShippingTaxRate":null})"},
      {{"shipping-rate-missing", "delivery/gross", "warning"},
       R"({"invoiceShippingTaxRate":null,"invoiceShippingNet":null})"},
  };
  return all;
}

/// What became of it, as the README words it.
std::string fate(MappedOrder& mapped, const Row& wanted) {
  if (mapped.result.outcome == MapOutcome::kOrder) {
    for (std::size_t i = 0; i < mapped.order().warning_count; ++i) {
      const auto& w = *mapped.order().warnings[i];
      if (view(w.code) == wanted.code && view(w.field) == wanted.field) return "warning";
    }
    return "taken, warned of: " + mapped.warning_codes();
  }
  if (mapped.result.code != wanted.code) return mapped.result.code;
  if (mapped.result.outcome == MapOutcome::kRefused)
    return mapped.result.field == wanted.field || wanted.field.find('[') != std::string::npos
               ? "refused"
               : "refused for " + mapped.result.field;
  return mapped.result.only_for_age ? "not ready while young" : "not ready";
}

}  // namespace

TEST_CASE("every row of the README's table of flaws, and every example has its row") {
  std::set<Row> shown;
  for (const auto& example : examples()) {
    Reading reading(Language{});
    if (example.row.fate == "not ready while young") reading.young_since = 0;
    MappedOrder mapped(patched(the_order(), example.patch), reading);
    INFO(example.row << " by " << example.patch);
    CHECK(fate(mapped, example.row) == example.row.fate);
    shown.insert(example.row);
  }
  std::set<Row> documented = rows_of_readme();
  for (const auto& row : documented) {
    INFO("documented, without example: " << row);
    CHECK(shown.count(row) == 1);
  }
  for (const auto& row : shown) {
    INFO("not documented: " << row);
    CHECK(documented.count(row) == 1);
  }
}

TEST_CASE(
    "the order itself has none of these flaws, nor has any of the recorded ones but those that were made "
    "so") {
  CHECK(MappedOrder(the_order()).warning_codes().empty());
}

TEST_CASE("what can be read is read: a currency in small letters, a list with gaps, a PHP date object") {
  CHECK(view(MappedOrder(patched(the_order(), R"({"currency":"eur"})")).order().currency) == "EUR");
  CHECK(view(MappedOrder(patched(the_order(), R"({"currency":"€"})")).order().currency) == "EUR");
  CHECK(MappedOrder(patched(the_order(), R"({"currencyFactor":-1})")).order().currency_factor.present == 0);
  MappedOrder gaps(patched(
      the_order(),
      R"({"details":{"0":{"id":1,"price":1,"quantity":1,"taxRate":19,"mode":0,"articleNumber":"SW1"},)"
      R"("2":{"id":3,"price":1,"quantity":1,"taxRate":19,"mode":0,"articleNumber":"SW2"}}})"));
  CHECK(gaps.lines() == "product 1 x 1 @19\nproduct 1 x 1 @19\nshipping 1 x 3.9 @19\n");
  const auto time = [](const char* object) {
    return MappedOrder(patched(the_order(), std::string("{\"orderTime\":") + object + "}"))
        .order()
        .ordered_at;
  };
  const auto text = time(R"("2024-05-06T07:14:02Z")");
  CHECK(time(R"({"date":"2024-05-06 09:14:02.000000","timezone_type":1,"timezone":"+02:00"})") == text);
  CHECK(time(R"({"date":"2024-05-06 09:14:02.000000","timezone_type":2,"timezone":"CEST"})") == text);
  CHECK(time(R"({"date":"2024-05-06 07:14:02.000000","timezone_type":3,"timezone":"UTC"})") == text);
  CHECK(time(R"({"date":"2024-05-06 09:14:02.000000","timezone_type":3,"timezone":"Europe/Berlin"})") !=
        OB_NO_TIME);
}

TEST_CASE("a deleted country is named by its id") {
  MappedOrder mapped(patched(the_order(), R"({"billing":{"countryId":2,"country":null}})"));
  REQUIRE(mapped.order().warning_count == 1);
  CHECK(view(mapped.order().warnings[0]->text) ==
        "the country was deleted in the shop; only its id is known: 2");
}
