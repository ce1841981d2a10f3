// SPDX-License-Identifier: MIT
#include "journal/run_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/error.hpp"
#include "base/language.hpp"

namespace orderbridge::journal {

RunLock::RunLock(const std::string& journal_file, const std::string& pipeline) {
  const std::string path = journal_file + "." + pipeline + ".lock";  // ids are [A-Za-z][A-Za-z0-9_-]*
  file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (file_ < 0)
    throw UserError(tr("{} cannot be made: {}; check the rights of the journal's folder",
                       "{} lässt sich nicht anlegen: {}; Rechte des Journal-Ordners prüfen", path,
                       std::strerror(errno)));
  if (::flock(file_, LOCK_EX | LOCK_NB) == 0) return;
  ::close(file_);
  throw UserError(
      tr("another run of pipeline '{}' is under way on this journal; wait for it, nothing was done",
         "Ein anderer Lauf der Pipeline '{}' ist auf diesem Journal im Gang; abwarten, es wurde nichts getan",
         pipeline));
}

RunLock::~RunLock() {
  ::close(file_);
}

}  // namespace orderbridge::journal
