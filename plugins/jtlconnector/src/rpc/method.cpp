// SPDX-License-Identifier: MIT
// See method.hpp.
#include "method.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "error.hpp"

namespace orderbridge::jtlconnector {
namespace {

constexpr std::array<std::string_view, 15> kControllers{
    "Category",          "Connector", "CrossSelling", "Customer", "CustomerOrder", "DeliveryNote",
    "GlobalData",        "Image",     "Manufacturer", "Payment",  "Product",       "ProductPrice",
    "ProductStockLevel", "Specific",  "StatusChange"};

struct Named {
  std::string_view name;
  Action action;
};
constexpr std::array<Named, 7> kCoreActions{{{"auth", Action::kAuth},
                                             {"ack", Action::kAck},
                                             {"clear", Action::kClear},
                                             {"features", Action::kFeatures},
                                             {"finish", Action::kFinish},
                                             {"identify", Action::kIdentify},
                                             {"init", Action::kInit}}};
constexpr std::array<Named, 4> kModelActions{{{"pull", Action::kPull},
                                              {"push", Action::kPush},
                                              {"delete", Action::kDelete},
                                              {"statistic", Action::kStatistic}}};

/// Parts between dots; none is empty, each of letters, digits and underscores.
std::vector<std::string_view> parts_of(std::string_view name) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto dot = name.find('.');
    const auto part = name.substr(0, dot);
    const bool word = !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
    if (!word) return {};
    parts.push_back(part);
    if (dot == std::string_view::npos) return parts;
    name.remove_prefix(dot + 1);
  }
}

template <std::size_t N>
Action find_action(const std::array<Named, N>& actions, std::string_view name) {
  for (const auto& action : actions)
    if (action.name == name) return action.action;
  throw RpcError(Code::kUnknownAction, "Unknown action");
}

}  // namespace

std::string pascal_case(std::string_view name) {
  std::string out;
  bool upper = true;
  for (const char c : name) {
    if (c == '_') {
      upper = true;
      continue;
    }
    out += upper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    upper = false;
  }
  return out;
}

Method read_method(std::string_view name) {
  // jtl/connector-core takes a name without a dot for no request at all (both were asked the same).
  if (name.find('.') == std::string_view::npos) throw invalid_request();
  auto parts = parts_of(name);
  if (parts.size() == 3 && parts.front() == "core") parts.erase(parts.begin());
  if (parts.size() != 2) throw RpcError(Code::kInvalidMethod, "Invalid method");

  Method method{pascal_case(parts[0]), {}};
  if (method.controller == "Linker" && parts[1] == "clear") method.controller = "Connector";
  if (std::find(kControllers.begin(), kControllers.end(), method.controller) == kControllers.end())
    throw RpcError(Code::kUnknownController, "Unknown controller");
  method.action = method.controller == "Connector" ? find_action(kCoreActions, parts[1])
                                                   : find_action(kModelActions, parts[1]);
  return method;
}

}  // namespace orderbridge::jtlconnector
