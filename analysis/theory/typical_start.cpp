#include "analysis/theory/typical_start.hpp"

#include "analysis/theory/filling_network.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "analysis/theory/traffic.hpp"
#include "analysis/theory/understood.hpp"
#include "models/stay_law.hpp"
#include "sim/random_stream.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <variant>
#include <vector>

namespace stepdown::analysis {

namespace {

/// The Poisson distribution, by n; from its mode on to both sides, without a function that
/// libraries round differently.
std::vector<double> poisson_up_to(double mean) {
  const auto mode = static_cast<std::size_t>(mean);
  std::vector<double> result(mode + static_cast<std::size_t>(10 * std::sqrt(mean)) + 20);
  result[mode] = 1;
  for (std::size_t n = mode; n > 0; --n)
    result[n - 1] = result[n] * static_cast<double>(n) / mean;
  for (std::size_t n = mode + 1; n < result.size(); ++n)
    result[n] = result[n - 1] * mean / static_cast<double>(n);
  std::partial_sum(result.begin(), result.end(), result.begin());
  const double sum = result.back();
  for (double& p : result)
    p /= sum;
  return result;
}

/// What can be left out, or is known, where each level is taken with its own places.
constexpr models::FeatureSet levels_one_by_one =
    (leaving_out_history | models::FeatureSet{models::Feature::Intake})
        .without({models::Feature::SharedPlaces,
                  models::Feature::SharedHours,
                  models::Feature::Turnaround,
                  models::Feature::ReservedPlaces});

/// Whether everybody who comes there leaves after a time with a mean, so that there is a middle.
bool has_middle(const models::Model& model,
                std::size_t state,
                const std::vector<double>& by_class) {
  const models::StateId id{static_cast<std::uint16_t>(state)};
  for (std::size_t c = 0; c < by_class.size(); ++c) {
    if (!(by_class[c] > 0)) continue;
    const models::ClassId who{static_cast<std::uint32_t>(c)};
    for (std::uint32_t mask = 0; mask < 1U << model.states[state].tests.size(); ++mask)
      if (!models::StayLaw{model, model.behaviors[model.behavior_number(id, who, mask)]}.has_mean())
        return false;
  }
  return true;
}

models::StartCrowd crowd_in(const models::Model& model,
                            std::size_t state,
                            const StateDemand& demand,
                            const FillingNetwork& network) {
  models::StartCrowd crowd;
  crowd.state = models::StateId{static_cast<std::uint16_t>(state)};
  crowd.stream = sim::name_hash(model.states[state].name);
  crowd.shares = demand.by_class;
  const FillingLevel* const level = network.level(state);
  crowd.up_to = level != nullptr ? level->up_to() : poisson_up_to(network.census(state));
  if (level != nullptr) crowd.between_requests = 1 / network.asked_a_day(state);
  return crowd;
}

}  // namespace

std::optional<NoAnswer> add_typical_start(models::Model& model) {
  if (!model.start || !model.start->is_typical) return std::nullopt;
  if (!model.later_periods.empty()) {  // they are there as if nothing were going to change
    models::Model first = models::first_period(model);
    auto no = add_typical_start(first);
    model.start = std::move(first.start);
    return no;
  }
  if (auto no = not_understood(model, levels_one_by_one)) return no;
  const PathwayKernels kernels = pathway_kernels(model);
  const auto demand = traffic(model, kernels);
  if (const auto* none = std::get_if<NoAnswer>(&demand)) return *none;
  const auto& found = std::get<TrafficFigures>(demand);
  FillingNetwork network(model, found);
  if (!network.settle()) return NoAnswer{"a waiting list grows without end"};
  for (std::size_t s = 0; s < model.level_count + model.community_count; ++s) {
    const StateDemand& here = found.states[s];
    if (network.census(s) > 0 && has_middle(model, s, here.by_class))
      model.start->crowds.push_back(crowd_in(model, s, here, network));
  }
  return std::nullopt;
}

}  // namespace stepdown::analysis
