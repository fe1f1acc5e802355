#include "analysis/report/theory_dictionary.hpp"

#include "analysis/metrics/catalog.hpp"
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
  if (name == cv.name) return &cv;
  const auto catalog = statistic_catalog();
  const auto found = std::find_if(
      catalog.begin(), catalog.end(), [name](const Statistic& s) { return s.name == name; });
  return found == catalog.end() ? nullptr : &*found;
}

}  // namespace

std::vector<DescribedValue> described_figures(std::string_view file,
                                              const std::vector<TheoryFigure>& figures) {
  std::vector<DescribedValue> described;
  std::set<std::string> said;
  for (const TheoryFigure& f : figures) {
    if (!said.insert(f.metric).second) continue;
    const Metric* metric = metric_of(f.metric);
    sim::expects(metric != nullptr, "every metric of theory is explained");
    described.push_back({std::string(file),
                         "metric",
                         f.metric,
                         std::string(metric->unit),
                         std::string(metric->definition)});
  }
  said.clear();
  for (const TheoryFigure& f : figures) {
    if (!said.insert(f.statistic).second) continue;
    const Statistic* statistic = statistic_of(f.statistic);
    sim::expects(statistic != nullptr, "every statistic of theory is explained");
    described.push_back({std::string(file),
                         "statistic",
                         f.statistic,
                         std::string(statistic->unit),
                         std::string(statistic->definition)});
  }
  return described;
}

}  // namespace stepdown::analysis
