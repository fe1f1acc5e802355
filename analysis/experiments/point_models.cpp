#include "analysis/experiments/point_models.hpp"

#include "analysis/experiments/start_typically.hpp"
#include "models/compile/compile.hpp"

#include <utility>

namespace stepdown::analysis {

PointModels::PointModels(const std::string& file, std::vector<std::string> sets)
    : sets_(std::move(sets)), base_(models::read_scenario(file, sets_)), files_(base_) {}

PointModel PointModels::make(const std::vector<std::string>& sets) const {
  std::vector<std::string> all_sets = sets_;
  all_sets.insert(all_sets.end(), sets.begin(), sets.end());
  const models::Scenario scenario = files_.read(all_sets);
  models::Compiled compiled = models::compile(scenario);
  PointModel made{std::move(compiled.model), std::move(compiled.warnings)};
  if (auto none = start_typically(scenario, made.model)) made.warnings.push_back(*std::move(none));
  return made;
}

}  // namespace stepdown::analysis
