#pragma once

#include "models/admission_rule.hpp"
#include "models/opening_hours.hpp"
#include "models/scenario.hpp"

#include <optional>

namespace stepdown::models {

/// When a level or track with these places takes people up, and when a level discharges them: what
/// the author wrote, with the holidays of the scenario.
[[nodiscard]] AdmissionRule admission_rule(const Scenario& scenario,
                                           const std::optional<Admission>& admission,
                                           const Places& places);
[[nodiscard]] OpeningHours discharge_hours(const Scenario& scenario, const State& level);

/// Whether who leaves by this exit waits for the next hour of discharge: everybody but those who
/// die or drop out, who ask nobody, and those whom a race takes away.
[[nodiscard]] bool keeps_discharge_hours(const State& level, const Exit& one);

}  // namespace stepdown::models
