#pragma once

#include "models/arrival_kind.hpp"
#include "models/dated_arrivals.hpp"
#include "models/poisson_arrivals.hpp"
#include "models/scheduled_arrivals.hpp"

#include <variant>

/// The kinds of arrivals there are, and the questions of `ArrivalKind` to whichever it is.
namespace stepdown::models {

template <ArrivalKind... Kinds>
struct ArrivalKinds {
  using Process = std::variant<Kinds...>;
  using Moments = std::variant<typename Kinds::Moments...>;
};

/// The one list: a new kind is added here, and what it lacks does not compile.
using AllArrivals = ArrivalKinds<PoissonArrivals, ScheduledArrivals, DatedArrivals>;

using ArrivalProcess = AllArrivals::Process;
using ArrivalMoments = AllArrivals::Moments;

/// The process must outlive the moments.
[[nodiscard]] ArrivalMoments moments_of(const ArrivalProcess& process, const Calendar& calendar);
[[nodiscard]] [[gnu::hot]] sim::Ticks next_moment(ArrivalMoments& moments,
                                                  const ArrivalLuck& luck,
                                                  sim::Ticks horizon);

[[nodiscard]] bool is_poisson(const ArrivalProcess& process);
[[nodiscard]] std::optional<double> steady_rate(const ArrivalProcess& process);
[[nodiscard]] double mean_moments(const ArrivalProcess& process,
                                  const Calendar& calendar,
                                  double from,
                                  double to);
[[nodiscard]] std::vector<double> daily_rates(const ArrivalProcess& process,
                                              const Calendar& calendar,
                                              long days);
[[nodiscard]] HourPattern hour_pattern(const ArrivalProcess& process);
[[nodiscard]] std::vector<double> given_moments(const ArrivalProcess& process, double end);
[[nodiscard]] ArrivalPeak peak(const ArrivalProcess& process, double horizon);
[[nodiscard]] bool changes_for_good(const ArrivalProcess& process);
[[nodiscard]] bool has_yearly_pattern(const ArrivalProcess& process);
[[nodiscard]] bool has_weekly_pattern(const ArrivalProcess& process);
[[nodiscard]] ArrivalProcess evened(const ArrivalProcess& process);
[[nodiscard]] std::vector<ArrivalProblem> problems(const ArrivalProcess& process,
                                                   const Calendar& calendar,
                                                   double horizon);

}  // namespace stepdown::models
