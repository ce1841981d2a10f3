// SPDX-License-Identifier: MIT
// See list_query.hpp. The query is written out in Doctrine's language, as the shop does, because its error
// texts quote it by column.
#include "list_query.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdlib>

namespace orderbridge::sandbox {
namespace {

constexpr std::size_t kSelectLength = 165;                      // length of the SELECT part, as measured
constexpr std::string_view kParameterSuffix = "6b03b42ce8c26";  // a unique id in the shop

bool well_formed(const std::string& property) {
  if (property.size() < 2 || !std::isalpha(static_cast<unsigned char>(property[0]))) return false;
  return std::all_of(property.begin(), property.end(),
                     [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '.'; });
}

std::string full_name(const std::string& property) {
  return property.find('.') == std::string::npos ? "orders." + property : property;
}

struct Used {
  std::string name;    // as written, with its alias
  std::size_t column;  // in the query text
};

class Dql {
 public:
  void append(std::string_view text) { text_ += text; }
  std::size_t column() const { return kSelectLength + text_.size(); }

  std::string near(std::size_t column) const {
    const std::size_t at = column - kSelectLength;
    const auto blank = text_.find(' ', at + 12);
    return text_.substr(at, blank == std::string::npos ? 12 : blank - at);
  }

  void check(const Used& used, const KnowsProperty& knows) const {
    const auto dot = used.name.find('.');
    const std::string alias = used.name.substr(0, dot);
    const std::string name = used.name.substr(dot + 1);
    const bool defined = alias == "orders" || alias == "customer" || alias == "attribute";
    if (!defined) fail(used.column, "'" + alias + "' is not defined.");
    if (knows(alias, name)) return;
    const char* entity = alias == "orders"     ? "Order\\Order"
                         : alias == "customer" ? "Customer\\Customer"
                                               : "Attribute\\Order";
    fail(used.column + dot + 1,
         "Class Shopware\\Models\\" + std::string(entity) + " has no field or association named " + name);
  }

 private:
  [[noreturn]] void fail(std::size_t column, const std::string& text) const {
    throw QueryError("Error message: [Semantical Error] line 0, col " + std::to_string(column) + " near '" +
                     near(column) + "': Error: " + text);
  }

  std::string text_;
};

void check_expression(const std::string& given, const std::string& upper) {
  static constexpr std::array<std::string_view, 13> kPlayed{
      "=", "!=", "<>", "<", "<=", ">", ">=", "LIKE", "NOT LIKE", "IN", "NOT IN", "IS NULL", "IS NOT NULL"};
  if (std::find(kPlayed.begin(), kPlayed.end(), upper) == kPlayed.end())
    throw QueryError("Error message: '" + given + "' is no valid operator");
}

Condition read_condition(const QueryNode& node, std::string& property) {
  Condition condition;
  const QueryNode* value = &node;
  static const QueryNode kMissing;
  property = node.key;
  std::string expression;
  if (node.is_array && node.child("property")) {
    property = node.text_of("property");
    expression = node.text_of("expression");
    const std::string alternative = node.text_of("operator");
    condition.alternative = !alternative.empty() && alternative != "0";
    value = node.child("value") ? node.child("value") : &kMissing;
  }
  for (const auto& element : value->children) condition.values.push_back(element.text);
  if (!value->is_array) condition.values.push_back(value->text);
  if (expression.empty()) expression = value->is_array ? "IN" : "LIKE";
  condition.expression = expression;
  std::transform(expression.begin(), expression.end(), condition.expression.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (!well_formed(property)) return condition;
  check_expression(expression, condition.expression);
  return condition;
}

void append_condition(Dql& dql, const Condition& condition, const std::string& name, bool list_value) {
  dql.append(name);
  dql.append(" " + condition.expression + " ");
  const std::string bare = name.starts_with("orders.") ? name.substr(7) : name;
  const bool wants_list = condition.expression.ends_with("IN");
  if (wants_list && !list_value)
    throw QueryError("Error message: [Syntax Error] line 0, col " + std::to_string(dql.column()) +
                     ": Error: Expected Doctrine\\ORM\\Query\\Lexer::T_OPEN_PARENTHESIS, got ':" + bare +
                     std::string(kParameterSuffix) + "'");
  dql.append((wants_list ? "(:" : ":") + bare + std::string(kParameterSuffix) + (wants_list ? ")" : ""));
}

bool gives_list(const QueryNode& node) {
  const QueryNode* value = node.is_array && node.child("property") ? node.child("value") : &node;
  return value && value->is_array;
}

std::string without_prefix(const std::string& name) {
  return name.starts_with("orders.") ? name.substr(7) : name;
}

void read_filter(const QueryNode& filter, ListQuery& out, Dql& dql, std::vector<Used>& used) {
  if (!filter.is_array) throw QueryError("");
  for (const auto& node : filter.children) {
    std::string property;
    Condition condition = read_condition(node, property);
    if (!well_formed(property)) continue;  // the shop drops it silently: the answer is unfiltered
    dql.append(out.conditions.empty() ? " WHERE " : condition.alternative ? " OR " : " AND ");
    const std::string name = full_name(property);
    used.push_back({name, dql.column()});
    append_condition(dql, condition, name, gives_list(node));
    condition.property = without_prefix(name);
    out.conditions.push_back(std::move(condition));
  }
}

void read_sort(const QueryNode& sort, ListQuery& out, Dql& dql, std::vector<Used>& used) {
  if (!sort.is_array) throw QueryError("");
  for (const auto& node : sort.children) {
    const std::string property = node.text_of("property");
    if (!well_formed(property)) continue;
    dql.append(out.sort.empty() ? " ORDER BY " : ", ");
    const std::string name = full_name(property);
    const bool descending = node.text_of("direction") == "DESC";
    used.push_back({name, dql.column()});
    dql.append(name + (descending ? " DESC" : " ASC"));
    out.sort.push_back({without_prefix(name), descending});
  }
}

}  // namespace

ListQuery parse_list_query(const QueryNode& query, const KnowsProperty& knows) {
  ListQuery out;
  if (const auto* limit = query.child("limit")) out.limit = std::strtoll(limit->text.c_str(), nullptr, 10);
  if (const auto* start = query.child("start")) out.start = std::strtoll(start->text.c_str(), nullptr, 10);
  Dql dql;
  std::vector<Used> used;
  if (const auto* filter = query.child("filter")) read_filter(*filter, out, dql, used);
  if (const auto* sort = query.child("sort")) read_sort(*sort, out, dql, used);
  for (const Used& name : used) dql.check(name, knows);
  if (out.limit < 0)
    throw QueryError(
        "Error message: An exception occurred while executing 'SELECT DISTINCT s0_.id AS id_0 FROM s_order "
        "s0_ LEFT JOIN "
        "s_order_attributes s1_ ON s0_.id = s1_.orderID LEFT JOIN s_user s2_ ON s0_.userID = s2_.id LIMIT " +
        std::to_string(out.limit) +
        "':\n\nSQLSTATE[42000]: Syntax error or access violation: 1064 You have an error in your SQL syntax; "
        "check the "
        "manual that corresponds to your MariaDB server version for the right syntax to use near '" +
        std::to_string(out.limit) + "' at line 1");
  return out;
}

}  // namespace orderbridge::sandbox
