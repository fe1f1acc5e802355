#include "analysis/theory/infinite_server.hpp"

#include "analysis/theory/renewal_kernel.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "models/referrals.hpp"
#include "sim/contract.hpp"

#include <Eigen/Dense>
#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stepdown::analysis {

using models::ClassId;
using models::Model;
using models::StateId;

namespace {

using Sequence = std::vector<Complex>;

/// Census at grid points and entries by cell, as generating functions by StateId.
struct NetworkTransforms {
  std::vector<Sequence> census;
  std::vector<Sequence> entries;
};

Eigen::Index at(std::size_t i) {
  return static_cast<Eigen::Index>(i);
}

/// Entries into every state caused by `start` entries (by StateId, generating functions):
/// a = start + W' a at each frequency.
void add_class(const Model& model,
               RenewalKernels& kernels,
               ClassId who,
               const std::vector<Sequence>& start,
               NetworkTransforms& sum) {
  const std::size_t inner = model.level_count + model.community_count;
  std::vector<RenewalRow> rows;
  rows.reserve(inner);
  for (std::size_t s = 0; s < inner; ++s)
    rows.push_back(kernels.row(static_cast<StateId>(s), who));
  Eigen::MatrixXcd system(at(inner), at(inner));
  Eigen::VectorXcd entries(at(inner));
  for (std::size_t k = 0; k < kernels.grid().frequencies(); ++k) {
    system.setIdentity();
    for (std::size_t i = 0; i < inner; ++i) {
      entries(at(i)) = start[i].empty() ? Complex{} : start[i][k];
      for (std::size_t j = 0; j < inner; ++j)
        if (!rows[i].next[j].empty()) system(at(j), at(i)) -= rows[i].next[j][k];
    }
    entries = system.partialPivLu().solve(entries).eval();
    for (std::size_t i = 0; i < inner; ++i) {
      const Complex a = entries(at(i));
      sum.entries[i][k] += a;
      sum.census[i][k] += a * rows[i].inside[k];
      for (std::size_t o = inner; o < model.states.size(); ++o)
        if (!rows[i].next[o].empty()) sum.entries[o][k] += a * rows[i].next[o][k];
    }
  }
  for (std::size_t o = inner; o < model.states.size(); ++o)
    for (std::size_t k = 0; k < start[o].size(); ++k)
      sum.entries[o][k] += start[o][k];
}

/// Entries from outside of one class, by StateId.
std::vector<Sequence> outside_entries(const Model& model,
                                      const std::vector<Sequence>& arrivals,
                                      ClassId who) {
  std::vector<Sequence> start(model.states.size());
  for (std::size_t i = 0; i < model.sources.size(); ++i) {
    const models::SourceModel& source = model.sources[i];
    const double share = source.class_share[models::index_of(who)];
    if (!(share > 0)) continue;
    const std::vector<double> first = first_states(model, source, who);
    for (std::size_t s = 0; s < first.size(); ++s) {
      if (!(first[s] > 0)) continue;
      start[s].resize(arrivals[i].size());
      for (std::size_t k = 0; k < arrivals[i].size(); ++k)
        start[s][k] += share * first[s] * arrivals[i][k];
    }
  }
  return start;
}

std::vector<CensusPath> solve_on_grid(const Model& model, std::size_t days, std::size_t per_day) {
  const double h = 1.0 / static_cast<double>(per_day);
  const std::size_t cells = days * per_day;
  RenewalKernels kernels(model, h, cells);
  const GeneratingFunction& grid = kernels.grid();
  std::vector<Sequence> arrivals;
  arrivals.reserve(model.sources.size());
  for (const models::SourceModel& source : model.sources)
    arrivals.push_back(grid.transform(arrivals_by_cell(source, model.calendar, h, cells)));
  NetworkTransforms sum;
  sum.census.assign(model.states.size(), Sequence(grid.frequencies()));
  sum.entries = sum.census;
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const auto who = static_cast<ClassId>(c);
    const std::vector<Sequence> start = outside_entries(model, arrivals, who);
    const bool is_used =
        std::any_of(start.begin(), start.end(), [](const Sequence& s) { return !s.empty(); });
    if (is_used) add_class(model, kernels, who, start, sum);
  }
  std::vector<CensusPath> paths(model.states.size());
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    CensusPath& path = paths[s];
    const std::vector<double> census = grid.invert(sum.census[s]);
    const std::vector<double> entries = grid.invert(sum.entries[s]);
    for (std::size_t d = 0; d < days; ++d) {
      const auto first = static_cast<std::ptrdiff_t>(d * per_day);
      const auto step = static_cast<std::ptrdiff_t>(per_day);
      path.entries.push_back(
          std::accumulate(entries.begin() + first, entries.begin() + first + step, 0.0));
      if (model.is_outcome(static_cast<StateId>(s))) continue;
      const double ends = (census[d * per_day] + census[(d + 1) * per_day]) / 2;
      const double inner =
          std::accumulate(census.begin() + first + 1, census.begin() + first + step, 0.0);
      path.daily.push_back((ends + inner) / static_cast<double>(per_day));
      path.midnight.push_back(census[d * per_day]);
    }
    if (!model.is_outcome(static_cast<StateId>(s))) path.midnight.push_back(census[cells]);
  }
  return paths;
}

