#pragma once

#include "analysis/cli/console.hpp"
#include "analysis/cli/sweep_arguments.hpp"
#include "analysis/experiments/run_points.hpp"
#include "analysis/experiments/stored_sweep.hpp"
#include "analysis/report/output_folder.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::analysis {

[[nodiscard]] std::size_t replications_in(const std::vector<PointTask>& tasks);

/// A sweep that somebody asked for.
class SweepJob {
 public:
  /// All must outlive it.
  SweepJob(const SweepArguments& arguments, const LoadedSweep& loaded, const Console& console)
      : arguments_(&arguments), loaded_(&loaded), console_(&console) {}

  /// Runs what is missing of a shard, or of all, with a line of progress; Ctrl-C stops it.
  /// @returns whether nothing is missing any more; if not, it has been told
  [[nodiscard]] bool run_all(StoredSweep& sweep,
                             const RunPoints& run_points,
                             const SweepShard& shard = {}) const;

  /// Moves a folder with these files into place, with its manifest.
  void publish(OutputFolder& folder,
               std::vector<std::string> files,
               const std::string& command) const;

  /// Tells where the start is still felt, by theory, in some of the points.
  void warn_of_start(StoredSweep& sweep) const;

  /// Tells which points have ended less precise than they were asked to be. @pre nothing is missing
  void warn_of_precision(StoredSweep& sweep) const;

 private:
  const SweepArguments* arguments_;
  const LoadedSweep* loaded_;
  const Console* console_;
};

}  // namespace stepdown::analysis
