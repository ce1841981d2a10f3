// SPDX-License-Identifier: MIT
// Follows every path of a grammatical XPath expression through the record tree: which elements can a step
// mean, and is there none? Knows functions and their arguments, and that there are no variables and no
// namespaces. For xpath_check.cpp; one use per object.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "config/record_tree.hpp"
#include "config/xpath_check.hpp"
#include "config/xpath_tokens.hpp"

namespace orderbridge::config {

class XPathPaths {
 public:
  XPathPaths(std::string_view expression, const RecordElement& document)
      : document_(document), tokens_(xpath_tokens(expression)) {}
  std::vector<XPathProblem> check();

 private:
  using Elements = std::vector<const RecordElement*>;
  struct Value {
    bool nodes = false;    // a node-set
    bool unknown = false;  // which nodes cannot be said: text, attributes, or what follows a mistake
    Elements elements;
  };
  /// Nodes of which nothing is known.
  static Value unknown_nodes() { return {.nodes = true, .unknown = true, .elements = {}}; }
  struct GiveUp {};  // the tokens are not what the grammar says; nothing more to find

  const XPathToken& token() const { return tokens_[at_]; }
  bool accept(std::string_view what);
  void expect(std::string_view what);

  Value expression(const Value& context);
  Value unions(const Value& context);
  Value path(const Value& context);
  Value relative_path(Value from);
  Value primary(const Value& context);
  Value function(const Value& context);
  Value step(const Value& context);
  Value predicates(Value value);
  Value node_test(const Value& context, std::string_view axis);
  Value attribute(const Value& context, std::string_view name);
  Value descendants(const Value& from) const;
  bool at_step() const;

  Elements on_axis(const Elements& from, std::string_view axis) const;
  Value no_such_element(const Value& context, const Elements& candidates, std::string_view name);
  std::vector<std::string> paths_named(std::string_view name) const;
  void need_value(const Value& value);
  void problem(std::string text, std::string fix) { problems_.push_back({std::move(text), std::move(fix)}); }

  const RecordElement& document_;
  std::vector<XPathToken> tokens_;
  std::size_t at_ = 0;
  std::vector<XPathProblem> problems_;
};

}  // namespace orderbridge::config
