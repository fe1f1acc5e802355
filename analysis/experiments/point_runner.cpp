#include "analysis/experiments/point_runner.hpp"

#include "analysis/experiments/memory_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

UnmeasuredFigure::UnmeasuredFigure(std::size_t point, const FigureName& figure)
    : std::runtime_error(fmt::format("does not measure {}", to_text(figure))), point_(point) {}

PointRunner::PointRunner(std::size_t point,
                         models::Model&& model,
                         const KeepOfPoints& keep,
                         PointTables& tables)
    : point_(point),
      keep_(&keep),
      model_(std::move(model)),
      moves_(possible_moves(model_)),
      simulator_(model_, tables) {
  check_memory(model_,
               simulator_,
               {.threads = keep.threads, .replications = 1, .is_summed_up = false},
               keep.free_memory);
}

std::optional<ReplicationRecord> PointRunner::run(int replication) {
  auto observations = simulator_.run(static_cast<std::uint32_t>(replication),
                                     nullptr,
                                     nullptr,
                                     keep_->stop ? &keep_->stop : nullptr);
  if (!observations) return std::nullopt;
  measured_ = measure(model_, moves_, *observations, std::move(measured_));
  if (!kept_) find_kept();
  ReplicationRecord record = kept_->record(*observations, measured_);
  simulator_.reuse(std::move(*observations));
  return record;
}

void PointRunner::find_kept() {
  std::vector<FigureName> names;
  for (const Measurement& one : measured_.figures)
    names.push_back(figure_name_of(one));
  for (const FigureName& figure : keep_->figures)
    if (std::ranges::find(names, figure) == names.end()) throw UnmeasuredFigure(point_, figure);
  kept_.emplace(model_, names, keep_->figures);
}

}  // namespace stepdown::analysis
