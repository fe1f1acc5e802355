#include "models/compile/warnings.hpp"

#include "models/compile/given.hpp"
#include "sim/distributions/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace stepdown::models {
namespace {

/// The shortest median among the cases of a time.
double shortest_median(const Given<LocatedDistribution>& time) {
  double shortest = sim::infinity;
  for_each_leaf(time, {}, [&](const LocatedDistribution& leaf, const std::string&) {
    shortest = std::min(shortest, sim::quantile(leaf.value, 0.5));
  });
  return shortest;
}

/// Half of the stays of a state take at least this long, for everybody: split exits and races all
/// have longer medians. An approximation, as many races together end sooner than each alone.
double shortest_exit(const State& state) {
  double shortest = sim::infinity;
  for (const Exit& one : state.exits) {
    const auto& time = one.after ? one.after : one.time ? one.time : state.time;
    if (time) shortest = std::min(shortest, shortest_median(*time));
  }
  return shortest;
}

void warn_of_long_stays(const Scenario& scenario, Problems& problems) {
  const double window = scenario.run.horizon.value - scenario.run.warm_up.value;
  for (const State& state : scenario.states) {
    if (state.kind == StateKind::Outcome) continue;
    const double median = shortest_exit(state);
    if (median <= window) continue;
    problems.report(Rule::StaysOutlastTheRun,
                    state.name.at,
                    state_key(state),
                    fmt::format("half of the stays here last longer than {:.4g} d, but only {} d "
                                "are observed; most stays will still be open at the horizon",
                                median,
                                number_text(window)));
  }
}

/// Values of an attribute that no source ever gives.
void warn_of_absent_values(const Scenario& scenario, const Model& model, Problems& problems) {
  for (std::size_t a = 0; a < model.attributes.size(); ++a) {
    for (std::size_t value = 0; value < model.attributes[a].values.size(); ++value) {
      double most = 0;
      for (std::size_t c = 0; c < model.classes.size(); ++c) {
        if (model.classes[c][a] != value) continue;
        for (const SourceModel& source : model.sources) {
          most = std::max(most, source.class_share[c]);
        }
      }
      if (most > 0) continue;
      problems.report(Rule::ValueOfNobody,
                      scenario.attributes[a].values[value].at,
                      "attributes." + model.attributes[a].name,
                      fmt::format("nobody has the value '{}': its share is 0 everywhere",
                                  model.attributes[a].values[value]));
    }
  }
}

/// Split exits that have probability 0 for everybody.
void warn_of_impossible_exits(const Scenario& scenario, Problems& problems) {
  for (const State& state : scenario.states) {
    for (const Exit& one : state.exits) {
      if (!one.probability) continue;
      double most = 0;
      for_each_leaf(*one.probability, {}, [&](const Located<double>& leaf, const std::string&) {
        most = std::max(most, leaf.value);
      });
      if (most > 0) continue;
      problems.report(Rule::ExitOfNobody,
                      one.reason.at,
                      state_key(state) + ".exits." + one.reason.value,
                      "probability is 0 for everybody; leave the exit out");
    }
  }
}

}  // namespace

void warn_of_oddities(const Scenario& scenario, const Model& model, Problems& problems) {
  if (scenario.run.warm_up.value == 0) {
    problems.report(Rule::NoWarmUp,
                    scenario.run.warm_up.at,
                    "run.warm_up",
                    "is 0 and the program starts empty, so that the first weeks look too quiet; "
                    "choose a warm-up of several long stays");
  }
  warn_of_long_stays(scenario, problems);
  warn_of_absent_values(scenario, model, problems);
  warn_of_impossible_exits(scenario, problems);
}

}  // namespace stepdown::models
