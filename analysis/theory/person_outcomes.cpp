#include "analysis/theory/person_outcomes.hpp"

#include "analysis/formulas/eigen_index.hpp"
#include "analysis/theory/person_path.hpp"
#include "analysis/theory/rounds.hpp"
#include "analysis/theory/traffic.hpp"
#include "sim/contract.hpp"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <span>

namespace stepdown::analysis {

using models::ClassId;
using models::Model;
using models::StateId;

namespace {

constexpr std::size_t year = 365;

std::vector<bool> levels_only(const Model& model) {
  std::vector<bool> only(model.states.size());
  std::fill_n(only.begin(), model.level_count, true);
  return only;
}

std::vector<bool> community_only(const Model& model) {
  std::vector<bool> only(model.states.size());
  for (std::size_t s = 0; s < only.size(); ++s)
    only[s] = model.is_community(static_cast<StateId>(s));
  return only;
}

std::vector<bool> all_but_outcomes(const Model& model) {
  std::vector<bool> all(model.states.size());
  std::fill_n(all.begin(), model.level_count + model.community_count, true);
  return all;
}

/// Chances of the first level, by StateId; they sum to less than 1 when some are never admitted.
std::vector<double> first_levels(const Model& model,
                                 const models::Pathway& pathway,
                                 const PathwayKernel& kernel,
                                 const std::vector<double>& start) {
  std::vector<double> first =
      expected_entries(rounds_of(pathway, kernel, community_only(model)), kernel, start);
  first.resize(model.level_count);
  first.resize(model.states.size());
  return first;
}

/// [community state][level]: chance that the next level entered is that one, within the gap; of
/// states that no level leads to nobody asks.
std::vector<std::vector<double>> comes_back(const Model& model,
                                            const PathwayKernel& kernel,
                                            const PersonPath& path) {
  const auto first_after_care = [&](std::size_t state) {
    const auto levels = std::span(kernel.states).first(model.level_count);
    return std::ranges::any_of(
        levels, [state](const StayKernel& level) { return level.next[state].probability > 0; });
  };
  std::vector<std::size_t> starts;
  for (std::size_t c = model.level_count; c < model.level_count + model.community_count; ++c)
    if (first_after_care(c)) starts.push_back(c);
  std::vector<std::vector<double>> chances(model.states.size());
  const auto entries = path.entries_from(starts, community_only(model));
  for (std::size_t i = 0; i < starts.size(); ++i)
    for (std::size_t l = 0; l < model.level_count; ++l)
      chances[starts[i]].push_back(path.up_to(entries[i][l], model.settings.episode_gap));
  return chances;
}

/// Chance that an episode which is in level i now ends as planned.
std::vector<double> completion_by_level(const Model& model,
                                        const PathwayKernel& kernel,
                                        const std::vector<std::vector<double>>& back) {
  const std::size_t levels = model.level_count;
  Eigen::MatrixXd system = Eigen::MatrixXd::Identity(at(levels), at(levels));
  Eigen::VectorXd planned = Eigen::VectorXd::Zero(at(levels));
  for (std::size_t i = 0; i < levels; ++i) {
    const StayKernel& stay = kernel.states[i];
    for (std::size_t e = 0; e < stay.exits.size(); ++e) {
      const auto reason = model.states[i].exits[e].reason;
      const bool is_planned =
          model.reasons[models::index_of(reason)].kind == models::ReasonKind::Planned;
      for (std::size_t s = 0; s < model.states.size(); ++s) {
        const double p = stay.exit_next[e * model.states.size() + s];
        if (!(p > 0)) continue;
        double returns = 0;
        if (s < levels) {
          system(at(i), at(s)) -= p;
          continue;
        }
        for (std::size_t l = 0; l < back[s].size(); ++l) {
          system(at(i), at(l)) -= p * back[s][l];
          returns += back[s][l];
        }
        if (is_planned) planned(at(i)) += p * (1 - returns);
      }
    }
  }
  const Eigen::VectorXd u = system.fullPivLu().solve(planned);
  return {u.data(), u.data() + u.size()};
}

void follow(const Model& model,
            const PersonPath& path,
            const std::vector<double>& start,
            double cells_per_day,
            PersonFigures& figures) {
  const auto [inside, entries] = path.course(start, all_but_outcomes(model));
  const auto kept = path.course(start, levels_only(model)).inside;
  for (const int k : follow_up) {
    double in_care = 0;
    std::vector<double> status;
    for (std::size_t s = 0; s < model.states.size(); ++s) {
      status.push_back(path.just_after(inside[s], k));
      if (s < model.level_count) in_care += path.just_after(kept[s], k);
    }
    // Once nobody is left, the transforms leave noise of 1e-14, which may rise.
    constexpr double noise = 1e-12;
    const double before = figures.retention.empty() ? 1 : figures.retention.back();
    figures.retention.push_back(in_care > noise ? std::min(in_care, before) : 0);
    figures.status.push_back(std::move(status));
  }
  for (std::size_t l = 0; l < model.level_count; ++l) {
    // time in the level: the middle of each cell counts what is there at its ends
    std::vector<double> days(inside[l].size(), 0.0);
    for (std::size_t m = 0; m + 1 < days.size(); ++m)
      days[m] = (inside[l][m] + inside[l][m + 1]) / 2 / cells_per_day;
    figures.days_in_care += path.up_to(days, year);
    figures.stays += path.up_to(entries[l], year);
  }
}

/// Of a gap that is longer than people are followed otherwise: only so many steps, longer ones if
/// they must be, for chances that hardly change within them.
std::optional<RenewalKernels> grid_for_long_gap(const Model& model, double h) {
  constexpr double most_cells = 16'000;
  const double gap = model.settings.episode_gap;
  if (gap <= static_cast<double>(year)) return std::nullopt;
  const double step = std::max(h, gap / most_cells);
  return RenewalKernels(model, step, static_cast<std::size_t>(std::ceil(gap / step)) + 4);
}

}  // namespace

std::vector<PersonFigures> person_outcomes(const Model& model,
                                           const PathwayKernels& kernels,
                                           std::size_t cells_per_day,
                                           const TheoryListener& listener) {
  sim::expects(cells_per_day > 0, "cells in a day");
  const double h = 1.0 / static_cast<double>(cells_per_day);
  RenewalKernels grid(model, h, (year + 4) * cells_per_day);
  std::optional<RenewalKernels> long_grid = grid_for_long_gap(model, h);
  std::vector<PersonFigures> result(model.classes.size());
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const auto& of_class = kernels.classes[c];
    if (!of_class) continue;
    tell(listener, {"what becomes of people: kinds", c, model.classes.size()});
    const auto who = static_cast<ClassId>(c);
    const PathwayKernel& kernel = *of_class;
    std::vector<double> start(model.states.size(), 0.0);
    for (const models::SourceModel& source : model.sources) {
      const double rate = mean_arrival_rate(source, model.calendar, model.warm_up, model.horizon) *
                          source.class_share[c];
      if (!(rate > 0)) continue;
      const auto first =
          first_levels(model, kernels.pathway, kernel, first_states(model, source, who));
      for (std::size_t s = 0; s < start.size(); ++s)
        start[s] += rate * first[s];
    }
    PersonFigures& figures = result[c];
    figures.weight = std::accumulate(start.begin(), start.end(), 0.0);
    if (!(figures.weight > 0)) continue;
    for (double& s : start)
      s /= figures.weight;
    const PersonPath path(model, kernels.pathway, grid, who, h);
    follow(model, path, start, static_cast<double>(cells_per_day), figures);
    const auto back =
        long_grid
            ? comes_back(model,
                         kernel,
                         PersonPath(model, kernels.pathway, *long_grid, who, community_only(model)))
            : comes_back(model, kernel, path);
    const auto completed = completion_by_level(model, kernel, back);
    for (std::size_t l = 0; l < model.level_count; ++l)
      figures.completion += start[l] * completed[l];
  }
  return result;
}

PersonFigures mixed(const std::vector<PersonFigures>& classes, const std::vector<bool>& included) {
  PersonFigures sum;
  for (std::size_t c = 0; c < classes.size(); ++c)
    if (included[c]) sum.weight += classes[c].weight;
  sim::expects(sum.weight > 0, "somebody of that kind");
  for (std::size_t c = 0; c < classes.size(); ++c) {
    const PersonFigures& one = classes[c];
    if (!included[c] || !(one.weight > 0)) continue;
    const double share = one.weight / sum.weight;
    sum.completion += share * one.completion;
    sum.days_in_care += share * one.days_in_care;
    sum.stays += share * one.stays;
    sum.retention.resize(one.retention.size());
    sum.status.resize(one.status.size(), std::vector<double>(one.status.front().size()));
    for (std::size_t k = 0; k < one.retention.size(); ++k) {
      sum.retention[k] += share * one.retention[k];
      for (std::size_t s = 0; s < one.status[k].size(); ++s)
        sum.status[k][s] += share * one.status[k][s];
    }
  }
  return sum;
}

}  // namespace stepdown::analysis
