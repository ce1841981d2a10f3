// SPDX-License-Identifier: MIT
// Which open files and sockets the shim looks at: databases by the ends of their names, sockets on which a
// PUT is under way. Any thread; the tables are of fixed size and need no set-up.
#pragma once
#include <pthread.h>

namespace crash {

struct TrackedFile {
  pthread_mutex_t
      lock;  // one write or sync at a time, so that an undo log is emptied of what was synced only
  unsigned long device, inode;
  int undo;  // -1: none is kept
  bool lying;
  char name[64];
};

/// ".db", "-wal", "-journal".
bool is_database_name(const char* path);

/// After a file was opened as `fd`; afterwards file_of(fd) knows it if its name says so.
void track(int fd, const char* path);
/// Null: none of our business.
TrackedFile* file_of(int fd);
/// Before a file of that name is removed or replaced: what it held is no longer of interest.
void forget(const char* path);
void closed(int fd);

bool is_putting(int fd);
void set_putting(int fd, bool putting);

}  // namespace crash
