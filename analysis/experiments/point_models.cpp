#include "analysis/experiments/point_models.hpp"

#include "analysis/experiments/start_typically.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/file_loader.hpp"
#include "models/reading/read_scenario.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

PointModels::PointModels(const std::string& file, std::vector<std::string> sets)
    : sets_(std::move(sets)), base_(models::read_scenario(file, sets_)) {}

PointModel PointModels::make(const std::vector<std::string>& sets) const {
  using Source = std::pair<std::string, std::string>;
  const auto loader = [this](const std::string& path, std::size_t max_bytes) {
    const auto known = std::ranges::find(base_.sources, path, &Source::first);
    return known == base_.sources.end() ? models::load_file(path, max_bytes)
                                        : models::FileText{known->second, {}};
  };
  std::vector<std::string> all_sets = sets_;
  all_sets.insert(all_sets.end(), sets.begin(), sets.end());
  const models::Scenario scenario = models::read_scenario_text(
      base_.sources.front().second, base_.sources.front().first, all_sets, loader);
  models::Compiled compiled = models::compile(scenario);
  PointModel made{std::move(compiled.model), std::move(compiled.warnings)};
  if (auto none = start_typically(scenario, made.model)) made.warnings.push_back(*std::move(none));
  return made;
}

}  // namespace stepdown::analysis
