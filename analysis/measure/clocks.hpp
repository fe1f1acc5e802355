#pragma once

#include "analysis/catalog/person_figure.hpp"
#include "analysis/measure/curve.hpp"
#include "models/model.hpp"
#include "models/outcome_observations.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// The clocks of one measure in one state (`all` where it has no state).
struct NamedClocks {
  ClockMeasure measure;
  std::string state;
  const models::ClockCounts* counts;
  std::string_view why_none = {};  ///< when the scenario has nothing that could end such a clock
};

/// What the curve of a measure says at one time.
[[nodiscard]] inline double value_of(const ClockMeasure& measure, const CurvePoint& point) {
  if (measure.is_not_yet) return 1 - point.incidence;
  return measure.is_free ? point.free : point.incidence;
}

/// All clocks of a group, always in the same order. They live as long as `outcomes`.
template <class Count>
[[nodiscard]] std::vector<NamedClocks> clocks_of(const models::Model& model,
                                                 const models::BasicOutcomeCell<Count>& outcomes);

}  // namespace stepdown::analysis
