#include "analysis/catalog/families.hpp"
#include "analysis/catalog/service_load.hpp"
#include "analysis/catalog/staff_load.hpp"
#include "analysis/statistics/ratio.hpp"
#include "analysis/statistics/sample.hpp"

#include <cstddef>
#include <vector>

namespace stepdown::analysis {

namespace {

using enum WideTable;

Number mean_hours(const Seen& seen) {
  const std::optional<StaffLoad> load = staff_load(seen);
  return load ? Number{load->hours} : Number{};
}

Number mean_equivalents(const Seen& seen) {
  const std::optional<StaffLoad> load = staff_load(seen);
  return load ? Number{load->equivalents} : Number{};
}

Number usual_most_equivalents(const Seen& seen) {
  return {sample_quantile(equivalents_by_week(seen), usual_most)};
}

Number most_equivalents(const Seen& seen) {
  return {sample_quantile(equivalents_by_week(seen), 1)};
}

/// As many as are there are enough, whatever rounding made of it.
Number weeks_above(const Seen& seen) {
  const std::optional<std::vector<double>> at_hand = at_hand_by_week(seen);
  if (!at_hand) return {};
  constexpr double rounding = 1e-9;
  const std::vector<double> weeks = equivalents_by_week(seen);
  std::size_t above = 0;
  for (std::size_t week = 0; week < weeks.size(); ++week)
    if (weeks[week] > (*at_hand)[week] * (1 + rounding) + rounding) ++above;
  return {ratio(above, weeks.size())};
}

}  // namespace

std::vector<Figure> staff_figures() {
  return {
      {"staff_hours.<role>",
       "hours / week",
       Where::Levels | Where::All,
       "hours of sessions that staff of the role leads, of crisis contacts, and of posts that it "
       "fills",
       Numbers{{"mean", mean_hours}},
       {{Staffing,
         "hours",
         "hours / week",
         "of sessions, posts and crisis contacts",
         "mean",
         Part::Value,
         true}}},
      {"fte.<role>",
       "full-time equivalents",
       Where::Levels | Where::All,
       "hours of sessions and crisis contacts / those that a full-time equivalent gives a week, "
       "and hours of posts with their relief / those that it is paid for; p95 and max: over the "
       "whole weeks of a replication, from its first observed day on",
       Numbers{
           {"mean", mean_equivalents}, {"p95", usual_most_equivalents}, {"max", most_equivalents}},
       {{Staffing,
         "fte_mean",
         "full-time equivalents",
         "needed on average",
         "mean",
         Part::Value,
         true},
        {Staffing,
         "fte_p95",
         "full-time equivalents",
         "95 % of the weeks need at most so many; mean over replications",
         "p95",
         Part::Value,
         true},
        {Staffing,
         "fte_max",
         "full-time equivalents",
         "of the week that needs most; mean over replications",
         "max",
         Part::Value,
         true}}},
      {"weeks_short.<role>",
       "weeks",
       Where::All,
       "weeks that need more of the role than are `at_hand` / all whole weeks; empty: `at_hand` is "
       "not given",
       Numbers{{"share", weeks_above}},
       {{Staffing,
         "weeks_short",
         "fraction",
         "weeks that need more than there are at hand",
         "share",
         Part::Value,
         true}}},
  };
}

}  // namespace stepdown::analysis
