#pragma once

#include "analysis/formulas/no_answer.hpp"
#include "models/features.hpp"
#include "models/model.hpp"

#include <optional>

/// A formula answers only for models all of whose features it understands. Each keeps the list of
/// those beside itself, put together from the groups here, and asks before it claims anything. A
/// new feature is in no list until somebody has thought about it.
namespace stepdown::analysis {

/// Nothing when all that the model uses is in the list; else the first that is not, in words.
[[nodiscard]] std::optional<NoAnswer> not_understood(const models::Model& model,
                                                     models::FeatureSet understood);
[[nodiscard]] std::optional<NoAnswer> not_understood(const models::SourceModel& source,
                                                     models::FeatureSet understood);
[[nodiscard]] std::optional<NoAnswer> not_understood(const models::StateModel& state,
                                                     models::FeatureSet understood);

/// Ways of arriving for which the expected number of people at any time is known.
inline constexpr models::FeatureSet any_arrivals{models::Feature::Batches,
                                                 models::Feature::VaryingArrivals,
                                                 models::Feature::NonPoissonArrivals,
                                                 models::Feature::SourceMix};

/// Stays as semi-Markov kernels know them, class by class.
inline constexpr models::FeatureSet any_stays{models::Feature::NonExponentialStay,
                                              models::Feature::UnequalExitTimes,
                                              models::Feature::TransferDelay,
                                              models::Feature::KindsDiffer,
                                              models::Feature::RaceExits,
                                              models::Feature::Attendance};

/// Rules that play no part where nobody waits, or are set aside by taking places as unlimited.
inline constexpr models::FeatureSet any_waiting{models::Feature::LimitedPlaces,
                                                models::Feature::PlacesChange,
                                                models::Feature::Holding,
                                                models::Feature::LimitedHold,
                                                models::Feature::RacesWhileHeld,
                                                models::Feature::WaitingExits,
                                                models::Feature::ReservedNextPlace,
                                                models::Feature::Divert,
                                                models::Feature::ListLimit,
                                                models::Feature::Patience,
                                                models::Feature::NonExponentialPatience,
                                                models::Feature::WaitingOrder,
                                                models::Feature::ReferralOrder,
                                                models::Feature::PriorityEffects,
                                                models::Feature::SharedPlaces,
                                                models::Feature::SharedHours,
                                                models::Feature::Turnaround,
                                                models::Feature::ReservedPlaces};

/// What is known of people who never wait and whose history has no effect.
inline constexpr models::FeatureSet never_waiting = any_arrivals | any_stays | any_waiting;

/// The same, leaving out effects of history; a footnote says so.
inline constexpr models::FeatureSet leaving_out_history =
    never_waiting | models::FeatureSet{models::Feature::HistoryEffects};

/// People who come one at a time as a Poisson process, at whatever rate.
inline constexpr models::FeatureSet one_at_a_time =
    leaving_out_history.without({models::Feature::Batches, models::Feature::NonPoissonArrivals});

/// Who was there at the start plays no part in the long run.
inline constexpr models::FeatureSet any_start{models::Feature::PeopleAtStart};

inline constexpr models::FeatureSet batches{models::Feature::Batches};

/// People who come at the moments of a Poisson process, at whatever rate, alone or in batches.
inline constexpr models::FeatureSet poisson_moments = one_at_a_time | batches;

/// People who come at given moments, alone or in batches, without effects of history.
inline constexpr models::FeatureSet scheduled_moments =
    any_stays | any_waiting |
    models::FeatureSet{
        models::Feature::NonPoissonArrivals, models::Feature::Batches, models::Feature::SourceMix};

/// The same as one at a time, at a rate that never changes.
inline constexpr models::FeatureSet at_one_rate =
    one_at_a_time.without({models::Feature::VaryingArrivals});

}  // namespace stepdown::analysis
