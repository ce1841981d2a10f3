// SPDX-License-Identifier: MIT
#include "tracked.hpp"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "undo_log.hpp"

namespace crash {

namespace {

constexpr int kMostDescriptors = 4096, kMostFiles = 256;

TrackedFile files[kMostFiles];
int file_count = 0;
pthread_mutex_t table_lock = PTHREAD_MUTEX_INITIALIZER;
TrackedFile* by_descriptor[kMostDescriptors];
bool putting_on[kMostDescriptors];

bool ends_with(const char* text, const char* end) {
  const size_t length = strlen(text), wanted = strlen(end);
  return length >= wanted && strcmp(text + length - wanted, end) == 0;
}

bool in_range(int fd) {
  return fd >= 0 && fd < kMostDescriptors;
}

/// Null: not seen yet. Under table_lock.
TrackedFile* known(const struct stat& facts) {
  for (int i = 0; i < file_count; ++i)
    if (files[i].inode == facts.st_ino && files[i].device == facts.st_dev) return &files[i];
  return nullptr;
}

TrackedFile* add(const struct stat& facts, const char* path) {
  if (file_count == kMostFiles) broken("too many files");
  TrackedFile& file = files[file_count];
  pthread_mutex_init(&file.lock, nullptr);
  file.device = facts.st_dev;
  file.inode = facts.st_ino;
  const char* slash = strrchr(path, '/');
  strncpy(file.name, slash ? slash + 1 : path, sizeof file.name - 1);
  const char* directory = getenv("OB_CRASH_UNDO");
  file.undo = directory ? open_undo(directory, facts.st_ino) : -1;
  const char* lying = getenv("OB_CRASH_LYING");
  file.lying = lying && strncmp(file.name, lying, strlen(lying)) == 0;
  ++file_count;
  return &file;
}

}  // namespace

bool is_database_name(const char* path) {
  return ends_with(path, ".db") || ends_with(path, "-wal") || ends_with(path, "-journal");
}

void track(int fd, const char* path) {
  if (!in_range(fd) || !is_database_name(path)) return;
  struct stat facts;
  if (fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) return;
  pthread_mutex_lock(&table_lock);
  TrackedFile* file = known(facts);
  if (!file) file = add(facts, path);
  __atomic_store_n(&by_descriptor[fd], file, __ATOMIC_RELEASE);
  pthread_mutex_unlock(&table_lock);
}

TrackedFile* file_of(int fd) {
  return in_range(fd) ? __atomic_load_n(&by_descriptor[fd], __ATOMIC_ACQUIRE) : nullptr;
}

void forget(const char* path) {
  struct stat facts;
  if (stat(path, &facts) != 0) return;
  pthread_mutex_lock(&table_lock);
  if (TrackedFile* file = known(facts)) {
    pthread_mutex_lock(&file->lock);
    if (file->undo >= 0) remove_undo(getenv("OB_CRASH_UNDO"), file->inode, file->undo);
    file->undo = -1;
    file->inode = 0;  // its number may be given to another file
    pthread_mutex_unlock(&file->lock);
  }
  pthread_mutex_unlock(&table_lock);
}

void closed(int fd) {
  if (!in_range(fd)) return;
  __atomic_store_n(&by_descriptor[fd], nullptr, __ATOMIC_RELEASE);
  set_putting(fd, false);
}

bool is_putting(int fd) {
  return in_range(fd) && __atomic_load_n(&putting_on[fd], __ATOMIC_ACQUIRE);
}

void set_putting(int fd, bool putting) {
  if (in_range(fd)) __atomic_store_n(&putting_on[fd], putting, __ATOMIC_RELEASE);
}

}  // namespace crash
