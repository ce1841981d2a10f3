// SPDX-License-Identifier: MIT
#include "config/tag_lines.hpp"

namespace orderbridge::config {

namespace {

class Scanner {
 public:
  explicit Scanner(std::string_view xml) : xml_(xml) {}

  std::vector<TagLines> scan() {
    while (more()) {
      if (xml_[at_] != '<')
        step();
      else if (starts("<!--"))
        skip_past("-->");
      else if (starts("<![CDATA["))
        skip_past("]]>");
      else if (starts("<?"))
        skip_past("?>");
      else if (starts("</") || starts("<!"))
        skip_past(">");
      else
        tag();
    }
    return std::move(tags_);
  }

 private:
  bool more() const { return at_ < xml_.size(); }
  bool starts(std::string_view what) const { return xml_.substr(at_, what.size()) == what; }
  bool one_of(std::string_view set) const { return set.find(xml_[at_]) != std::string_view::npos; }
  void step() {
    if (xml_[at_++] == '\n') ++line_;
  }
  void skip_past(std::string_view end) {
    while (more() && !starts(end)) step();
    for (std::size_t i = 0; i < end.size() && more(); ++i) step();
  }
  std::string_view name() {
    const auto begin = at_;
    while (more() && !one_of(" \t\r\n=/>")) ++at_;
    return xml_.substr(begin, at_ - begin);
  }

  void tag() {
    TagLines tag;
    tag.line = line_;
    ++at_;
    name();
    while (more() && xml_[at_] != '>') {
      if (one_of("\"'")) {
        const std::string_view quote = xml_.substr(at_, 1);
        step();
        skip_past(quote);
      } else if (one_of(" \t\r\n=/")) {
        step();
      } else {
        const int line = line_;
        tag.attributes.emplace_back(name(), line);
      }
    }
    if (more()) step();
    tags_.push_back(std::move(tag));
  }

  std::string_view xml_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::vector<TagLines> tags_;
};

}  // namespace

std::vector<TagLines> tag_lines(std::string_view xml) {
  return Scanner(xml).scan();
}

}  // namespace orderbridge::config
