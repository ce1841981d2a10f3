// SPDX-License-Identifier: MIT
// The undo log of one tracked file, kept while its writes are not yet synced. Used by the shim only, under
// the file's lock. Own I/O by raw system calls; whatever fails here ends the process with a word: the test
// would be worth nothing.
#pragma once
#include <stddef.h>
#include <sys/types.h>

namespace crash {

/// Opens DIRECTORY/INODE.undo, cuts off a torn last entry that an earlier process left. Returns its
/// descriptor.
int open_undo(const char* directory, unsigned long inode);
void remove_undo(const char* directory, unsigned long inode, int undo);

/// Before `count` bytes are written at `offset` of file `fd`.
void undo_write(int undo, int fd, off_t offset, size_t count);
/// Before file `fd` gets the size `size`.
void undo_truncate(int undo, int fd, off_t size);
/// After everything was synced.
void empty_undo(int undo);

[[noreturn]] void broken(const char* why);

}  // namespace crash