double largest_difference(const std::vector<CensusPath>& a, const std::vector<CensusPath>& b) {
  double largest = 0;
  for (std::size_t s = 0; s < a.size(); ++s)
    for (std::size_t d = 0; d < a[s].midnight.size(); ++d)
      largest = std::max(largest, std::abs(a[s].midnight[d] - b[s].midnight[d]));
  return largest;
}

/// Puts people who come at an exact moment into the two cells whose middles surround it.
void deposit(double moment, double people, double h, std::vector<double>& cells) {
  const double position = moment / h - 0.5;
  if (position >= static_cast<double>(cells.size()) || moment < 0) return;
  if (position <= 0) {
    cells.front() += people;
    return;
  }
  const auto left = static_cast<std::size_t>(position);
  const double right_share = position - static_cast<double>(left);
  cells[left] += people * (1 - right_share);
  if (left + 1 < cells.size()) cells[left + 1] += people * right_share;
}

}  // namespace

std::vector<double> arrivals_by_cell(const models::SourceModel& source,
                                     const models::Calendar& calendar,
                                     double h,
                                     std::size_t cells) {
  sim::expects(h > 0 && cells > 0, "a grid with a step");
  double batch = source.batch.empty() ? 1 : 0;
  for (const auto& [size, share] : source.batch)
    batch += size * share;
  std::vector<double> people(cells, 0.0);
  const double end = h * static_cast<double>(cells);
  if (const auto* poisson = std::get_if<models::PoissonArrivals>(&source.process)) {
    const models::DailyRate rate(*poisson, calendar);
    for (std::size_t m = 0; m < cells; ++m) {
      // cells do not straddle midnight: the middle tells the day
      const double middle = (static_cast<double>(m) + 0.5) * h;
      people[m] = batch * h * rate(static_cast<long>(middle));
    }
  } else if (const auto* every = std::get_if<models::ScheduledArrivals>(&source.process)) {
    for (std::size_t n = 0;; ++n) {
      const double moment = every->first + static_cast<double>(n) * every->every;
      if (moment >= end) break;
      deposit(moment, batch, h, people);
    }
  } else {
    for (const double moment : std::get<models::DatedArrivals>(source.process).days)
      deposit(moment, batch, h, people);
  }
  return people;
}

InfiniteServerFigures infinite_server(const Model& model,
                                      std::size_t days,
                                      std::size_t cells_per_day) {
  sim::expects(days > 0, "at least one day");
  sim::expects(cells_per_day >= 2 && cells_per_day % 2 == 0, "an even number of cells a day");
  InfiniteServerFigures figures;
  figures.step = 1.0 / static_cast<double>(cells_per_day);
  figures.states = solve_on_grid(model, days, cells_per_day);
  const std::vector<CensusPath> coarse = solve_on_grid(model, days, cells_per_day / 2);
  figures.discretization_error = largest_difference(figures.states, coarse) / 3;
  for (const models::StateModel& state : model.states) {
    if (state.tests.empty()) continue;
    figures.footnotes.push_back(fmt::format(
        "{}: effects that depend on history are left out; theory has none", state.name));
  }
  for (const models::SourceModel& source : model.sources) {
    if (std::holds_alternative<models::PoissonArrivals>(source.process)) continue;
    figures.footnotes.push_back(
        fmt::format("{}: people come at given moments; the census path is smoothed over {} d",
                    source.name,
                    2 * figures.step));
  }
  return figures;
}

}  // namespace stepdown::analysis
