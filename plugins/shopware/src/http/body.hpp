// SPDX-License-Identifier: MIT
// What has to be taken off a body before it is read: a compression that nobody asked for (a server or plugin
// that compresses everything), and the byte order mark that a PHP file saved with one prints before each
// answer. Pure.
#pragma once
#include "answer.hpp"

namespace orderbridge::shopware5 {

/// `coding`: the header Content-Encoding. gzip and deflate are undone, also where the header is missing; for
/// anything else answer.encoding says what it is. Throws NoAnswer: kTooLarge beyond `limit` bytes, kLost
/// where the compressed text is broken.
void unpack(Answer& answer, const std::string& coding, std::size_t limit);

}  // namespace orderbridge::shopware5
