#include "models/compile/check_run.hpp"

#include "models/calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

namespace stepdown::models {
namespace {

constexpr double days_of_year = 365;
constexpr double longest_run = 1000 * days_of_year;

}  // namespace

double end_day(const Scenario& scenario) {
  const double horizon = scenario.run.horizon.value;
  return std::clamp(std::isfinite(horizon) ? horizon : 0.0, 0.0, longest_run);
}

std::string end_date(const Scenario& scenario) {
  return Calendar(scenario.start.value).iso_date(static_cast<long>(end_day(scenario)));
}

void check_run(const Scenario& scenario, const Names& /*names*/, Problems& problems) {
  const RunPlan& run = scenario.run;
  const bool is_finite = std::isfinite(run.horizon.value) && std::isfinite(run.warm_up.value);
  if (!is_finite || sim::to_ticks(run.horizon.value) <= sim::to_ticks(run.warm_up.value)) {
    problems.report(
        Rule::HorizonWithinWarmUp,
        run.horizon.at,
        "run.horizon",
        fmt::format("expected more than the warm-up of {} d, got {} d; the horizon counts "
                    "from the start and includes the warm-up",
                    number_text(run.warm_up.value),
                    number_text(run.horizon.value)));
  } else if (run.horizon.value > longest_run) {
    problems.report(Rule::RunTooLong,
                    run.horizon.at,
                    "run.horizon",
                    fmt::format("expected a horizon of at most 1000 y, got {} y",
                                number_text(run.horizon.value / days_of_year)));
  } else if (end_date(scenario).size() > std::string_view{"9999-12-31"}.size()) {
    problems.report(Rule::RunEndsTooLate,
                    run.horizon.at,
                    "run.horizon",
                    fmt::format("expected a run that ends before the year 10000, got an end on {}",
                                end_date(scenario)));
  }
}

}  // namespace stepdown::models
