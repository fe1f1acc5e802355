#include "analysis/theory/traffic.hpp"

#include "analysis/theory/understood.hpp"
#include "models/care/referrals.hpp"
#include "models/pathway/reachability.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stepdown::analysis {

using models::ClassId;
using models::FeatureSet;
using models::Model;
using models::StateId;

namespace {

int places_at_horizon(const Model& model, const models::StateModel& state) {
  int places = state.places;
  for (const models::PlacesChange& change : state.changes)
    if (change.day < model.horizon) places = change.places;
  return places;
}

/// The list that someone joins who moves there. Where people who were treated before and others
/// come from the same place, all are taken to come back.
std::size_t waiting_class(const Model& model,
                          const models::Acquaintance& known,
                          StateId from,
                          StateId to) {
  if (!model.is_treatment(from) && !known.treated[models::index_of(from)])
    return static_cast<std::size_t>(models::WaitingClass::New);
  switch (model.move_kind(from, to)) {
    case models::MoveKind::Escalation:
      return static_cast<std::size_t>(models::WaitingClass::Escalation);
    case models::MoveKind::StepDown:
    case models::MoveKind::Transfer:
      return static_cast<std::size_t>(models::WaitingClass::StepDown);
    case models::MoveKind::Intake:
    case models::MoveKind::Return:
    case models::MoveKind::Discharge:
    case models::MoveKind::Community:
    case models::MoveKind::Outcome:
      return static_cast<std::size_t>(models::WaitingClass::Return);
  }
  return 0;
}

/// Adds what `rates` (by StateId) of one class cause.
void add_class(const Model& model,
               const PathwayKernel& kernel,
               const models::Acquaintance& known,
               const std::vector<double>& rates,
               TrafficFigures& figures) {
  for (std::size_t s = 0; s < rates.size(); ++s) {
    if (!(rates[s] > 0)) continue;
    StateDemand& demand = figures.states[s];
    demand.rate += rates[s];
    const StayKernel& stay = kernel.states[s];
    demand.offered_load += rates[s] * stay.mean;
    demand.mean_square_stay += rates[s] * stay.mean_square;  // over the rate in `finish`
    for (std::size_t e = 0; e < stay.exits.size(); ++e)
      demand.exits[e] += rates[s] * stay.exits[e].probability;
    for (std::size_t j = 0; j < stay.next.size(); ++j) {
      const double flow = rates[s] * stay.next[j].probability;
      demand.flow_to[j] += flow;
      const auto from = static_cast<StateId>(s);
      const auto to = static_cast<StateId>(j);
      if (flow > 0 && model.is_level(to))
        figures.states[j].waiting_class_rates[waiting_class(model, known, from, to)] += flow;
      if (flow > 0 && model.is_outcome(to)) figures.states[j].rate += flow;
    }
  }
}

/// As `StateDemand::too_much`: a window that is no multiple of the interval can hold one person
/// more of each source than the average.
double too_much_for(const Model& model, const StateDemand& demand) {
  const bool is_without_luck =
      demand.stay_cv() < 1e-9 && std::ranges::all_of(model.sources, [](const auto& source) {
        return !models::is_poisson(source.process) &&
               !source.features.contains(models::Feature::Batches);
      });
  if (!is_without_luck || demand.places.value_or(0) < 1) return 1;
  const double one_more = demand.mean_stay / (model.horizon - model.warm_up);
  return std::nextafter(1 + static_cast<double>(model.sources.size()) * one_more / *demand.places,
                        2.0);
}

void finish(const Model& model, TrafficFigures& figures) {
  for (std::size_t s = 0; s < figures.states.size(); ++s) {
    StateDemand& demand = figures.states[s];
    const models::StateModel& state = model.states[s];
    if (demand.rate > 0 && !model.is_outcome(static_cast<StateId>(s))) {
      demand.mean_stay = demand.offered_load / demand.rate;
      demand.mean_square_stay /= demand.rate;
    }
    if (model.is_level(static_cast<StateId>(s)) && state.is_limited) {
      demand.places = places_at_horizon(model, state);
      if (*demand.places > 0) demand.load_per_place = demand.offered_load / *demand.places;
      demand.too_much = too_much_for(model, demand);
    }
  }
}

}  // namespace

double StateDemand::stay_cv() const {
  if (!(mean_stay > 0)) return 0;
  if (!std::isfinite(mean_square_stay)) return sim::infinity;
  return std::sqrt(std::max(0.0, mean_square_stay - mean_stay * mean_stay)) / mean_stay;
}

double mean_arrival_rate(const models::SourceModel& source,
                         const models::Calendar& calendar,
                         double from,
                         double to) {
  sim::expects(from < to, "a window with a length");
  return models::mean_moments(source.process, calendar, from, to) / (to - from) *
         source.mean_batch();
}

std::variant<TrafficFigures, NoAnswer> traffic(const Model& model, const PathwayKernels& kernels) {
  if (auto no = not_understood(
          model, leaving_out_history | any_start | FeatureSet{models::Feature::Intake}))
    return *std::move(no);
  TrafficFigures figures;
  figures.states.resize(model.states.size());
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    figures.states[s].exits.resize(model.states[s].exits.size());
    figures.states[s].flow_to.resize(model.states.size());
    figures.states[s].by_class.resize(model.classes.size());
  }
  const models::Acquaintance known = models::acquaintance(model, kernels.pathway);
  for (const models::SourceModel& source : model.sources) {
    const double rate = mean_arrival_rate(source, model.calendar, model.warm_up, model.horizon);
    figures.arrivals += rate;
    for (std::size_t c = 0; c < model.classes.size(); ++c) {
      const auto& kernel = kernels.classes[c];
      if (!kernel || !(source.class_share[c] > 0) || !(rate > 0)) continue;
      const double people = rate * source.class_share[c];
      const std::vector<double> start = first_states(model, source, static_cast<ClassId>(c));
      const auto answer = absorption(model, kernels.pathway, *kernel, start);
      if (const auto* none = std::get_if<NoAnswer>(&answer)) return *none;
      std::vector<double> rates = std::get<AbsorptionFigures>(answer).visits;
      for (double& r : rates)
        r *= people;
      add_class(model, *kernel, known, rates, figures);
      for (std::size_t s = 0; s < rates.size(); ++s)
        if (rates[s] > 0) figures.states[s].by_class[c] += rates[s];
      constexpr auto is_new = static_cast<std::size_t>(models::WaitingClass::New);
      for (std::size_t s = 0; s < start.size(); ++s)
        figures.states[s].waiting_class_rates[is_new] += people * start[s];
    }
  }
  finish(model, figures);
  return figures;
}

}  // namespace stepdown::analysis
