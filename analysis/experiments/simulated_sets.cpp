#include "analysis/experiments/simulated_sets.hpp"

#include "analysis/experiments/run_points.hpp"
#include "analysis/summary/kept_summarizer.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace stepdown::analysis {

namespace {

/// The replications of a set that have ended, by number.
using Ended = std::map<int, ReplicationRecord>;

std::vector<FigureOfSet> figures_of(const std::vector<FigureName>& names, Ended&& records) {
  KeptSummarizer summary{names};
  for (auto& [number, record] : records)
    summary.add(std::move(record));
  std::vector<FigureOfSet> figures;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const KeptEstimate estimate = summary.estimate(i);
    figures.push_back({estimate.value, estimate.interval, estimate.standard_error});
  }
  return figures;
}

std::vector<PointTask> tasks_of(const SetRuns& runs, const std::vector<SetInBlock>& sets) {
  std::vector<PointTask> tasks;
  for (std::size_t set = 0; set < sets.size(); ++set) {
    const double first = static_cast<double>(sets[set].block) * runs.replications;
    sim::expects(first + runs.replications <= most_set_replications,
                 "sets have replications of their own");
    PointTask task{set, std::vector<int>(static_cast<std::size_t>(runs.replications))};
    std::iota(task.replications.begin(), task.replications.end(), static_cast<int>(first));
    tasks.push_back(std::move(task));
  }
  return tasks;
}

}  // namespace

std::optional<FiguresOfSets> simulate_sets(const SetRuns& runs,
                                           const std::vector<SetInBlock>& sets) {
  FiguresOfSets figures(sets.size());
  std::map<std::size_t, Ended> open;
  const bool is_whole = run_points(
      {tasks_of(runs, sets), false},
      {runs.figures, runs.stop, runs.threads, runs.free_memory},
      [&](std::size_t set) { return runs.models->make(sets[set].parameters.sets).model; },
      [&](std::size_t set, int replication, ReplicationRecord&& record) {
        Ended& ended = open[set];
        ended.emplace(replication, std::move(record));
        if (ended.size() < static_cast<std::size_t>(runs.replications)) return true;
        figures[set] = figures_of(runs.figures, std::move(ended));
        open.erase(set);
        if (runs.ended) runs.ended();
        return true;
      });
  if (!is_whole) return std::nullopt;
  return figures;
}

}  // namespace stepdown::analysis
