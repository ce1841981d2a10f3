// SPDX-License-Identifier: MIT
#include "undo_log.hpp"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "undo_format.hpp"

namespace crash {

namespace {

constexpr size_t kOnStack = 16384;

void path_of(char (&path)[4096], const char* directory, unsigned long inode) {
  snprintf(path, sizeof path, "%s/%lu.undo", directory, inode);
}

void read_fully(int fd, void* to, size_t count, off_t offset) {
  for (char* at = static_cast<char*>(to); count > 0;) {
    const ssize_t got = syscall(SYS_pread64, fd, at, count, offset);
    if (got <= 0) broken("cannot read what is about to be overwritten");
    at += got, offset += got, count -= static_cast<size_t>(got);
  }
}

off_t size_of(int fd) {
  struct stat facts;
  if (fstat(fd, &facts) != 0) broken("fstat");
  return facts.st_size;
}

bool read_entry(int undo, off_t at, off_t end, UndoEntry& entry) {
  const off_t header = sizeof entry;
  if (end - at < header) return false;
  read_fully(undo, &entry, sizeof entry, at);
  if (entry.magic != kUndoMagic || entry.old_length > static_cast<uint64_t>(end - at - header)) return false;
  UndoEntry plain = entry;
  plain.checksum = 0;
  uint64_t sum = checksum_of(&plain, sizeof plain);
  char part[4096];
  for (uint64_t done = 0; done < entry.old_length;) {
    const size_t count = entry.old_length - done < sizeof part ? entry.old_length - done : sizeof part;
    read_fully(undo, part, count, at + header + static_cast<off_t>(done));
    sum = checksum_of(part, count, sum);
    done += count;
  }
  return sum == entry.checksum;
}

/// Entries that come after a torn one would never be found.
void cut_torn_end(int undo) {
  const off_t end = size_of(undo);
  off_t at = 0;
  for (UndoEntry entry; read_entry(undo, at, end, entry);)
    at += static_cast<off_t>(sizeof entry + entry.old_length);
  if (at != end && syscall(SYS_ftruncate, undo, at) != 0) broken("cannot shorten an undo log");
}

/// `entry` without magic and checksum; the old bytes are taken from file `fd`.
void append(int undo, int fd, UndoEntry entry) {
  const size_t total = sizeof entry + entry.old_length;
  alignas(UndoEntry) char stack[kOnStack];
  char* block = stack;
  if (total > sizeof stack) {
    void* mapped = mmap(nullptr, total, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) broken("out of memory");
    block = static_cast<char*>(mapped);
  }
  entry.magic = kUndoMagic;
  entry.checksum = 0;
  char* old = block + sizeof entry;
  if (entry.old_length > 0) read_fully(fd, old, entry.old_length, static_cast<off_t>(entry.offset));
  entry.checksum = checksum_of(old, entry.old_length, checksum_of(&entry, sizeof entry));
  memcpy(block, &entry, sizeof entry);
  if (syscall(SYS_write, undo, block, total) != static_cast<long>(total)) broken("cannot write an undo log");
  if (block != stack) munmap(block, total);
}

}  // namespace

void broken(const char* why) {
  dprintf(2, "crash shim: %s\n", why);
  syscall(SYS_kill, getpid(), SIGABRT);
  _exit(127);
}

int open_undo(const char* directory, unsigned long inode) {
  char path[4096];
  path_of(path, directory, inode);
  const int undo =
      static_cast<int>(syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  if (undo < 0) broken("cannot open an undo log");
  cut_torn_end(undo);
  return undo;
}

void remove_undo(const char* directory, unsigned long inode, int undo) {
  char path[4096];
  path_of(path, directory, inode);
  syscall(SYS_unlinkat, AT_FDCWD, path, 0);
  syscall(SYS_close, undo);
}

void undo_write(int undo, int fd, off_t offset, size_t count) {
  const auto size = static_cast<uint64_t>(size_of(fd)), from = static_cast<uint64_t>(offset);
  UndoEntry entry{};
  entry.offset = from;
  entry.new_length = count;
  entry.old_length = from >= size ? 0 : size - from < count ? size - from : count;
  entry.old_size = size;
  entry.new_size = from + count > size ? from + count : size;
  append(undo, fd, entry);
}

void undo_truncate(int undo, int fd, off_t new_size) {
  const auto size = static_cast<uint64_t>(size_of(fd)), wanted = static_cast<uint64_t>(new_size);
  UndoEntry entry{};
  entry.offset = wanted < size ? wanted : size;
  entry.old_length = size - entry.offset;
  entry.old_size = size;
  entry.new_size = wanted;
  append(undo, fd, entry);
}

void empty_undo(int undo) {
  if (syscall(SYS_ftruncate, undo, 0) != 0) broken("cannot empty an undo log");
}

}  // namespace crash
