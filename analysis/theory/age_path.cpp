#include "analysis/theory/age_path.hpp"

#include "analysis/theory/renewal_kernel.hpp"
#include "analysis/theory/renewal_network.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "models/pathway/pathway.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace stepdown::analysis {

using models::ClassId;
using models::index_of;
using models::Model;

namespace {

using Sequence = std::vector<Complex>;

/// One grid in age; each goes on where the one before ends.
struct AgeGrid {
  double step = 0;        ///< days
  std::size_t cells = 0;  ///< from age 0
};

/// Each ends at a multiple of the next one's step.
std::vector<AgeGrid> grids_for(const Model& model) {
  double shortest = std::numeric_limits<double>::infinity();
  const auto note_mean = [&](const auto& exit) {
    shortest =
        std::min(shortest, exit.time_factor * sim::mean(model.distributions[index_of(exit.time)]));
  };
  for (std::size_t s = 0; s < model.level_count; ++s) {
    for (const models::Behavior& behavior : model.behaviors_in(model.states[s])) {
      std::ranges::for_each(model.splits_in(behavior), note_mean);
      std::ranges::for_each(model.races_in(behavior), note_mean);
    }
  }
  std::vector<AgeGrid> grids{{1.0 / 24, 4032}, {0.25, 4032}, {1, 4032}, {4, 4032}};
  if (shortest < 1) grids.insert(grids.begin(), {1.0 / 240, 4020});
  return grids;
}

/// People of each source on one grid, by level.
struct GridPath {
  std::vector<std::vector<double>> inside;   ///< [level][point]: over the step before the point
  std::vector<std::vector<double>> entries;  ///< [level][cell]
};

bool sends(const models::SourceModel& source, ClassId who) {
  return source.class_share[index_of(who)] > 0;
}

/// Sums over classes as generating functions, by source and level.
struct Transforms {
  std::vector<std::vector<Sequence>> inside;
  std::vector<std::vector<Sequence>> entries;
};

void add_class(const Model& model,
               const models::Pathway& pathway,
               RenewalKernels& kernels,
               ClassId who,
               Transforms& sum) {
  const RenewalNetwork network(model, kernels, who);
  std::vector<bool> goes_on(model.states.size());
  std::fill_n(goes_on.begin(), network.stays.size(), true);
  std::vector<std::size_t> sources;
  std::vector<EntryTransforms> starts;
  for (std::size_t i = 0; i < model.sources.size(); ++i) {
    const models::SourceModel& source = model.sources[i];
    if (!sends(source, who)) continue;
    sources.push_back(i);
    const std::vector<double> first = first_states(model, source, who);
    EntryTransforms& start = starts.emplace_back(model.states.size());
    for (std::size_t s = 0; s < first.size(); ++s)
      if (first[s] > 0)
        start[s].assign(kernels.grid().frequencies(), first[s] * source.class_share[index_of(who)]);
  }
  const auto entries = renewal_entries(pathway, network, std::move(starts), goes_on);
  for (std::size_t i = 0; i < sources.size(); ++i) {
    for (std::size_t l = 0; l < model.level_count; ++l) {
      const Sequence& own = entries[i][l];
      Sequence& all = sum.entries[sources[i]][l];
      for (std::size_t k = 0; k < own.size(); ++k)
        all[k] += own[k];
      add_products(sum.inside[sources[i]][l], own, network.stays[l].inside);
    }
  }
}

std::vector<GridPath> solve(const Model& model,
                            const models::Pathway& pathway,
                            const AgeGrid& grid) {
  RenewalKernels kernels(model, grid.step, grid.cells);
  Transforms sum;
  sum.inside.assign(
      model.sources.size(),
      std::vector<Sequence>(model.level_count, Sequence(kernels.grid().frequencies())));
  sum.entries = sum.inside;
  for (std::size_t c = 0; c < model.classes.size(); ++c) {
    const auto who = static_cast<ClassId>(c);
    const bool is_used = std::ranges::any_of(
        model.sources, [who](const auto& source) { return sends(source, who); });
    if (is_used) add_class(model, pathway, kernels, who, sum);
  }
  std::vector<GridPath> paths(model.sources.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    for (std::size_t l = 0; l < model.level_count; ++l) {
      paths[i].inside.push_back(kernels.grid().invert(sum.inside[i][l]));
      paths[i].entries.push_back(kernels.grid().invert(sum.entries[i][l]));
    }
  }
  return paths;
}

std::vector<AgePath> beginnings(const Model& model) {
  std::vector<AgePath> paths(model.sources.size());
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const models::SourceModel& source = model.sources[i];
    paths[i].ages = {0};
    paths[i].levels.resize(model.level_count);
    for (std::size_t l = 0; l < model.level_count; ++l) {
      paths[i].levels[l].entries = {0};
      for (std::size_t c = 0; c < model.classes.size(); ++c) {
        const auto who = static_cast<ClassId>(c);
        if (sends(source, who))
          paths[i].levels[l].start += source.class_share[c] * first_states(model, source, who)[l];
      }
    }
  }
  return paths;
}

/// Goes on from the last age of the path to the end of the grid.
void append(const GridPath& solved, const AgeGrid& grid, AgePath& path) {
  const auto from = static_cast<std::size_t>(std::lround(path.ages.back() / grid.step));
  for (std::size_t m = from + 1; m <= grid.cells; ++m)
    path.ages.push_back(static_cast<double>(m) * grid.step);
  for (std::size_t l = 0; l < path.levels.size(); ++l) {
    LevelByAge& level = path.levels[l];
    // Entries in cell m are at ages about m steps. Where two grids meet each has a half of them.
    const std::vector<double>& entries = solved.entries[l];
    const double here = from == 0 ? entries[0] - level.start : entries[from] / 2;
    level.entries.back() += std::max(0.0, here);
    for (std::size_t m = from + 1; m <= grid.cells; ++m) {
      level.inside.push_back(std::clamp(solved.inside[l][m], 0.0, 1.0));
      level.entries.push_back(std::max(0.0, entries[m] / (m == grid.cells ? 2 : 1)));
    }
  }
}

bool has_left(const AgePath& path) {
  constexpr double hardly = 1e-9;
  return std::ranges::all_of(path.levels, [](const LevelByAge& level) {
    return level.inside.back() < hardly && level.entries.back() < hardly;
  });
}

}  // namespace

std::vector<AgePath> age_paths(const Model& model, const TheoryListener& listener) {
  const models::Pathway pathway = models::make_pathway(model);
  std::vector<AgePath> paths = beginnings(model);
  const std::vector<AgeGrid> grids = grids_for(model);
  for (const AgeGrid& grid : grids) {
    tell(listener,
         {"people by the time since they came: steps",
          static_cast<std::size_t>(&grid - grids.data()),
          grids.size()});
    const std::vector<GridPath> solved = solve(model, pathway, grid);
    for (std::size_t i = 0; i < paths.size(); ++i)
      append(solved[i], grid, paths[i]);
    if (std::ranges::all_of(paths, has_left)) break;
  }
  return paths;
}

}  // namespace stepdown::analysis
