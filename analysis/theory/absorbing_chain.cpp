#include "analysis/theory/absorbing_chain.hpp"

#include "analysis/theory/rounds.hpp"
#include "models/pathway/reachability.hpp"
#include "sim/contract.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>
#include <utility>

namespace stepdown::analysis {

using models::index_of;
using models::Model;
using models::StateId;

namespace {

/// The moves that this class of people makes.
models::MayMove moves_of(const PathwayKernel& kernel) {
  return [&kernel](StateId from, StateId to) {
    return kernel.states[index_of(from)].next[index_of(to)].probability > 0;
  };
}

std::vector<StateId> starts_of(const std::vector<double>& start) {
  std::vector<StateId> states;
  for (std::size_t s = 0; s < start.size(); ++s)
    if (start[s] > 0) states.push_back(static_cast<StateId>(s));
  return states;
}

/// Names of reachable states from which no outcome can be reached.
std::vector<std::string> traps(const Model& model,
                               const models::Pathway& pathway,
                               const PathwayKernel& kernel,
                               const std::vector<bool>& is_reachable) {
  const std::vector<bool> ends = leads_to_outcome(pathway, moves_of(kernel));
  std::vector<std::string> names;
  for (std::size_t s = 0; s < ends.size(); ++s)
    if (is_reachable[s] && !ends[s]) names.push_back(model.states[s].name);
  return names;
}

void add_days_to_outcome(const PathwayKernel& kernel,
                         const Rounds& rounds,
                         const std::vector<double>& start,
                         AbsorptionFigures& figures) {
  std::vector<double> days(start.size(), 0.0);
  std::vector<double> squares(start.size(), 0.0);
  const auto for_each_state = [&rounds](const auto& does) {
    for (const Round& round : rounds.in_order)
      for (const StateId state : round.states)
        does(index_of(state));
  };
  for_each_state([&](std::size_t s) {
    days[s] = kernel.states[s].mean;
    squares[s] = kernel.states[s].mean_square;
  });
  const auto is_finite = [](double value) { return std::isfinite(value); };
  if (!std::ranges::all_of(days, is_finite)) return;
  sum_until_left(rounds, kernel, days);
  figures.mean_days = std::inner_product(start.begin(), start.end(), days.begin(), 0.0);
  if (!std::ranges::all_of(squares, is_finite)) return;
  for_each_state([&](std::size_t s) {
    const std::vector<Ending>& next = kernel.states[s].next;
    for (std::size_t to = 0; to < next.size(); ++to)
      if (days[to] > 0) squares[s] += 2 * next[to].time * days[to];
  });
  sum_until_left(rounds, kernel, squares);
  figures.mean_square_days = std::inner_product(start.begin(), start.end(), squares.begin(), 0.0);
}

}  // namespace

std::optional<double> AbsorptionFigures::variance_days() const {
  if (!mean_days || !mean_square_days) return std::nullopt;
  return std::max(0.0, *mean_square_days - *mean_days * *mean_days);
}

std::variant<AbsorptionFigures, NoAnswer> absorption(const Model& model,
                                                     const models::Pathway& pathway,
                                                     const PathwayKernel& kernel,
                                                     const std::vector<double>& start) {
  sim::expects(start.size() == model.states.size(), "a start for every state");
  const std::vector<bool> is_reachable =
      reachable_from(pathway, starts_of(start), moves_of(kernel));
  if (const auto names = traps(model, pathway, kernel, is_reachable); !names.empty())
    return NoAnswer{fmt::format("nobody leaves {} for an outcome", fmt::join(names, ", "))};
  std::vector<bool> goes_on = is_reachable;
  for (std::size_t s = 0; s < goes_on.size(); ++s)
    goes_on[s] = goes_on[s] && !model.is_outcome(static_cast<StateId>(s));
  const Rounds rounds = rounds_of(pathway, kernel, goes_on);
  if (rounds.some_never_left) return NoAnswer{"the pathway is never left"};
  const std::size_t count = model.states.size();
  AbsorptionFigures figures;
  figures.visits.assign(count, 0.0);
  figures.visits_variance.assign(count, 0.0);
  figures.days.assign(count, 0.0);
  figures.absorbed = expected_entries(rounds, kernel, start);
  for (const Round& round : rounds.in_order) {
    for (std::size_t i = 0; i < round.states.size(); ++i) {
      const std::size_t s = index_of(round.states[i]);
      const double visits = figures.visits[s] = std::exchange(figures.absorbed[s], 0.0);
      const double square = visits * (2 * round.stays(i, i) - 1);
      figures.visits_variance[s] = std::max(0.0, square - visits * visits);
      if (visits > 0) figures.days[s] = visits * kernel.states[s].mean;
    }
  }
  add_days_to_outcome(kernel, rounds, start, figures);
  return figures;
}

}  // namespace stepdown::analysis
