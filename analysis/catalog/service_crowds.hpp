#pragma once

#include "models/model.hpp"
#include "models/observations.hpp"
#include "models/service_model.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Who is there for services, day by day.
namespace stepdown::analysis {

/// People who can be in groups together: all of a level, or those of a track.
struct Crowd {
  std::span<const std::int32_t> census;  ///< by observed day
  /// By part of the stay, see `models::ProgramModel`; null: all are in one and attend everything.
  const std::vector<models::ServiceCounts>* parts = nullptr;

  [[nodiscard]] std::int64_t people(std::size_t part, std::size_t day) const {
    return parts == nullptr ? census[day] : (*parts)[part].people[day];
  }
  /// The sum of the shares of sessions that they attend, of `models::whole_attendance` each.
  [[nodiscard]] std::int64_t attended(std::size_t part, std::size_t day) const {
    return parts == nullptr ? census[day] * models::whole_attendance : (*parts)[part].attended[day];
  }
};

/// Midnights that were counted.
[[nodiscard]] std::size_t days_seen(const models::Observations& seen);

/// Observed days in a row, of one period of the model.
struct DaysOfPeriod {
  std::size_t period = 0;
  std::size_t first = 0;
  std::size_t days = 0;

  [[nodiscard]] std::size_t end() const { return first + days; }
};

/// Observed days by the period of the model in which they lie.
[[nodiscard]] std::vector<DaysOfPeriod> by_period(const models::Model& model,
                                                  const models::Observations& seen,
                                                  std::size_t first,
                                                  std::size_t days);

[[nodiscard]] std::vector<Crowd> crowds_of(const models::Model& model,
                                           const models::Observations& seen,
                                           std::size_t level);

/// Sessions of a service to which all go who have so many of them a week or more. Who has fewer
/// joins those who have more, so that each group of the first step meets as often as its people
/// have sessions at the least, and fewer groups meet beyond that.
struct Step {
  double sessions = 0;             ///< a week, beyond the step before
  std::vector<std::size_t> parts;  ///< of the stay, in which people go there

  [[nodiscard]] std::int64_t people(const Crowd& crowd, std::size_t day) const;
  [[nodiscard]] std::int64_t attended(const Crowd& crowd, std::size_t day) const;
};

/// Ascending; one, where everybody has as many sessions.
[[nodiscard]] std::vector<Step> steps_of(const models::ServiceModel& service);

}  // namespace stepdown::analysis
