#include "analysis/experiments/stored_sweep.hpp"

#include "analysis/experiments/storing.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <utility>

namespace stepdown::analysis {

std::string settings_of(const SweepPoint& point) {
  return fmt::format("{}", fmt::join(point.sets, "\n"));
}

class StoredSweep::SoFarOfPoint {
 public:
  explicit SoFarOfPoint(const SweepExtent& extent)
      : summary(extent.figures), replications_(extent.replications) {
    if (extent.precision) watch_.emplace(*extent.precision);
  }

  /// The next one. @pre it is not enough
  void add(ReplicationRecord&& record) {
    summary.add(std::move(record));
    if (watch_) watch_->add(summary);
  }

  [[nodiscard]] bool is_enough() const {
    return watch_ ? watch_->is_done() : summary.replications() >= replications_;
  }

  [[nodiscard]] std::optional<PrecisionOutcome> precision() const {
    return watch_ ? std::optional(watch_->outcome()) : std::nullopt;
  }

  KeptSummarizer summary;

 private:
  int replications_;
  std::optional<PrecisionWatch> watch_;
};

StoredSweep::StoredSweep(SweepStore& store, const SweepDesign& design, SweepExtent extent)
    : store_(&store),
      design_(&design),
      extent_(std::move(extent)),
      lines_(kept_lines(extent_.figures)) {
  std::vector<std::string> settings;
  for (const SweepPoint& point : design.points)
    settings.push_back(settings_of(point));
  store.name_points(settings);
  for (const std::string& one : settings)
    names_.push_back(store.point(one));
}

/// Those that follow each other from the first on, as far as they are needed.
StoredSweep::SoFarOfPoint StoredSweep::stored(std::size_t point) {
  SoFarOfPoint so_far(extent_);
  store_->read(
      names_[point], extent_.replications, lines_, [&](int number, ReplicationRecord&& record) {
        if (number == so_far.summary.replications() && !so_far.is_enough())
          so_far.add(std::move(record));
      });
  return so_far;
}

std::vector<PointTask> StoredSweep::missing(const SweepShard& shard) {
  std::vector<PointTask> tasks;
  for (std::size_t point = 0; point < names_.size(); ++point) {
    if (point % static_cast<std::size_t>(shard.of) + 1 != static_cast<std::size_t>(shard.part))
      continue;
    PointTask task{point, {}};
    if (extent_.precision) {
      const SoFarOfPoint so_far = stored(point);
      if (so_far.is_enough()) continue;
      for (int number = so_far.summary.replications(); number < extent_.replications; ++number)
        task.replications.push_back(number);
    } else {
      const std::vector<int> there = store_->replications_of(names_[point], lines_);
      for (int number = 0; number < extent_.replications; ++number)
        if (!std::ranges::binary_search(there, number)) task.replications.push_back(number);
    }
    if (!task.replications.empty()) tasks.push_back(std::move(task));
  }
  return tasks;
}

bool StoredSweep::run(const std::vector<PointTask>& tasks,
                      const PointModels& models,
                      const SweepRunOptions& options,
                      const std::function<void(const SweepProgress&)>& progressed) {
  Storing storing(*store_);
  SweepProgress progress;
  std::map<std::size_t, SoFarOfPoint> open;  // of points that end when they are precise
  std::map<std::size_t, std::size_t> left;   // replications that have not ended, by point
  for (const PointTask& task : tasks)
    left[task.point] = task.replications.size();
  const auto sink = [&](std::size_t point, int replication, ReplicationRecord&& record) {
    storing.add(names_[point], replication, record);
    bool is_wanted = --left[point] > 0;
    if (extent_.precision) {
      const auto [so_far, is_new] = open.try_emplace(point, extent_);
      if (is_new) {
        storing.flush();
        so_far->second = stored(point);
      } else {
        so_far->second.add(std::move(record));
      }
      is_wanted = is_wanted && !so_far->second.is_enough();
      if (!is_wanted) open.erase(point);
    }
    ++progress.replications;
    if (!is_wanted) ++progress.points;
    if (progressed) progressed(progress);
    return is_wanted;
  };
  const RunPoints run = options.run_points ? options.run_points : RunPoints(run_points);
  const bool is_whole = run(
      {tasks, extent_.precision.has_value()},
      {extent_.figures, options.stop, options.threads, options.free_memory},
      [&](std::size_t point) { return models.make(design_->points[point].sets).model; },
      sink);
  storing.flush();
  return is_whole;
}

std::optional<EndedPoint> StoredSweep::ended(std::size_t point) {
  SoFarOfPoint so_far = stored(point);
  if (!so_far.is_enough()) return std::nullopt;
  std::optional<PrecisionOutcome> precision = so_far.precision();
  return EndedPoint{std::move(so_far.summary), std::move(precision)};
}

std::optional<KeptSummarizer> StoredSweep::summary(std::size_t point) {
  auto of_point = ended(point);
  if (!of_point) return std::nullopt;
  return std::move(of_point->summary);
}

void StoredSweep::replications(std::size_t point,
                               const std::function<void(int, ReplicationRecord&&)>& told) {
  const int number = stored(point).summary.replications();
  store_->read(names_[point], number, lines_, told);
}

}  // namespace stepdown::analysis
