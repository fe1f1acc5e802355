#pragma once

#include "analysis/experiments/compare_scenarios.hpp"
#include "analysis/statistics/cost_effectiveness.hpp"
#include "analysis/statistics/paired_comparison.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// Is what an alternative costs more worth what it brings?
namespace stepdown::analysis {

/// A difference to the first scenario, and the interval that holds for all alternatives together.
struct PairedFigure {
  PairedComparison paired;
  Interval together;
};

struct NetBenefit {
  double willingness = 0;
  PairedFigure figure;
};

/// By the means.
enum class Verdict : std::uint8_t {
  CostsMoreGainsMore,
  Dominant,   ///< gains more and costs no more
  Dominated,  ///< gains no more and costs more
  CostsLessGainsLess,
  NoDifference
};

/// "dominant"
[[nodiscard]] std::string_view to_text(Verdict verdict);

/// An alternative against the first scenario.
struct Increment {
  std::string name;
  PairedFigure cost;
  PairedFigure qalys;
  PairedFigure life_years;
  std::vector<NetBenefit> net_benefit;  ///< by willingness to pay of the first scenario
  Verdict verdict{};
  /// Extra cost / extra QALY, or, where both are less, what is saved for one that is lost.
  std::optional<double> ratio;
  std::optional<Interval> ratio_interval;
  std::string note;  ///< why there is no ratio or no interval of it
};

struct EconomicComparison {
  std::vector<Increment> increments;     ///< by alternative
  std::vector<std::string> names;        ///< of all scenarios, the first one included
  std::vector<CostAndHealth> scenarios;  ///< likewise; what each replication contributes
  std::vector<FrontierPlace> frontier;   ///< likewise
  std::vector<Acceptability> curve;      ///< by willingness to pay
  std::string why_none;                  ///< nothing is compared, although there are economics: why
};

/// Nothing where no scenario, or not each of them, has economics.
/// @pre as for `compare_scenarios`
[[nodiscard]] std::optional<EconomicComparison> compare_economics(
    const std::vector<ComparedScenario>& scenarios, double confidence = 0.95);

}  // namespace stepdown::analysis
