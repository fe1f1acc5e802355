#pragma once

#include <mutex>
#include <optional>
#include <utility>
#include <vector>

namespace stepdown::sim {

/// Objects that are done with but whose memory is wanted again, for several threads: returning the
/// memory and asking for it anew can take them as long as a short replication.
template <class T>
class SparePool {
 public:
  void give(T&& spare) {
    const std::scoped_lock lock{mutex_};
    spares_.push_back(std::move(spare));
  }

  /// The spare given last, if there is one.
  [[nodiscard]] std::optional<T> take() {
    const std::scoped_lock lock{mutex_};
    if (spares_.empty()) return std::nullopt;
    std::optional<T> spare{std::move(spares_.back())};
    spares_.pop_back();
    return spare;
  }

 private:
  std::mutex mutex_;
  std::vector<T> spares_;
};

}  // namespace stepdown::sim
