// SPDX-License-Identifier: MIT
// check_xpath(): libxml2 judges the grammar; then a walk along the grammar follows each path through the
// record tree.
#include "config/xpath_check.hpp"

#include <libxml/xpath.h>

#include <algorithm>
#include <memory>
#include <new>

#include "base/language.hpp"
#include "config/record_tree.hpp"
#include "config/report.hpp"
#include "config/xpath_paths.hpp"

namespace orderbridge::config {

namespace {

constexpr std::size_t kLongest = 4000;  // bytes
constexpr int kDeepest = 100;           // brackets

// libxml2 gives the place, but no message.
void keep_place(void* data, xmlErrorPtr error) {
  auto& place = *static_cast<std::string*>(data);
  if (place.empty() && error && error->str1 && error->int1 >= 0)
    place = std::string(error->str1).substr(static_cast<std::size_t>(error->int1));
}

// What is wrong; empty where it compiles.
std::string grammar_problem(const std::string& expression) {
  struct Free {
    void operator()(xmlXPathContext* c) const { xmlXPathFreeContext(c); }
    void operator()(xmlXPathCompExpr* e) const { xmlXPathFreeCompExpr(e); }
  };
  const std::unique_ptr<xmlXPathContext, Free> context(xmlXPathNewContext(nullptr));
  if (!context) throw std::bad_alloc();
  std::string place;
  context->userData = &place;
  context->error = &keep_place;
  const std::unique_ptr<xmlXPathCompExpr, Free> compiled(
      xmlXPathCtxtCompile(context.get(), reinterpret_cast<const xmlChar*>(expression.c_str())));
  if (compiled) return {};
  if (place.empty()) return tr("something is missing at its end", "am Ende fehlt etwas");
  return tr("it is wrong before or at: {}", "falsch vor oder bei: {}", shown(place));
}

bool too_deep(std::string_view expression) {
  int depth = 0;
  for (const char c : expression) {
    if (c == '(' || c == '[') ++depth;
    if (c == ')' || c == ']') --depth;
    if (depth > kDeepest) return true;
  }
  return false;
}

}  // namespace

std::vector<XPathProblem> check_xpath(std::string_view expression, std::uint32_t kind) {
  if (expression.size() > kLongest || too_deep(expression))
    return {{tr("the expression is too long or nested too deep",
                "der Ausdruck ist zu lang oder zu tief verschachtelt"),
             tr("split it into several filters", "in mehrere filter aufteilen")}};
  if (const auto problem = grammar_problem(std::string(expression)); !problem.empty())
    return {{tr("'{}' is no XPath 1.0: {}", "'{}' ist kein XPath 1.0: {}", shown(expression), problem),
             tr("e.g. order/billing/country = 'DE' and order/total/gross > 100",
                "z. B. order/billing/country = 'DE' and order/total/gross > 100")}};
  return XPathPaths(expression, record_tree(kind)).check();
}

}  // namespace orderbridge::config
