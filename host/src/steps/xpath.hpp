// SPDX-License-Identifier: MIT
// One XPath 1.0 expression, compiled once, evaluated against many records. One thread.
#pragma once
#include <memory>
#include <string>

struct _xmlDoc;
struct _xmlXPathCompExpr;
struct _xmlXPathContext;

namespace orderbridge::steps {

class XPath {
 public:
  /// Throws std::invalid_argument with libxml2's reason.
  explicit XPath(const std::string& expression);
  ~XPath();
  XPath(XPath&&) noexcept;
  XPath& operator=(XPath&&) = delete;

  /// The expression's boolean value. Throws std::runtime_error where it cannot be evaluated.
  bool test(_xmlDoc* document) const;

 private:
  _xmlXPathCompExpr* expression_;
};

}  // namespace orderbridge::steps
