#pragma once

#include <condition_variable>
#include <cstddef>
#include <map>
#include <mutex>
#include <utility>

namespace stepdown::sim {

/// Hands results that threads end in any order to `consume(number, result)`, in order and one at a
/// time. Whoever brings a result while another thread is consuming leaves it there and goes on.
template <class Result, class Consume>
class InOrder {
 public:
  /// @param most_waiting  results that may lie there while one is consumed; who brings one more
  /// waits, so that memory stays bounded where consuming takes longer than making
  InOrder(int first, std::size_t most_waiting, Consume consume)
      : next_{first}, most_waiting_{most_waiting}, consume_{std::move(consume)} {}

  /// @throws what `consume` throws; nothing is consumed after that
  void bring(int number, Result&& result) {
    std::unique_lock lock{mutex_};
    early_.emplace(number, std::move(result));
    if (is_consuming_) {
      changed_.wait(lock, [this] { return !is_consuming_ || early_.size() <= most_waiting_; });
      if (is_consuming_) return;
    }
    consume_due(lock);
  }

  /// The first number that has not been consumed. @pre no thread brings any more
  [[nodiscard]] int next() const { return next_; }

 private:
  /// Consumes without the lock, so that others can bring theirs.
  void consume_due(std::unique_lock<std::mutex>& lock) {
    while (!has_failed_ && !early_.empty() && early_.begin()->first == next_) {
      const Turn turn{*this, lock};
      auto due = early_.extract(early_.begin());
      ++next_;
      lock.unlock();
      consume_(due.key(), std::move(due.mapped()));
      lock.lock();
    }
  }

  /// While it lives, one thread consumes. @pre the lock is held when it begins
  class Turn {
   public:
    Turn(InOrder& order, std::unique_lock<std::mutex>& lock) : order_{order}, lock_{lock} {
      order_.is_consuming_ = true;
    }
    Turn(const Turn&) = delete;
    Turn(Turn&&) = delete;
    Turn& operator=(const Turn&) = delete;
    Turn& operator=(Turn&&) = delete;
    ~Turn() {
      if (!lock_.owns_lock()) {  // an exception is on its way
        lock_.lock();
        order_.has_failed_ = true;
      }
      order_.is_consuming_ = false;
      order_.changed_.notify_all();
    }

   private:
    InOrder& order_;
    std::unique_lock<std::mutex>& lock_;
  };

  std::mutex mutex_;
  std::condition_variable changed_;
  std::map<int, Result> early_;  ///< ended before their turn
  int next_;
  std::size_t most_waiting_;
  bool is_consuming_ = false;
  bool has_failed_ = false;
  Consume consume_;
};

}  // namespace stepdown::sim
