// SPDX-License-Identifier: MIT
#include "config/xpath_tokens.hpp"

#include <cctype>

namespace orderbridge::config {

namespace {

using Kind = XPathToken::Kind;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool starts_name(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}
bool in_name(char c) {
  return starts_name(c) || is_digit(c) || c == '-' || c == '.';
}

class Tokenizer {
 public:
  explicit Tokenizer(std::string_view text) : text_(text) {}

  std::vector<XPathToken> run() {
    for (skip_space(); at_ < text_.size(); skip_space())
      if (!next()) break;
    tokens_.push_back({});
    return std::move(tokens_);
  }

 private:
  char look(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  }
  void push(Kind kind, std::size_t size) {
    tokens_.push_back({kind, text_.substr(at_, size)});
    at_ += size;
  }
  // After an operand a '*' multiplies and a name is an operator.
  bool after_operand() const {
    if (tokens_.empty()) return false;
    const auto& last = tokens_.back();
    if (last.kind == Kind::kOperator || last.kind == Kind::kAxis) return false;
    return !(last.is("@") || last.is("::") || last.is("(") || last.is("[") || last.is(","));
  }

  bool next() {
    const char c = look();
    if (c == '"' || c == '\'') return literal(c);
    if (is_digit(c) || (c == '.' && is_digit(look(1)))) return number();
    for (const std::string_view two : {"..", "::"})
      if (text_.substr(at_).starts_with(two)) return push(Kind::kPunctuation, 2), true;
    for (const std::string_view two : {"//", "!=", "<=", ">="})
      if (text_.substr(at_).starts_with(two)) return push(Kind::kOperator, 2), true;
    if (std::string_view("()[].@,").find(c) != std::string_view::npos)
      return push(Kind::kPunctuation, 1), true;
    if (std::string_view("/|+-=<>").find(c) != std::string_view::npos) return push(Kind::kOperator, 1), true;
    if (c == '*') return push(after_operand() ? Kind::kOperator : Kind::kName, 1), true;
    if (c == '$') {
      ++at_;
      return starts_name(look()) && (push(Kind::kVariable, name_size()), true);
    }
    return starts_name(c) && name();
  }

  bool literal(char quote) {
    const auto end = text_.find(quote, at_ + 1);
    if (end == std::string_view::npos) return false;
    push(Kind::kLiteral, end + 1 - at_);
    return true;
  }

  bool number() {
    std::size_t size = 0;
    while (is_digit(look(size)) || look(size) == '.') ++size;
    push(Kind::kNumber, size);
    return true;
  }

  // A QName, or "prefix:*".
  std::size_t name_size() const {
    std::size_t size = 0;
    while (in_name(look(size))) ++size;
    if (look(size) == ':' && look(size + 1) == '*') return size + 2;
    if (look(size) == ':' && starts_name(look(size + 1)))
      for (++size; in_name(look(size));) ++size;
    return size;
  }

  bool name() {
    const auto size = name_size();
    const auto word = text_.substr(at_, size);
    if (after_operand()) {
      push(Kind::kOperator, size);
      return word == "and" || word == "or" || word == "mod" || word == "div";
    }
    auto ahead = size;
    while (is_space(look(ahead))) ++ahead;
    if (look(ahead) == ':' && look(ahead + 1) == ':')
      push(Kind::kAxis, size);
    else if (look(ahead) != '(')
      push(Kind::kName, size);
    else if (word == "text" || word == "node" || word == "comment" || word == "processing-instruction")
      push(Kind::kNodeType, size);
    else
      push(Kind::kFunction, size);
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<XPathToken> tokens_;
};

}  // namespace

std::vector<XPathToken> xpath_tokens(std::string_view expression) {
  return Tokenizer(expression).run();
}

}  // namespace orderbridge::config
