#pragma once

#include "sim/prefetch.hpp"

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <vector>

namespace stepdown::sim {

/// Records that come and go, in one contiguous table: an index names a record until it is released,
/// and is then given to another. The index released last is reused first.
template <class Record>
class Slab {
  static_assert(std::is_trivially_copyable_v<Record>, "records are moved as bytes when it grows");

 public:
  using Index = std::uint32_t;

  /// A place for a record, filled with `record`. May move all records: keep indices, not
  /// references.
  [[nodiscard]] Index acquire(const Record& record) {
    if (free_.empty()) {
      records_.push_back(record);
      return static_cast<Index>(records_.size() - 1);
    }
    const Index index = free_.back();
    free_.pop_back();
    records_[index] = record;
    return index;
  }

  /// @pre `index` is in use.
  void release(Index index) { free_.push_back(index); }

  [[nodiscard]] Record& operator[](Index index) { return records_[index]; }
  [[nodiscard]] const Record& operator[](Index index) const { return records_[index]; }

  /// Asks for a record to be brought into the cache; changes nothing.
  void prefetch(Index index) const { sim::prefetch(records_.data() + index); }

  /// Records in use.
  [[nodiscard]] std::size_t size() const { return records_.size() - free_.size(); }
  /// The most records that were ever in use at once since the last `clear`.
  [[nodiscard]] std::size_t high_water() const { return records_.size(); }

  void reserve(std::size_t records) { records_.reserve(records); }
  /// Releases everything, keeps the storage.
  void clear() {
    records_.clear();
    free_.clear();
  }

 private:
  std::vector<Record> records_;
  std::vector<Index> free_;
};

}  // namespace stepdown::sim
