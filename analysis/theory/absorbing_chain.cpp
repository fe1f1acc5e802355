#include "analysis/theory/absorbing_chain.hpp"

#include "analysis/formulas/eigen_index.hpp"
#include "models/pathway/reachability.hpp"
#include "sim/contract.hpp"

#include <Eigen/Dense>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

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

/// The part of the pathway that can be reached and left again.
struct Transient {
  std::vector<std::size_t> states;
  SquareTable q;
};

Transient transient_part(const Model& model,
                         const PathwayKernel& kernel,
                         const std::vector<bool>& is_reachable) {
  Transient part;
  for (std::size_t s = 0; s < model.states.size(); ++s)
    if (is_reachable[s] && !model.is_outcome(static_cast<StateId>(s))) part.states.push_back(s);
  part.q.size = part.states.size();
  part.q.values.resize(part.q.size * part.q.size);
  for (std::size_t i = 0; i < part.q.size; ++i)
    for (std::size_t j = 0; j < part.q.size; ++j)
      part.q(i, j) = kernel.states[part.states[i]].next[part.states[j]].probability;
  return part;
}

void add_days_to_outcome(const PathwayKernel& kernel,
                         const Transient& part,
                         const SquareTable& visits,
                         const std::vector<double>& start,
                         AbsorptionFigures& figures) {
  const auto size = at(part.states.size());
  Eigen::VectorXd stay(size);
  Eigen::VectorXd square(size);
  Eigen::MatrixXd moving(size, size);  // E[T; next = j]
  for (std::size_t i = 0; i < part.states.size(); ++i) {
    const StayKernel& k = kernel.states[part.states[i]];
    stay(at(i)) = k.mean;
    square(at(i)) = k.mean_square;
    for (std::size_t j = 0; j < part.states.size(); ++j)
      moving(at(i), at(j)) = k.next[part.states[j]].time;
  }
  Eigen::VectorXd from(size);
  for (std::size_t i = 0; i < part.states.size(); ++i)
    from(at(i)) = start[part.states[i]];
  if (!stay.allFinite()) return;
  Eigen::MatrixXd n(size, size);
  for (std::size_t i = 0; i < part.states.size(); ++i)
    for (std::size_t j = 0; j < part.states.size(); ++j)
      n(at(i), at(j)) = visits(i, j);
  const Eigen::VectorXd m = n * stay;
  figures.mean_days = from.dot(m);
  if (!square.allFinite()) return;
  const Eigen::VectorXd s = n * (square + 2 * moving * m);
  figures.mean_square_days = from.dot(s);
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
  const Transient part = transient_part(model, kernel, is_reachable);
  const auto fundamental = fundamental_matrix(part.q);
  if (!fundamental) return NoAnswer{"the pathway is never left"};
  const std::size_t count = model.states.size();
  AbsorptionFigures figures;
  figures.visits.assign(count, 0.0);
  figures.visits_variance.assign(count, 0.0);
  figures.days.assign(count, 0.0);
  figures.absorbed = start;
  for (const std::size_t s : part.states)
    figures.absorbed[s] = 0;
  for (std::size_t j = 0; j < part.states.size(); ++j) {
    const std::size_t s = part.states[j];
    double square = 0;
    for (std::size_t i = 0; i < part.states.size(); ++i) {
      const double mean = fundamental->mean(i, j);
      figures.visits[s] += start[part.states[i]] * mean;
      square += start[part.states[i]] * (fundamental->variance(i, j) + mean * mean);
    }
    figures.visits_variance[s] = std::max(0.0, square - figures.visits[s] * figures.visits[s]);
    if (figures.visits[s] > 0) figures.days[s] = figures.visits[s] * kernel.states[s].mean;
    for (std::size_t o = 0; o < count; ++o)
      if (model.is_outcome(static_cast<StateId>(o)))
        figures.absorbed[o] += figures.visits[s] * kernel.states[s].next[o].probability;
  }
  add_days_to_outcome(kernel, part, fundamental->mean, start, figures);
  return figures;
}

}  // namespace stepdown::analysis
