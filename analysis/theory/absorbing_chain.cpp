#include "analysis/theory/absorbing_chain.hpp"

#include "sim/contract.hpp"

#include <Eigen/Dense>
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

using models::Model;
using models::StateId;

namespace {

Eigen::Index at(std::size_t i) {
  return static_cast<Eigen::Index>(i);
}

Eigen::MatrixXd to_matrix(const Table& table) {
  Eigen::MatrixXd m(at(table.size), at(table.size));
  for (std::size_t i = 0; i < table.size; ++i)
    for (std::size_t j = 0; j < table.size; ++j)
      m(at(i), at(j)) = table(i, j);
  return m;
}

Table to_table(const Eigen::MatrixXd& m) {
  Table table{static_cast<std::size_t>(m.rows()), {}};
  table.values.resize(table.size * table.size);
  for (std::size_t i = 0; i < table.size; ++i)
    for (std::size_t j = 0; j < table.size; ++j)
      table(i, j) = m(at(i), at(j));
  return table;
}

/// States that some start leads to, by StateId.
std::vector<bool> reachable(const PathwayKernel& kernel, const std::vector<double>& start) {
  std::vector<bool> seen(start.size());
  std::vector<std::size_t> to_visit;
  const auto visit = [&](std::size_t s) {
    if (seen[s]) return;
    seen[s] = true;
    to_visit.push_back(s);
  };
  for (std::size_t s = 0; s < start.size(); ++s)
    if (start[s] > 0) visit(s);
  while (!to_visit.empty()) {
    const std::size_t s = to_visit.back();
    to_visit.pop_back();
    const auto& next = kernel.states[s].next;
    for (std::size_t j = 0; j < next.size(); ++j)
      if (next[j].probability > 0) visit(j);
  }
  return seen;
}

/// Names of reachable states from which no outcome can be reached.
std::vector<std::string> traps(const Model& model,
                               const PathwayKernel& kernel,
                               const std::vector<bool>& is_reachable) {
  std::vector<bool> ends(model.states.size());
  for (std::size_t s = 0; s < ends.size(); ++s)
    ends[s] = model.is_outcome(static_cast<StateId>(s));
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t s = 0; s < ends.size(); ++s) {
      if (ends[s]) continue;
      const auto& next = kernel.states[s].next;
      for (std::size_t j = 0; j < next.size() && !ends[s]; ++j)
        ends[s] = ends[j] && next[j].probability > 0;
      changed = changed || ends[s];
    }
  }
  std::vector<std::string> names;
  for (std::size_t s = 0; s < ends.size(); ++s)
    if (is_reachable[s] && !ends[s]) names.push_back(model.states[s].name);
  return names;
}

/// The part of the pathway that can be reached and left again.
struct Transient {
  std::vector<std::size_t> states;
  Table q;
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
                         const Eigen::MatrixXd& n,
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

std::optional<FundamentalMatrix> fundamental_matrix(const Table& q) {
  sim::expects(q.values.size() == q.size * q.size, "a square table");
  const auto identity = Eigen::MatrixXd::Identity(at(q.size), at(q.size));
  const Eigen::FullPivLU<Eigen::MatrixXd> lu(identity - to_matrix(q));
  if (!lu.isInvertible()) return std::nullopt;
  const Eigen::MatrixXd n = lu.inverse();
  const Eigen::MatrixXd variance =
      n * (2 * Eigen::MatrixXd(n.diagonal().asDiagonal()) - identity) - n.cwiseProduct(n);
  return FundamentalMatrix{to_table(n), to_table(variance)};
}

std::variant<AbsorptionFigures, NoAnswer> absorption(const Model& model,
                                                     const PathwayKernel& kernel,
                                                     const std::vector<double>& start) {
  sim::expects(start.size() == model.states.size(), "a start for every state");
  const std::vector<bool> is_reachable = reachable(kernel, start);
  if (const auto names = traps(model, kernel, is_reachable); !names.empty())
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
  add_days_to_outcome(kernel, part, to_matrix(fundamental->mean), start, figures);
  return figures;
}

}  // namespace stepdown::analysis
