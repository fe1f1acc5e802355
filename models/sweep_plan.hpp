#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "sim/distributions/distribution.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// What the author of a plan wrote: which values of a scenario are varied, how, and what is kept.
/// `read_sweep_plan` makes it, `design_of` makes the points of it.
namespace stepdown::models {

/// A column of the tables of a sweep.
struct SweepColumn {
  std::string name;
  std::string unit;  ///< of its numbers; empty: they have none, or not all of it are numbers
};

/// One of the values that a factor can have.
struct SweepLevel {
  std::vector<std::string> shown;  ///< by column of the factor; empty: the scenario has none there
  std::vector<std::string> sets;   ///< `path=value`, as `--set` takes them

  friend bool operator==(const SweepLevel&, const SweepLevel&) = default;
};

/// From `low` to `high`, both of which can occur, by `step`; 0: anything between them.
struct SweepRange {
  double low = 0;
  double high = 0;
  double step = 0;
  std::string unit;
};

/// Numbers with a unit, or without one.
struct SweepDistribution {
  sim::Distribution law;
  std::string unit;
};

/// A value, or several that move together.
struct SweepFactor {
  Located<std::string> name;
  std::vector<Located<std::string>> paths;
  std::vector<SweepColumn> columns;  ///< one; or one for each path, if the values have no names
  std::variant<std::vector<SweepLevel>, SweepRange, SweepDistribution> values;
  SweepLevel base;  ///< what the scenario says, which needs no `sets`
};

/// A named alternative, which stands beside all that the design varies.
struct SweepScenario {
  Located<std::string> name;
  std::vector<std::string> sets;  ///< may be none: the scenario as it is
};

/// Shares that sum to `sum`, as uncertain as after so many events of each kind.
struct SweepDirichlet {
  std::vector<double> counts;  ///< by path
  double sum = 1;
};

/// Draws that were made elsewhere, row by row.
struct SweepDraws {
  std::vector<SweepLevel> rows;
};

/// What is not known well; every point of the design is simulated with each draw of all of them.
struct UncertainInput {
  Located<std::string> name;
  std::vector<Located<std::string>> paths;
  std::vector<SweepColumn> columns;  ///< one; of shares and of draws, one for each path
  std::variant<SweepDistribution, SweepDirichlet, SweepDraws> values;
};

/// Every combination of the values of all factors.
struct GridDesign {};
/// The scenario as it is, and each value of each factor, all others being as they are.
struct OneAtATimeDesign {};
/// Each factor's distribution is cut into as many slices of equal probability as there are points.
struct LatinHypercubeDesign {
  int points = 0;
};
struct SobolDesign {
  int points = 0;
  bool is_shifted = true;  ///< by a random amount for each factor, round the end
};
using SweepDesignKind =
    std::variant<GridDesign, OneAtATimeDesign, LatinHypercubeDesign, SobolDesign>;

/// A figure that has to become so precise, in every point.
struct SweepPrecisionFigure {
  Located<std::string> figure;
  double half_width = 0;
  bool is_relative = true;  ///< as a share of the value
};

struct SweepPrecision {
  std::vector<SweepPrecisionFigure> figures;
  int least = 10;   ///< replications
  int most = 1000;  ///< replications
};

struct SweepPlan {
  std::string file;           ///< of the plan, as named by the user; empty: of the command line
  std::string scenario_file;  ///< as seen from the working directory
  SourceLocation scenario_at;
  std::vector<std::string> sets;  ///< of every point, before its own: `path=value`
  std::vector<SweepFactor> factors;
  std::vector<SweepScenario> scenarios;
  SweepDesignKind design;
  std::uint64_t design_seed = 1;  ///< of random designs and of draws; of no simulation
  std::vector<UncertainInput> uncertain;
  int draws = 0;                    ///< of the uncertain inputs; 0: there are none
  std::optional<int> replications;  ///< nothing: as the scenario says
  std::optional<SweepPrecision> precision;
  std::vector<Located<std::string>> figures;  ///< to keep; none: those of the command
  std::string canonical;  ///< equal for plans that differ only in comments and layout
  std::vector<Diagnostic> warnings;
};

}  // namespace stepdown::models
