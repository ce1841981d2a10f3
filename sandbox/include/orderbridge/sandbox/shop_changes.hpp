// SPDX-License-Identifier: MIT
// Changes of the shop as text, at once or while a client is reading: after the K-th list page from now, or
// after N more requests. Thread-safe. Whoever embeds the shop can also call OrderStore directly.
//
//   appear    id= like= number= time= status=0 payment=17 half=0 slow=0
//             a new order (low id: a late commit). half=1: its header only. slow=N: its header only, and one
//             more part after every N requests, in the order in which Shopware's checkout commits them
//   next      id=                         a half saved order gets its next part
//   complete  id=                         a half saved order gets all its parts
//   pay       id= payment=12 touch=0      payment state, by plain SQL unless touch=1
//   status    id= to= touch=1             order state
//   person    id= status= payment= user=backend     one or both states in one change, by another user than
//   the
//             API's: `changed` moves and the history tells who it was
//   reopen    id=                         back to open (0)
//   cancel    id=                         state 4
//   abort     id=                         state -1
//   lines     id=                         one more of the first line
//   swap      id= line=1 sku= name=       another variant at the same price: neither `changed` nor a total
//   moves delete    id= convert   id= number=                 aborted basket becomes an order: old id and
//   time, state 1, payment 0 reuse     id= number= time=           same id, another order set       id=
//   field= touch=0 value=RAW JSON
// When: nothing (now), page=K (after K list answers), after=N (after N requests).
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

namespace orderbridge::sandbox {

class OrderStore;
class Spec;

class ShopChanges {
 public:
  explicit ShopChanges(OrderStore& store) : store_(store) {}

  void add(const std::string& text);  // throws std::invalid_argument, also if there is no such order now
  // Only if it waits for a page or request: what happens at once is part of a remembered past.
  void add_waiting(const std::string& text);
  void after_pages(std::uint64_t pages, std::function<void(OrderStore&)> change);
  void after_requests(std::uint64_t requests, std::function<void(OrderStore&)> change);
  std::size_t waiting() const;

  void list_page_answered() { count_down(true); }
  void request_answered() { count_down(false); }

 private:
  struct Waiting {
    bool pages;
    std::uint64_t left;
    std::function<void(OrderStore&)> change;
  };
  std::function<bool(OrderStore&)> appearance(Spec& spec);
  void write_slowly(std::int64_t id, std::uint64_t requests);
  std::vector<std::function<void(OrderStore&)>> due(bool pages);
  void count_down(bool pages);
  void wait(Waiting waiting);
  void add(const std::string& text, bool at_once_too);

  OrderStore& store_;
  mutable std::mutex mutex_;
  std::atomic<bool> any_{false};
  std::vector<Waiting> waiting_;
};

}  // namespace orderbridge::sandbox
