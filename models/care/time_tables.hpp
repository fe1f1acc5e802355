#pragma once

#include "sim/distributions/distribution.hpp"
#include "sim/distributions/quantile_table.hpp"

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace stepdown::models {

/// Sampling tables for simulators of models that differ in little, as the points of a sweep: a law
/// that was tabulated a short while ago is not tabulated again, which takes longer than a short
/// replication. A table is a function of its law alone, so no result depends on who made it.
///
/// Several threads may ask at once. Of more than `most_bytes` of tables those asked for longest ago
/// are forgotten; a simulator keeps the tables that it has.
class TimeTables {
 public:
  using Shared = std::shared_ptr<const sim::QuantileTable>;

  /// Some thousand tables; those of histograms are as large as their data.
  static constexpr std::size_t most_bytes = 16'000'000;

  /// The table of a law, made now unless it is held. @pre the law has no problem
  [[nodiscard]] Shared of(const sim::Distribution& law);

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

  mutable std::mutex mutex_;
  std::list<Held> held_;   ///< that asked for last comes first
  std::size_t bytes_ = 0;  ///< of their tables
  std::unordered_multimap<std::string, Place> by_text_;
};

}  // namespace stepdown::models
