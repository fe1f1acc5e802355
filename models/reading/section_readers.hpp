#pragma once

#include "models/reading/reading.hpp"
#include "models/scenario.hpp"

#include <optional>
#include <string>
#include <vector>

/// The sections of a scenario, each read by its own file. They report into the `Reading` and return
/// what they could read; the result counts only if there is no error in the end.
namespace stepdown::models {

/// `run`, `read_run.cpp`
[[nodiscard]] RunPlan read_run(Reading& reading, const Field& field);

/// `attributes`, `read_attributes.cpp`; also makes them known to the reading.
void read_attributes(Reading& reading, const Field& field);
/// The attributes of one source of referrals.
[[nodiscard]] std::vector<Attribute> read_mix(Reading& reading, const Field& field);

/// Any time, `read_distributions.cpp`: nothing, and an error, when it is refused.
[[nodiscard]] std::optional<sim::Distribution> read_distribution(Reading& reading,
                                                                 const Field& field);
[[nodiscard]] Given<LocatedDistribution> read_distribution_by_attribute(Reading& reading,
                                                                        const Field& field);

/// `places`, `read_places.cpp`
[[nodiscard]] Places read_places(Reading& reading, const Field& field);

/// `waiting` and `hold`, `read_waiting.cpp`; `level` is the name of theirs.
[[nodiscard]] Waiting read_waiting(Reading& reading, const Field& field, const std::string& level);
[[nodiscard]] Hold read_hold(Reading& reading, const Field& field);

/// A split over states.
[[nodiscard]] Given<Split> read_next_states(Reading& reading, const Field& field);

/// `exits` of a level or a community state, `read_exits.cpp`. `state` tells the kind, and whether
/// it has a time for exits without their own.
[[nodiscard]] std::vector<Exit> read_exits(Reading& reading,
                                           const Field& field,
                                           const State& state);

/// `levels`, `community` and `outcomes`, `read_states.cpp`
[[nodiscard]] std::vector<State> read_levels(Reading& reading, const Field& field);
[[nodiscard]] std::vector<State> read_community(Reading& reading, const Field& field);
[[nodiscard]] std::vector<State> read_outcomes(Reading& reading, const Field& field);

/// `arrivals`, `read_arrivals.cpp`; `start` places the dates of CSV files.
[[nodiscard]] std::vector<ArrivalSource> read_arrivals(Reading& reading,
                                                       const Field& field,
                                                       Date start);
/// The moments of `dates`, `read_dates.cpp`; `written` is that of the source.
[[nodiscard]] DatedArrivals read_dates(Reading& reading,
                                       const Field& field,
                                       Date start,
                                       std::vector<Located<std::string>>& written);

/// `effects`, `read_effects.cpp`; `states` are those of the scenario.
void read_effects(Reading& reading,
                  const Field& field,
                  const std::vector<State>& states,
                  Scenario& scenario);

}  // namespace stepdown::models
