// SPDX-License-Identifier: MIT
// A good connector whose entry point writes to stdout and stderr: what a probe prints there must not be
// confused.
#include <unistd.h>

#include "../support/plain.hpp"

namespace {

using namespace test_connectors;

struct PrintsInEntry : Plain {
  static constexpr auto kDescription =
      describe("prints-in-entry", OB_WRITE_ORDERS, "Prints when it is loaded",
               "Schreibt beim Laden auf die Konsole", kNoOptions);
  using Plain::Plain;
  void write(Call&, const ob_batch& batch, Results& results) {
    for (std::size_t i = 0; i < batch.count; ++i) results.report(i, {});
  }
};

constexpr ob_connector kConnector = orderbridge::detail::Thunks<PrintsInEntry>::table();
constexpr const ob_connector* kConnectors[]{&kConnector};
constexpr ob_library kLibrary{
    sizeof(ob_library), OB_ABI_MINOR, to_abi("tests"), to_abi("1.0.0"), to_abi("?"), kConnectors, 1};

void print(int fd) {
  constexpr std::string_view kText = "{\"library\": \"loaded\"}\n\xFF\n";
  [[maybe_unused]] const auto written = ::write(fd, kText.data(), kText.size());
}

}  // namespace

extern "C" const ob_library* orderbridge_connectors_v1(std::uint32_t) {
  print(STDOUT_FILENO);
  print(STDERR_FILENO);
  return &kLibrary;
}
