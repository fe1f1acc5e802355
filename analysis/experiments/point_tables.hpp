#pragma once

#include "models/care/time_tables.hpp"
#include "sim/distributions/distribution.hpp"
#include "sim/threads/one_at_a_time.hpp"

#include <cstddef>
#include <list>
#include <string>
#include <unordered_map>

namespace stepdown::analysis {

/// Sampling tables for models that differ in little, as the points of a sweep: a law that was
/// tabulated a short while ago is not tabulated again, which takes longer than a short replication.
/// Of more than `most_bytes` of tables those asked for longest ago are forgotten; a simulator keeps
/// the tables that it has.
class PointTables : public models::TimeTables {
 public:
  /// Some thousand tables; those of histograms are as large as their data.
  static constexpr std::size_t most_bytes = 16'000'000;

  [[nodiscard]] Shared of(const sim::Distribution& law) override;

  /// How many laws are held.
  [[nodiscard]] std::size_t held() const;

 private:
  struct Held {
    std::string text;  ///< of the law
    Shared table;
  };
  using Place = std::list<Held>::iterator;

  /// Null where it is not held.
  [[nodiscard]] Shared find(const std::string& text, const sim::Distribution& law);
  void hold(const std::string& text, const Shared& table);
  void forget_oldest();

  mutable sim::OneAtATime one_at_a_time_;
  std::list<Held> held_;   ///< that asked for last comes first
  std::size_t bytes_ = 0;  ///< of their tables
  std::unordered_multimap<std::string, Place> by_text_;
};

}  // namespace stepdown::analysis
