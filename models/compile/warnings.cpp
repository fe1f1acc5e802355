#include "models/compile/warnings.hpp"

#include "models/compile/check_reserves.hpp"
#include "models/compile/differences.hpp"
#include "models/compile/given.hpp"
#include "models/reason_kind.hpp"
#include "sim/distributions/distribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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
    if (one.is_trial()) return 0;  // may come soon
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
  std::vector<double> most(model.classes.size());  // of any source
  const auto look_at = [&most](const std::vector<SourceModel>& sources) {
    for (const SourceModel& source : sources)
      for (std::size_t c = 0; c < most.size(); ++c)
        most[c] = std::max(most[c], source.class_share[c]);
  };
  look_at(model.sources);
  std::ranges::for_each(model.later_sources, look_at);
  for (std::size_t a = 0; a < model.attributes.size(); ++a) {
    std::vector<bool> is_sent(model.attributes[a].values.size());
    for (std::size_t c = 0; c < most.size(); ++c)
      if (most[c] > 0) is_sent[model.classes[c][a]] = true;
    for (std::size_t value = 0; value < is_sent.size(); ++value) {
      if (is_sent[value]) continue;
      problems.report(Rule::ValueOfNobody,
                      scenario.attributes[a].values[value].at,
                      "attributes." + model.attributes[a].name,
                      fmt::format("nobody has the value '{}': its share is 0 everywhere",
                                  model.attributes[a].values[value]));
    }
  }
}

/// Of anybody, at any time; 1 of a race.
double largest_probability(const Scenario& scenario, std::size_t state, std::size_t exit) {
  double most = 0;
  const auto look_at = [&](const Scenario& then) {
    const Exit& one = then.states[state].exits[exit];
    if (!one.probability) most = 1;
    if (one.probability)
      for_each_leaf(*one.probability, {}, [&](const Located<double>& leaf, const std::string&) {
        most = std::max(most, leaf.value);
      });
  };
  look_at(scenario);
  for (std::size_t p = 0; p < scenario.later_periods.size(); ++p) {
    const Scenario& then = scenario.later_periods[p].scenario;
    if (!then.states.shares(scenario_before(scenario, p).states, state)) look_at(then);
  }
  return most;
}

/// Split exits that have probability 0 for everybody.
void warn_of_impossible_exits(const Scenario& scenario, Problems& problems) {
  for (std::size_t s = 0; s < scenario.states.size(); ++s) {
    const State& state = scenario.states[s];
    for (std::size_t i = 0; i < state.exits.size(); ++i) {
      if (largest_probability(scenario, s, i) > 0) continue;
      const Exit& one = state.exits[i];
      problems.report(Rule::ExitOfNobody,
                      one.reason.at,
                      state_key(state) + ".exits." + one.reason.value,
                      "probability is 0 for everybody; leave the exit out");
    }
  }
}

/// People who drop out of a level and have no treatment time of their own.
void warn_of_long_dropouts(const Scenario& scenario, Problems& problems) {
  for (const State& state : scenario.states) {
    if (state.kind != StateKind::Level || !state.time) continue;
    const auto shares_time = [](const Exit& one) { return one.probability && !one.time; };
    const auto is_dropout = [](const Exit& one) {
      return reason_kind(one.reason.value) == ReasonKind::Dropout;
    };
    const bool is_of_others = std::ranges::any_of(
        state.exits, [&](const Exit& one) { return shares_time(one) && !is_dropout(one); });
    if (!is_of_others) continue;
    for (const Exit& one : state.exits)
      if (shares_time(one) && is_dropout(one))
        problems.report(Rule::DropoutsStayAsLong,
                        one.reason.at,
                        state_key(state) + ".exits." + one.reason.value,
                        "has no treatment_time of its own, so that those who drop out stay as long "
                        "as those who complete; write how long they stay, such as "
                        "'treatment_time: {exponential: {mean: 7 d}}'");
  }
}

/// The mean stay of one kind of people, without their history. Where times race, as if all were
/// exponential.
double rough_stay(const Model& model, const Behavior& behavior) {
  double stay = 0;
  for (const SplitExit& split : model.splits_in(behavior))
    stay += split.probability * split.time_factor *
            sim::mean(model.distributions[index_of(split.time)]);
  double rate = stay > 0 ? 1 / stay : 0;
  for (const RaceExit& race : model.races_in(behavior))
    rate += race.hazard_ratio /
            (race.time_factor * sim::mean(model.distributions[index_of(race.time)]));
  return rate > 0 ? 1 / rate : 0;
}

