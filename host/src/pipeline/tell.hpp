// SPDX-License-Identifier: MIT
// Telling a shop once more, because a person says so: wishes that it refused, or where a person's state was
// in the way, are open again and told at once. What may be replaced stays as it was wished: a state that
// still stands in the way is left alone and reported again. One thread.
#pragma once
#include <string>
#include <vector>

#include "pipeline/outbox_sender.hpp"

namespace orderbridge::pipeline {

/// Wishes of `connection` that were settled without the shop showing them, of orders that stand in the sink:
/// all that were refused, or those of `orders` (ids), whatever kept them from being told.
std::vector<journal::Wish> untold(const Services& services, const std::string& connection,
                                  const std::vector<std::string>& orders);

struct ToldAgain {
  journal::RunRecord record;
  Told told;
  std::vector<std::string> warnings;
  std::vector<journal::Wish> wishes;  // as they are afterwards
};

/// `pipeline` reads the connection and tells it. Throws JournalError.
ToldAgain tell_again(const Services& services, const config::Pipeline& pipeline,
                     std::vector<journal::Wish> wishes);

}  // namespace orderbridge::pipeline
