// SPDX-License-Identifier: MIT
// Fetching: the reading side of one run, on a thread of its own: what is read again, the sweep from where the
// last one stood, then by key what is watched and the sweep did not meet (or only the orders a person asked
// for), then rounds of second looks. Calls that fail are made again with back-off, from the last position
// that is durable; what they waited for in vain counts as waiting. One thread.
#pragma once
#include <memory>

#include "pipeline/connect.hpp"
#include "pipeline/reader.hpp"
#include "pipeline/redelivery.hpp"
#include "pipeline/second_look.hpp"
#include "pipeline/task.hpp"

namespace orderbridge::pipeline {

class Fetching {
 public:
  struct Parts {
    const Services& services;
    const config::Pipeline& pipeline;
    const Task& task;
    journal::StreamId stream;
    Micros started;
    std::int64_t run;
    connectors::Instance& source;
    std::shared_ptr<Reader> reader;
    std::shared_ptr<Handoff> handoff;
    std::shared_ptr<SecondLook> second_look;
    std::shared_ptr<const connectors::StopSignal> stop;
    std::vector<std::string> rereads;  // staged orders to be read whole, whatever the list shows
  };
  explicit Fetching(Parts parts);

  /// The outcome of the call that ended it, with the findings of all. Throws JournalError.
  connectors::Outcome run();

 private:
  connectors::Outcome fetch_again();
  connectors::Outcome fetch_watch_set();
  connectors::Outcome fetch_unsettled();
  connectors::Outcome sweep();
  connectors::Outcome fetch_asked();
  connectors::Outcome sweep_for(const std::vector<std::string>& ids);
  void hand_in(std::int64_t letter_id, connectors::Outcome& outcome);
  connectors::Outcome fetch_in_parts(const std::vector<std::string>& keys, std::uint32_t flags);
  connectors::Outcome judge_anew();
  void look_again(connectors::Outcome& outcome);
  connectors::Outcome fetch_by_key(std::vector<std::string> ids, std::uint32_t flags);
  connectors::Outcome again_and_again(const std::function<connectors::Outcome()>& call);

  Parts parts_;
  Waiting waiting_;
};

}  // namespace orderbridge::pipeline