/// The same by behavior.
std::vector<double> rough_stays(const Model& model) {
  std::vector<double> stays;
  stays.reserve(model.behaviors.size());
  for (const Behavior& behavior : model.behaviors)
    stays.push_back(rough_stay(model, behavior));
  return stays;
}

/// People whom a source sends to each level first, as many as would be there at once if there were
/// room: by StateId, added to `present`.
/// @param stays  by behavior
void add_first_stays(const Model& model,
                     const SourceModel& source,
                     const ArrivalProcess& process,
                     const std::vector<double>& stays,
                     std::vector<double>& present) {
  double people = mean_moments(process, model.calendar, 0, model.horizon) / model.horizon;
  people *= source.mean_batch();
  for (std::size_t who = 0; who < model.classes.size(); ++who) {
    for (const Target& target : model.targets_in(source.first_states[who])) {
      if (!model.is_level(target.state)) continue;
      const std::size_t number = model.behavior_number(target.state, static_cast<ClassId>(who), 0);
      present[index_of(target.state)] +=
          people * source.class_share[who] * target.probability * stays[number];
    }
  }
}

/// People who come to each level first, were there no growth, and the last source with growth that
/// sends some there; by StateId.
struct WithoutGrowth {
  std::vector<double> present;
  std::vector<const SourceModel*> growing;
};

WithoutGrowth without_growth(const Model& model, const std::vector<double>& stays) {
  WithoutGrowth all{std::vector<double>(model.states.size()),
                    std::vector<const SourceModel*>(model.states.size())};
  for (const SourceModel& source : model.sources) {
    ArrivalProcess process = source.process;
    auto* const poisson = std::get_if<PoissonArrivals>(&process);
    const bool grows = poisson != nullptr && poisson->growth_per_year > 0;
    if (poisson != nullptr) poisson->growth_per_year = 0;
    std::vector<double> present(model.states.size(), 0.0);
    add_first_stays(model, source, process, stays, present);
    for (std::size_t s = 0; s < present.size(); ++s) {
      all.present[s] += present[s];
      if (grows && present[s] > 0) all.growing[s] = &source;
    }
  }
  return all;
}

/// What may be wrong where far too many people come to a level: the growth of a source, if they are
/// not far too many without it, else the unit of a rate or a stay.
std::string far_too_many_hint(const WithoutGrowth& without, std::size_t level, double bearable) {
  const SourceModel* const growing = without.growing[level];
  if (growing != nullptr && without.present[level] <= bearable)
    return fmt::format("is 'growth: {:.10g} %/y' of arrivals.{} too large?",
                       100 * std::get<PoissonArrivals>(growing->process).growth_per_year,
                       growing->name);
  return "is a rate '/d' that should be '/wk', or a stay too long?";
}

/// Levels that are several times too small already for those who come there first: mostly a rate
/// with a wrong unit. Others come on top of them. Where a list has a limit, its author has thought
/// of more people than there is room for.
void warn_of_far_too_few_places(const Scenario& scenario, const Model& model, Problems& problems) {
  constexpr double far_too_many = 3;
  const std::vector<double> stays = rough_stays(model);
  std::vector<double> present(model.states.size(), 0.0);
  for (const SourceModel& source : model.sources)
    add_first_stays(model, source, source.process, stays, present);
  std::optional<WithoutGrowth> without;  // once some level is too small
  for (std::size_t i = 0; i < model.level_count; ++i) {
    const StateModel& level = model.states[i];
    const int places = level.most_places();
    if (!level.is_limited || level.list_limit || places == 0 || present[i] <= far_too_many * places)
      continue;
    if (!without) without = without_growth(model, stays);
    problems.report(Rule::FarTooFewPlaces,
                    place_of(scenario.states[i].places.count.at, scenario.states[i].name.at),
                    "levels." + level.name + ".places",
                    fmt::format("{} place{} for about {:.0f} people who come here first and would "
                                "be here at once; {}",
                                places,
                                places == 1 ? "" : "s",
                                present[i],
                                far_too_many_hint(*without, i, far_too_many * places)));
  }
}

}  // namespace

void warn_of_oddities(const Scenario& scenario, const Model& model, Problems& problems) {
  warn_of_long_stays(scenario, problems);
  warn_of_absent_values(scenario, model, problems);
  warn_of_impossible_exits(scenario, problems);
  warn_of_long_dropouts(scenario, problems);
  warn_of_far_too_few_places(scenario, model, problems);
  warn_of_all_reserved(scenario, model, problems);
}

}  // namespace stepdown::models
