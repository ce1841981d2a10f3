// SPDX-License-Identifier: MIT
// While it lives, this process has no more rights over files than anybody: what is read-only is read-only,
// also where tests run as root.
#pragma once
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace host_test {

class DroppedRights {
 public:
  DroppedRights() : was_(::geteuid()) {
    if (was_ == 0 && ::seteuid(65534) != 0) throw std::runtime_error("cannot drop rights");
  }
  ~DroppedRights() {
    if (was_ == 0 && ::seteuid(0) != 0) std::abort();
  }
  DroppedRights(const DroppedRights&) = delete;
  DroppedRights& operator=(const DroppedRights&) = delete;

 private:
  uid_t was_;
};

}  // namespace host_test
