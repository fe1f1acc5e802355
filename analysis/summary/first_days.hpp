#pragma once

#include "models/model.hpp"
#include "models/observations.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace stepdown::analysis {

/// The first day on which something holds at midnight, over replications; in some it never does.
class FirstDays {
 public:
  /// In one replication; nothing: not up to the horizon.
  void add(std::optional<long> day);

  [[nodiscard]] std::int64_t replications() const { return replications_; }
  /// Of the replications in which it does.
  [[nodiscard]] double share() const;
  /// The first day by which it has held in that share of all replications; nothing when it does not
  /// in so many. @pre 0 < share <= 1
  [[nodiscard]] std::optional<long> by(double share) const;

 private:
  std::int64_t replications_ = 0;
  std::vector<long> days_;  ///< ascending
};

/// A number of people, and when a level reaches it.
struct ReachedOn {
  models::ReachedNumber number;
  FirstDays days = {};
};

/// What a run from today answers of one level with limited places; days from the start.
struct LevelForecast {
  std::size_t level = 0;      ///< a StateId
  FirstDays list_empty = {};  ///< nobody waits
  FirstDays full = {};  ///< at least as many people are there as there are places that day, of all
                        ///< that share them
};

/// All that it answers.
struct Forecast {
  std::vector<LevelForecast> levels;  ///< those with limited places
  std::vector<ReachedOn> reached;     ///< as the author asks

  [[nodiscard]] bool empty() const { return levels.empty() && reached.empty(); }
};

/// Takes the counts of midnights of models that have a start, replication by replication.
class Forecaster {
 public:
  /// The model must outlive it.
  explicit Forecaster(const models::Model& model);

  void add(const models::Observations& observations);
  /// Empty when the model has no start.
  [[nodiscard]] Forecast finish() && { return std::move(forecast_); }

 private:
  const models::Model* model_;
  Forecast forecast_;
};

}  // namespace stepdown::analysis
