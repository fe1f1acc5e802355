#include "analysis/report/report.hpp"

namespace stepdown::analysis {

std::string scenario_name(const Report& report) {
  std::string name = report.model.name;
  for (const std::string& set : report.sets)
    if (!set.starts_with("run.replications=")) name += "; " + set;
  return name;
}

}  // namespace stepdown::analysis
