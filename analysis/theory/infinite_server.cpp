#include "analysis/theory/infinite_server.hpp"

#include "analysis/theory/behavior_clocks.hpp"
#include "analysis/theory/renewal_kernel.hpp"
#include "analysis/theory/renewal_network.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "models/care/referrals.hpp"
#include "models/pathway/pathway.hpp"
#include "sim/contract.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <variant>

namespace stepdown::analysis {

using models::ClassId;
using models::Model;
using models::StateId;

namespace {

using Sequence = std::vector<Complex>;

/// Census at grid points, entries and moves by cell, as generating functions.
struct NetworkTransforms {
  std::vector<Sequence> census;              ///< by StateId
  std::vector<Sequence> entries;             ///< by StateId
  std::vector<std::vector<Sequence>> flows;  ///< [from][to]; empty: none, or not asked for
};

/// `a` may be empty, as nobody is there.
void add_product(Sequence& sum, const Sequence& a, const Sequence& b) {
  sum.resize(b.size());
  add_products(sum, a, b);
}

void add_class(const Model& model,
               const models::Pathway& pathway,
               const RenewalNetwork& network,
               const EntryTransforms& start,
               NetworkTransforms& sum) {
  std::vector<bool> goes_on(model.states.size());
  for (std::size_t s = 0; s < network.stays.size(); ++s)
    goes_on[s] = true;
  const EntryTransforms entries = renewal_entries(pathway, network, start, goes_on);
  for (std::size_t s = 0; s < model.states.size(); ++s) {
    for (std::size_t k = 0; k < entries[s].size(); ++k)
      sum.entries[s][k] += entries[s][k];
    if (s >= network.stays.size()) continue;
    add_product(sum.census[s], entries[s], network.stays[s].inside);
    for (std::size_t j = 0; j < sum.flows.size(); ++j) {
      const Sequence& moves = network.stays[s].next[j];
      if (!moves.empty()) add_product(sum.flows[s][j], entries[s], moves);
    }
  }
}

/// Entries from outside of one class, by StateId.
EntryTransforms outside_entries(const Model& model,
                                const std::vector<Sequence>& arrivals,
                                ClassId who) {
  EntryTransforms start(model.states.size());
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

/// Sums of the cells of each day.
std::vector<double> by_day(const std::vector<double>& cells,
                           std::size_t days,
                           std::size_t per_day) {
  std::vector<double> sums(days, 0.0);
  for (std::size_t m = 0; m < days * per_day; ++m)
    sums[m / per_day] += cells[m];
  return sums;
}

CensusPath path_of(const std::vector<double>& census, std::size_t days, std::size_t per_day) {
  CensusPath path;
  for (std::size_t d = 0; d <= days; ++d)
    path.midnight.push_back(census[d * per_day]);
  path.daily = by_day(census, days, per_day);
  for (std::size_t d = 0; d < days; ++d) {
    // trapezoids: both ends count half
    path.daily[d] += (path.midnight[d + 1] - path.midnight[d]) / 2;
    path.daily[d] /= static_cast<double>(per_day);
  }
  return path;
}

InfiniteServerFigures solve_on_grid(const Model& model, const InfiniteServerPlan& plan) {
  const double h = 1.0 / static_cast<double>(plan.cells_per_day);
  const std::size_t cells = plan.days * plan.cells_per_day;
  RenewalKernels kernels(model, h, cells);
  const GeneratingFunction& grid = kernels.grid();
  const models::Pathway pathway = models::make_pathway(model);
  std::vector<Sequence> arrivals;
  arrivals.reserve(model.sources.size());
  for (const models::SourceModel& source : model.sources)
    arrivals.push_back(grid.transform(arrivals_by_cell(source, model.calendar, h, cells)));
  const std::size_t count = model.states.size();
  NetworkTransforms sum;
  sum.census.assign(count, Sequence(grid.frequencies()));
  sum.entries = sum.census;
  if (plan.with_flows) sum.flows.assign(count, std::vector<Sequence>(count));
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    tell(plan.listener, {"census over time: kinds of people", c, model.classes.size()});
    const auto who = static_cast<ClassId>(c);
    const EntryTransforms start = outside_entries(model, arrivals, who);
    const bool is_used =
        std::any_of(start.begin(), start.end(), [](const Sequence& s) { return !s.empty(); });
    if (is_used) add_class(model, pathway, RenewalNetwork(model, kernels, who), start, sum);
  }
  InfiniteServerFigures figures;
  figures.step = h;
  const auto days_of = [&](const Sequence& values) {
    return by_day(grid.invert(values), plan.days, plan.cells_per_day);
  };
  for (std::size_t s = 0; s < count; ++s) {
    CensusPath path;
    if (!model.is_outcome(static_cast<StateId>(s)))
      path = path_of(grid.invert(sum.census[s]), plan.days, plan.cells_per_day);
    path.entries = days_of(sum.entries[s]);
    figures.states.push_back(std::move(path));
  }
  for (const std::vector<Sequence>& from : sum.flows) {
    std::vector<std::vector<double>> by_target;
    by_target.reserve(from.size());
    for (const Sequence& moves : from)
      by_target.push_back(moves.empty() ? std::vector<double>{} : days_of(moves));
    figures.flows.push_back(std::move(by_target));
  }
  return figures;
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

constexpr double many_in_a_cell = 1000;

/// The same of a schedule that has so many moments in each cell that these are as good as even.
void spread(const models::ScheduledArrivals& schedule,
            double batch,
            double h,
            std::vector<double>& cells) {
  for (std::size_t m = 0; m < cells.size(); ++m) {
    const double begin = std::max(schedule.first, static_cast<double>(m) * h);
    cells[m] += batch * std::max(0.0, static_cast<double>(m + 1) * h - begin) / schedule.every;
  }
}

}  // namespace

std::vector<double> arrivals_by_cell(const models::SourceModel& source,
                                     const models::Calendar& calendar,
                                     double h,
                                     std::size_t cells) {
  sim::expects(h > 0 && cells > 0, "a grid with a step");
  const double batch = source.mean_batch();
  std::vector<double> people(cells, 0.0);
  const double end = h * static_cast<double>(cells);
  // cells do not straddle midnight: the middle tells the day
  const auto day_of = [h](std::size_t cell) {
    return static_cast<std::size_t>((static_cast<double>(cell) + 0.5) * h);
  };
  const std::vector<double> rates =
      models::daily_rates(source.process, calendar, static_cast<long>(day_of(cells - 1)) + 1);
  const models::HourPattern hours = models::hour_pattern(source.process);
  const auto share_of = [&](std::size_t cell) {
    if (hours.is_even()) return h;
    const double begin = static_cast<double>(cell) * h - static_cast<double>(day_of(cell));
    return hours.share_up_to(std::min(1.0, begin + h)) - hours.share_up_to(begin);
  };
  for (std::size_t m = 0; m < cells && !rates.empty(); ++m)
    people[m] = batch * share_of(m) * rates[day_of(m)];
  const auto* const schedule = std::get_if<models::ScheduledArrivals>(&source.process);
  if (schedule != nullptr && schedule->every * many_in_a_cell < h) {
    spread(*schedule, batch, h, people);
    return people;
  }
  for (const double moment : models::given_moments(source.process, end))
    deposit(moment, batch, h, people);
  return people;
}

double work_of_infinite_server(const Model& model, const InfiniteServerPlan& plan) {
  double numbers = 0;  // at each point
  const std::size_t inner = model.level_count + model.community_count;
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const bool is_used = std::ranges::any_of(
        model.sources, [c](const auto& source) { return source.class_share[c] > 0; });
    for (std::size_t s = 0; is_used && s < inner; ++s)
      for (const BehaviorClocks& race :
           behavior_clocks(model, static_cast<StateId>(s), static_cast<ClassId>(c)))
        for (const models::Range targets : race.targets)
          numbers += 1 + targets.count;
  }
  return numbers * static_cast<double>(plan.days * plan.cells_per_day);
}

bool has_hours(const Model& model) {
  return std::ranges::any_of(model.sources, [](const models::SourceModel& source) {
    return !models::hour_pattern(source.process).is_even();
  });
}

InfiniteServerFigures infinite_server(const Model& model, const InfiniteServerPlan& plan) {
  sim::expects(plan.days > 0, "at least one day");
  sim::expects(plan.cells_per_day >= 2 && plan.cells_per_day % 2 == 0,
               "an even number of cells a day");
  InfiniteServerFigures figures = solve_on_grid(model, plan);
  if (plan.with_error) {
    const InfiniteServerFigures coarse =
        solve_on_grid(model, {.days = plan.days, .cells_per_day = plan.cells_per_day / 2});
    figures.discretization_error = largest_difference(figures.states, coarse.states) / 3;
  }
  if (const auto note = history_footnote(model); !note.empty()) figures.footnotes.push_back(note);
  for (const models::SourceModel& source : model.sources) {
    if (models::is_poisson(source.process)) continue;
    figures.footnotes.push_back(
        fmt::format("{}: people come at given moments; the census path is smoothed over {} d",
                    source.name,
                    2 * figures.step));
  }
  return figures;
}

}  // namespace stepdown::analysis
