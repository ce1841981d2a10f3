// SPDX-License-Identifier: MIT
// A library for LD_PRELOAD that stands between a program with SQLite databases and the system. It counts the
// steps after which something is durable or seen by others, can kill the process at one of them (steps.hpp),
// and keeps what a power cut would undo (undo_log.hpp, OB_CRASH_UNDO=DIRECTORY). Otherwise each function does
// what libc's does. Plain C style: it works before main and without the C++ runtime. docs/testing.md.
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "steps.hpp"
#include "tracked.hpp"
#include "undo_log.hpp"

namespace {

using crash::Step;
using crash::TrackedFile;

bool takes_mode(int flags) {
  return (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
}

int open_at(int directory, const char* path, int flags, mode_t mode) {
  const int fd = static_cast<int>(syscall(SYS_openat, directory, path, flags, mode));
  if (fd >= 0) crash::track(fd, path);
  return fd;
}

ssize_t write_at(int fd, const void* bytes, size_t count, off_t offset) {
  TrackedFile* file = crash::file_of(fd);
  if (!file) return syscall(SYS_pwrite64, fd, bytes, count, offset);
  pthread_mutex_lock(&file->lock);
  if (file->undo >= 0) crash::undo_write(file->undo, fd, offset, count);
  const ssize_t written = syscall(SYS_pwrite64, fd, bytes, count, offset);
  pthread_mutex_unlock(&file->lock);
  return written;
}

int truncate_to(int fd, off_t size) {
  TrackedFile* file = crash::file_of(fd);
  if (!file) return static_cast<int>(syscall(SYS_ftruncate, fd, size));
  pthread_mutex_lock(&file->lock);
  if (file->undo >= 0) crash::undo_truncate(file->undo, fd, size);
  const int result = static_cast<int>(syscall(SYS_ftruncate, fd, size));
  pthread_mutex_unlock(&file->lock);
  return result;
}

/// Nothing is written between the sync and the emptying of the undo log. A kill between the two is a power
/// cut while the sync was still under way: nobody has been told that it is done.
int sync(int fd, long call, const char* kind) {
  TrackedFile* file = crash::file_of(fd);
  if (!file) return static_cast<int>(syscall(call, fd));
  const Step step(kind, file->name);
  pthread_mutex_lock(&file->lock);
  // Where power cuts are played, the undo log alone says what is on the disk: no need to wait for a real one.
  const int result = file->undo >= 0 ? 0 : static_cast<int>(syscall(call, fd));
  if (result == 0 && file->undo >= 0 && !file->lying) crash::empty_undo(file->undo);
  pthread_mutex_unlock(&file->lock);
  step.done();
  return result;
}

int remove_at(int directory, const char* path, int flags) {
  if (!crash::is_database_name(path)) return static_cast<int>(syscall(SYS_unlinkat, directory, path, flags));
  const char* slash = strrchr(path, '/');
  const Step step("unlink", slash ? slash + 1 : path);
  crash::forget(path);
  const int result = static_cast<int>(syscall(SYS_unlinkat, directory, path, flags));
  step.done();
  return result;
}

bool begins(const void* bytes, size_t count, const char* word) {
  return count >= strlen(word) && memcmp(bytes, word, strlen(word)) == 0;
}

/// The three moments of a PUT: its head, its body, and the first of its answer.
const char* kind_of_sending(int fd, const void* bytes, size_t count) {
  if (begins(bytes, count, "PUT ")) {
    crash::set_putting(fd, true);
    return "put";
  }
  if (!crash::is_putting(fd)) return nullptr;
  if (!begins(bytes, count, "GET ")) return "put-body";
  crash::set_putting(fd, false);
  return nullptr;
}

template <class Send>
ssize_t send_counted(int fd, const void* bytes, size_t count, Send real) {
  const char* kind = kind_of_sending(fd, bytes, count);
  if (!kind) return real();
  const Step step(kind, "socket");
  const ssize_t sent = real();
  step.done();
  return sent;
}

template <class Receive>
ssize_t receive_counted(int fd, Receive real) {
  if (!crash::is_putting(fd)) return real();
  const ssize_t got = real();
  if (got <= 0) return got;  // nothing yet
  const Step step("put-answer", "socket");
  crash::set_putting(fd, false);
  step.done();
  return got;
}

bool is_socket(int fd) {
  struct stat facts;
  return fstat(fd, &facts) == 0 && S_ISSOCK(facts.st_mode);
}

ssize_t write_here(int fd, const void* bytes, size_t count) {
  const auto real = [=] { return static_cast<ssize_t>(syscall(SYS_write, fd, bytes, count)); };
  if (TrackedFile* file = crash::file_of(fd)) {
    pthread_mutex_lock(&file->lock);
    const off_t offset = syscall(SYS_lseek, fd, 0, SEEK_CUR);
    if (file->undo >= 0) crash::undo_write(file->undo, fd, offset, count);
    const ssize_t written = real();
    pthread_mutex_unlock(&file->lock);
    return written;
  }
  const bool of_interest = crash::is_putting(fd) || (begins(bytes, count, "PUT ") && is_socket(fd));
  return of_interest ? send_counted(fd, bytes, count, real) : real();
}

/// SQLite maps only its -shm file; a mapped database would change unseen.
void* map(void* where, size_t length, int protection, int flags, int fd, off_t offset) {
  if (crash::file_of(fd)) crash::broken("a database file is mapped into memory: its writes cannot be seen");
  return reinterpret_cast<void*>(syscall(SYS_mmap, where, length, protection, flags, fd, offset));
}

}  // namespace

extern "C" {

#define OB_OPEN(NAME)                            \
  int NAME(const char* path, int flags, ...) {   \
    mode_t mode = 0;                             \
    if (takes_mode(flags)) {                     \
      va_list rest;                              \
      va_start(rest, flags);                     \
      mode = va_arg(rest, mode_t);               \
      va_end(rest);                              \
    }                                            \
    return open_at(AT_FDCWD, path, flags, mode); \
  }
#define OB_OPENAT(NAME)                                       \
  int NAME(int directory, const char* path, int flags, ...) { \
    mode_t mode = 0;                                          \
    if (takes_mode(flags)) {                                  \
      va_list rest;                                           \
      va_start(rest, flags);                                  \
      mode = va_arg(rest, mode_t);                            \
      va_end(rest);                                           \
    }                                                         \
    return open_at(directory, path, flags, mode);             \
  }
OB_OPEN(open)
OB_OPEN(open64)
OB_OPENAT(openat)
OB_OPENAT(openat64)

int __open_2(const char* path, int flags);
int __open_2(const char* path, int flags) {
  return open_at(AT_FDCWD, path, flags, 0);
}
int __open64_2(const char* path, int flags);
int __open64_2(const char* path, int flags) {
  return open_at(AT_FDCWD, path, flags, 0);
}

int close(int fd) {
  crash::closed(fd);
  return static_cast<int>(syscall(SYS_close, fd));
}

ssize_t pwrite(int fd, const void* bytes, size_t count, off_t offset) {
  return write_at(fd, bytes, count, offset);
}
ssize_t pwrite64(int fd, const void* bytes, size_t count, off64_t offset) {
  return write_at(fd, bytes, count, offset);
}
ssize_t write(int fd, const void* bytes, size_t count) {
  return write_here(fd, bytes, count);
}
int ftruncate(int fd, off_t size) noexcept {
  return truncate_to(fd, size);
}
int ftruncate64(int fd, off64_t size) noexcept {
  return truncate_to(fd, size);
}
int fsync(int fd) {
  return sync(fd, SYS_fsync, "fsync");
}
int fdatasync(int fd) {
  return sync(fd, SYS_fdatasync, "fdatasync");
}

int unlink(const char* path) noexcept {
  return remove_at(AT_FDCWD, path, 0);
}
int unlinkat(int directory, const char* path, int flags) noexcept {
  return remove_at(directory, path, flags);
}
int rename(const char* from, const char* to) noexcept {
  const auto real = [=] { return static_cast<int>(syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0)); };
  if (!crash::is_database_name(from) && !crash::is_database_name(to)) return real();
  const char* slash = strrchr(to, '/');
  const Step step("rename", slash ? slash + 1 : to);
  crash::forget(to);
  const int result = real();
  step.done();
  return result;
}

ssize_t send(int fd, const void* bytes, size_t count, int flags) {
  return send_counted(fd, bytes, count, [=] {
    return static_cast<ssize_t>(syscall(SYS_sendto, fd, bytes, count, flags, nullptr, 0));
  });
}
ssize_t sendto(int fd, const void* bytes, size_t count, int flags, const struct sockaddr* to,
               socklen_t length) {
  return send_counted(fd, bytes, count, [=] {
    return static_cast<ssize_t>(syscall(SYS_sendto, fd, bytes, count, flags, to, length));
  });
}
ssize_t sendmsg(int fd, const struct msghdr* message, int flags) {
  const auto real = [=] { return static_cast<ssize_t>(syscall(SYS_sendmsg, fd, message, flags)); };
  if (message->msg_iovlen == 0) return real();
  return send_counted(fd, message->msg_iov[0].iov_base, message->msg_iov[0].iov_len, real);
}
ssize_t recv(int fd, void* to, size_t count, int flags) {
  return receive_counted(fd, [=] {
    return static_cast<ssize_t>(syscall(SYS_recvfrom, fd, to, count, flags, nullptr, nullptr));
  });
}
ssize_t read(int fd, void* to, size_t count) {
  return receive_counted(fd, [=] { return static_cast<ssize_t>(syscall(SYS_read, fd, to, count)); });
}

void* mmap(void* where, size_t length, int protection, int flags, int fd, off_t offset) noexcept {
  return map(where, length, protection, flags, fd, offset);
}
void* mmap64(void* where, size_t length, int protection, int flags, int fd, off64_t offset) noexcept {
  return map(where, length, protection, flags, fd, offset);
}
}
