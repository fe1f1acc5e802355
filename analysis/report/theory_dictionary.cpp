#include "analysis/report/theory_dictionary.hpp"

#include "analysis/catalog/catalog.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace stepdown::analysis {

namespace {

/// Metrics that no simulation has. Names that end with `_` are followed by a number.
constexpr std::array metrics{
    Metric{"requested",
           "people",
           "states",
           "who would ask for a place (levels) or come in, in the long run with unlimited places"},
    Metric{"expected_stay", "days", "levels, community", "length of a stay that nothing delays"},
    Metric{
        "offered_load",
        "people",
        "levels, community",
        "requested per day x expected stay: the census in the long run if places were unlimited"},
    Metric{"load_per_place", "fraction", "limited levels", "offered load / places"},
    Metric{"places_for_",
           "places",
           "levels",
           "smallest number of places with which so many percent of requests are delayed (delay: "
           "from the census with unlimited places; wait: square-root staffing)"},
    Metric{"lifetime_stays",
           "stays",
           "levels, community, groups",
           "stays of a person from referral to an outcome"},
    Metric{"lifetime_days",
           "days",
           "levels, community, groups",
           "days of a person in the state from referral to an outcome"},
    Metric{"outcome", "people", "outcomes, groups", "people who end there"},
    Metric{"time_to_outcome", "days", "all, groups", "referral to an outcome"},
};

/// Statistics that no simulation has.
constexpr Statistic cv{"cv", "fraction", "standard deviation / mean"};

const Metric* metric_of(std::string_view name) {
  const auto* const own = std::find_if(metrics.begin(), metrics.end(), [name](const Metric& m) {
    return m.name.ends_with('_') ? name.starts_with(m.name) : name == m.name;
  });
  return own != metrics.end() ? own : find_metric(name);
}

const Statistic* statistic_of(std::string_view name) {
  return name == cv.name ? &cv : find_statistic(name);
}

}  // namespace

std::vector<DescribedValue> described_figures(std::string_view file,
                                              const std::vector<TheoryFigure>& figures) {
  std::vector<DescribedValue> described;
  const auto describe = [&](const char* column, std::string TheoryFigure::*name, auto meaning_of) {
    std::set<std::string> said;
    for (const TheoryFigure& f : figures) {
      if (!said.insert(f.*name).second) continue;
      const auto* const known = meaning_of(f.*name);
      sim::expects(known != nullptr, "every metric and statistic of theory is explained");
      described.push_back({std::string(file),
                           column,
                           f.*name,
                           std::string(known->unit),
                           std::string(known->definition)});
    }
  };
  describe("metric", &TheoryFigure::metric, metric_of);
  describe("statistic", &TheoryFigure::statistic, statistic_of);
  return described;
}

}  // namespace stepdown::analysis
