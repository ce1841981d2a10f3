// SPDX-License-Identifier: MIT
// Reads the example's CSV file: one line per order line, lines of one order follow one another. No quoting:
// this is an example. Value types, no threads; a line that cannot be read is a clear error with its number.
#pragma once
#include <chrono>
#include <cstdio>
#include <fstream>
#include <orderbridge/decimal.hpp>
#include <orderbridge/error.hpp>
#include <sstream>
#include <string>
#include <vector>

namespace example {

struct CsvLine {
  std::string sku;
  orderbridge::Decimal quantity, price, tax_rate;
};
struct CsvOrder {
  std::string id, number, first_name, last_name, street, zip, city, country;
  ob_time ordered_at = OB_NO_TIME;
  std::uint64_t hint = 0;  // hash of its lines: another hash, another content
  std::vector<CsvLine> lines;
};

/// "2026-01-05T09:30:00Z" as microseconds since 1970.
inline ob_time time_from(const std::string& text) {
  int year = 0, hour = 0, minute = 0, second = 0;
  unsigned month = 0, day = 0;
  char zone = 0;
  if (std::sscanf(text.c_str(), "%4d-%2u-%2uT%2d:%2d:%2d%c", &year, &month, &day, &hour, &minute, &second,
                  &zone) != 7 ||
      zone != 'Z')
    throw std::runtime_error("not a time");
  const std::chrono::sys_days date =
      std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
  const auto seconds = date.time_since_epoch() + std::chrono::hours(hour) + std::chrono::minutes(minute) +
                       std::chrono::seconds(second);
  return std::chrono::microseconds(seconds).count();
}

inline orderbridge::Decimal number_from(const std::string& text) {
  const auto number = orderbridge::Decimal::parse(text);
  if (!number) throw std::runtime_error("not a number");
  return *number;
}

inline std::vector<CsvOrder> read_orders(const std::string& file) {
  std::ifstream in(file);
  if (!in) throw orderbridge::not_connected("cannot open " + file).option("file");
  std::vector<CsvOrder> orders;
  std::string line;
  std::getline(in, line);  // the heading
  for (int row = 2; std::getline(in, line); ++row) {
    std::vector<std::string> cells;
    std::istringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
    try {
      if (orders.empty() || orders.back().id != cells.at(0))
        orders.push_back({cells.at(0),
                          cells.at(1),
                          cells.at(3),
                          cells.at(4),
                          cells.at(5),
                          cells.at(6),
                          cells.at(7),
                          cells.at(8),
                          time_from(cells.at(2)),
                          0,
                          {}});
      orders.back().lines.push_back(
          {cells.at(9), number_from(cells.at(10)), number_from(cells.at(11)), number_from(cells.at(12))});
      for (const char c : line) orders.back().hint = orders.back().hint * 31 + static_cast<unsigned char>(c);
    } catch (const std::exception&) {  // what() could quote personal data: the line number is enough
      throw orderbridge::rejected(file + ": line " + std::to_string(row) + " cannot be read");
    }
  }
  return orders;
}

}  // namespace example
