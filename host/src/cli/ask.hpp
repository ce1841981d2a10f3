// SPDX-License-Identifier: MIT
// A question before something that cannot simply be taken back. One thread.
#pragma once
#include <string>

namespace orderbridge::cli {

/// Throws UserError (wrong usage) where there is nobody to ask: `what` says what would be done, as the
/// beginning of a sentence, and the error asks for --yes.
void require_terminal(const std::string& what);
/// True where a person agreed on the terminal; else says that nothing was done.
bool agreed(const std::string& question);

}  // namespace orderbridge::cli
