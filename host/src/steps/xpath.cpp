// SPDX-License-Identifier: MIT
#include "steps/xpath.hpp"

#include <libxml/xpath.h>

#include <stdexcept>

namespace orderbridge::steps {

namespace {

/// libxml2 reports through a C callback; the last message is kept, nothing goes to stderr.
struct Errors {
  std::string text;
  static void collect(void* self, xmlErrorPtr error) {
    auto& text = static_cast<Errors*>(self)->text;
    if (!error || !error->message) return;
    text = error->message;
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) text.pop_back();
  }
};

struct ContextDeleter {
  void operator()(xmlXPathContext* context) const noexcept { xmlXPathFreeContext(context); }
};
using Context = std::unique_ptr<xmlXPathContext, ContextDeleter>;

Context make_context(xmlDocPtr document, Errors& errors) {
  Context context(xmlXPathNewContext(document));
  if (!context) throw std::bad_alloc();
  context->userData = &errors;
  context->error = Errors::collect;
  return context;
}

}  // namespace

XPath::XPath(const std::string& expression) : expression_(nullptr) {
  Errors errors;
  const auto context = make_context(nullptr, errors);
  expression_ = xmlXPathCtxtCompile(context.get(), reinterpret_cast<const xmlChar*>(expression.c_str()));
  if (!expression_) throw std::invalid_argument(errors.text.empty() ? "invalid expression" : errors.text);
}

XPath::~XPath() {
  if (expression_) xmlXPathFreeCompExpr(expression_);
}

XPath::XPath(XPath&& other) noexcept : expression_(other.expression_) {
  other.expression_ = nullptr;
}

bool XPath::test(_xmlDoc* document) const {
  Errors errors;
  const auto context = make_context(document, errors);
  context->node = reinterpret_cast<xmlNodePtr>(document);
  const int result = xmlXPathCompiledEvalToBoolean(expression_, context.get());
  if (result < 0)
    throw std::runtime_error(errors.text.empty() ? "the expression cannot be evaluated" : errors.text);
  return result == 1;
}

}  // namespace orderbridge::steps
