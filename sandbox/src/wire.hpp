// SPDX-License-Identifier: MIT
// Writes an outcome to the client's socket in one piece, past POCO's response streams: the faults need bytes
// that no correct server would send, and one send per answer is what makes it fast.
#pragma once

#include <Poco/Net/StreamSocket.h>

#include <cstdint>

#include "outcome.hpp"
#include "stopper.hpp"

namespace orderbridge::sandbox {

// Returns the status that reached the client completely, 0 if none did. Network errors (the client has gone)
// are swallowed: they are the client's right. Afterwards the connection is usable only if answer.close is
// false.
int send(Poco::Net::StreamSocket& socket, const Outcome& outcome, std::int64_t now, Stopper& stopper);

}  // namespace orderbridge::sandbox
