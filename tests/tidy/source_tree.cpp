// SPDX-License-Identifier: MIT
#include "source_tree.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

namespace fs = std::filesystem;

namespace tidy {

namespace {

constexpr const char* kFolders[]{"bench",      "cmake",   "config",  "docs",    "examples", "host",
                                 "plugin-api", "plugins", "sandbox", "scripts", "tests"};

void take(Tree& tree, const fs::path& top, const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  tree[fs::relative(file, top).generic_string()] =
      std::string(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
}

bool ends_with(const std::string& text, std::string_view end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

Tree read_tree(const std::string& top) {
  Tree tree;
  for (const auto* folder : kFolders)
    if (fs::exists(fs::path(top) / folder))
      for (const auto& entry : fs::recursive_directory_iterator(fs::path(top) / folder))
        if (entry.is_regular_file()) take(tree, top, entry.path());
  for (const auto& entry : fs::directory_iterator(top))
    if (entry.is_regular_file()) take(tree, top, entry.path());
  return tree;
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t from = 0; from <= text.size();) {
    const auto to = std::min(text.find('\n', from), text.size());
    lines.emplace_back(text.substr(from, to - from));
    from = to + 1;
  }
  return lines;
}

bool is_header(const std::string& path) {
  return ends_with(path, ".hpp") || ends_with(path, ".h");
}
bool is_cpp(const std::string& path) {
  return is_header(path) || ends_with(path, ".cpp");
}

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

std::string at(const std::string& path, std::size_t line, const std::string& what) {
  return path + ":" + std::to_string(line) + ": " + what;
}

std::string code_only(const std::string& text) {
  std::string code = text;
  const auto blank = [&](std::size_t from, std::size_t to) {
    for (auto i = from; i < std::min(to, code.size()); ++i)
      if (code[i] != '\n') code[i] = ' ';
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "//") == 0) {
      const auto end = std::min(text.find('\n', i), text.size());
      blank(i, end);
      i = end;
    } else if (text.compare(i, 2, "/*") == 0) {
      const auto end = std::min(text.find("*/", i), text.size());
      blank(i, end + 2);
      i = end + 1;
    } else if (text.compare(i, 2, "R\"") == 0) {
      const auto open = text.find('(', i);
      const auto close = std::min(text.find(")" + text.substr(i + 2, open - i - 2) + "\"", i), text.size());
      blank(open, close + 1);
      i = text.find('"', close);
    } else if (text[i] == '"' ||
               (text[i] == '\'' && (i == 0 || !std::isalnum(static_cast<unsigned char>(text[i - 1]))))) {
      auto end = i + 1;
      while (end < text.size() && text[end] != text[i]) end += text[end] == '\\' ? 2 : 1;
      blank(i + 1, end);
      i = end;
    }
  }
  return code;
}

}  // namespace tidy
