// SPDX-License-Identifier: MIT
// The project's own texts, as the rules of this folder look at them: paths from the top of the tree, and what
// stands in the files. A rule is a function of such a tree, so that each can be tried on a planted one.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace tidy {

/// Text by path, "/" between folders.
using Tree = std::map<std::string, std::string>;
/// "host/src/a.cpp:7: what is wrong", one each.
using Findings = std::vector<std::string>;

/// All that belongs to the project: its folders and the documents at its top, without what a build makes.
Tree read_tree(const std::string& top);

std::vector<std::string> lines_of(std::string_view text);
bool is_cpp(const std::string& path);     // .cpp, .hpp, .h
bool is_header(const std::string& path);  // .hpp, .h
std::string folder_of(const std::string& path);
std::string at(const std::string& path, std::size_t line, const std::string& what);

/// C++ with comments and the content of literals blanked, so that every line and column stays where it is.
std::string code_only(const std::string& text);

}  // namespace tidy
