#include "analysis/experiments/beside.hpp"

#include "analysis/statistics/confidence_interval.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

namespace stepdown::analysis {

namespace {

std::optional<double> z_score(const TheoryFigure& theory, const SimulatedFigure& simulated) {
  if (theory.standing != Standing::Exact) return std::nullopt;
  const double value = theory.value.value_or(0);
  const double difference = simulated.mean - value;
  constexpr double rounding = 1e-9;
  if (std::abs(difference) <= rounding * std::max(1.0, std::abs(value))) return 0;
  if (!(simulated.standard_error > 0)) return std::nullopt;
  return difference / simulated.standard_error;
}

}  // namespace

FindSimulated simulated_in(const Summary& summary) {
  using Name = std::tuple<std::string, std::string, std::string, std::string>;
  std::map<Name, const SummaryLine*> by_name;
  for (const SummaryLine& line : summary.lines)
    by_name.emplace(Name{line.state, line.group, line.metric, line.statistic}, &line);
  return [by_name = std::move(by_name)](
             const std::string& state,
             const std::string& group,
             const std::string& metric,
             const std::string& statistic) -> std::optional<SimulatedFigure> {
    const auto found = by_name.find(Name{state, group, metric, statistic});
    if (found == by_name.end()) return std::nullopt;
    const SummaryLine& line = *found->second;
    if (!line.mean || !line.sd || line.replications < 2) return std::nullopt;
    return SimulatedFigure{*line.mean,
                           *line.sd / std::sqrt(static_cast<double>(line.replications)),
                           line.replications};
  };
}

std::vector<BesideFigure> beside(const std::vector<TheoryFigure>& figures,
                                 const FindSimulated& find) {
  std::vector<BesideFigure> result;
  for (const TheoryFigure& theory : figures) {
    if (!theory.value) continue;
    const auto simulated = find(theory.state, theory.group, theory.metric, theory.statistic);
    if (!simulated) continue;
    result.push_back(
        {theory, *simulated, simulated->mean - *theory.value, z_score(theory, *simulated)});
  }
  return result;
}

double z_limit(std::size_t figures, std::int64_t replications, double error) {
  sim::expects(figures >= 1 && replications >= 2, "figures, of two replications or more");
  sim::expects(error > 0 && error < 1, "an error strictly between 0 and 1");
  return student_t_quantile(1 - error / (2 * static_cast<double>(figures)), replications - 1);
}

}  // namespace stepdown::analysis
