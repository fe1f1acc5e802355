#pragma once

#include "models/opening_hours.hpp"
#include "sim/time.hpp"

#include <cstdint>
#include <vector>

namespace stepdown::models {

/// The moments at which the people of a level start together: every so often from the first on; one
/// that would fall on a closed day is so many days later.
struct CohortStarts {
  sim::Ticks first{};  ///< can lie before the start of the run
  sim::Ticks every{};  ///< > 0
  int at_least = 1;    ///< fewer wait: nobody starts
  int group_size = 0;  ///< a closed group of so many seats begins with each start; 0: none
  ClosedDays closed_days;

  /// The first start from `moment` on.
  [[nodiscard]] sim::Ticks next(sim::Ticks moment) const;
  /// How long before day 0 people have started, ascending, once at least and up to ten years; where
  /// the first start is still to come, as if there had been others before it, as people are there.
  [[nodiscard]] std::vector<sim::Ticks> past() const;

  friend bool operator==(const CohortStarts&, const CohortStarts&) = default;
};

/// When a level takes people up, apart from whether it has a place for them.
struct AdmissionRule {
  enum class Kind : std::uint8_t { Always, Hours, Cohort };
  Kind kind = Kind::Always;
  OpeningHours hours;
  CohortStarts cohort;
  bool is_gate_later = false;  ///< or earlier: on other dates

  /// Whether somebody may have to wait although there is a place.
  [[nodiscard]] bool is_gate() const { return kind != Kind::Always; }
  [[nodiscard]] bool has_closed_groups() const { return cohort.group_size > 0; }

  friend bool operator==(const AdmissionRule&, const AdmissionRule&) = default;
};

}  // namespace stepdown::models
