#include "models/admission_rule.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cstddef>

namespace stepdown::models {
namespace {

/// The same time of the first day from then on that is not closed.
sim::Ticks after_closed_days(sim::Ticks moment, const ClosedDays& closed) {
  if (moment < sim::Ticks::zero()) return moment;
  std::int64_t day = sim::whole_days(moment);
  for (auto next = std::lower_bound(closed.begin(), closed.end(), day);
       next != closed.end() && *next == day;
       ++next) {
    ++day;
    moment += sim::one_day;
  }
  return moment;
}

}  // namespace

sim::Ticks CohortStarts::next(sim::Ticks moment) const {
  sim::expects(every > sim::Ticks::zero(), "starts lie apart");
  // A start from before `moment` may have been put off until after it.
  const sim::Ticks farthest = static_cast<std::int64_t>(closed_days.size() + 1) * sim::one_day;
  const sim::Ticks earliest = moment - farthest - first;
  sim::Ticks start = first;
  if (earliest > sim::Ticks::zero()) start += earliest / every * every;
  sim::Ticks best = sim::never;
  for (; start < best; start += every) {
    const sim::Ticks moved = after_closed_days(start, closed_days);
    if (moved >= moment) best = std::min(best, moved);
  }
  return best;
}

std::vector<sim::Ticks> CohortStarts::past() const {
  constexpr sim::Ticks longest = 3650 * sim::one_day;
  const bool has_begun = first < sim::Ticks::zero();
  // The last before day 0.
  sim::Ticks start = first + (-first - sim::one_tick) / every * every;
  if (!has_begun) start = first - (first / every + 1) * every;
  std::vector<sim::Ticks> ago;
  do {
    ago.push_back(-start);
    start -= every;
  } while (-start <= longest && (!has_begun || start >= first));
  return ago;
}

}  // namespace stepdown::models
