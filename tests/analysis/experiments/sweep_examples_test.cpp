#include "analysis/experiments/calibration.hpp"
#include "analysis/experiments/measured_figures.hpp"
#include "analysis/experiments/sweep_design.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_calibration_plan.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/reading/read_sweep_plan.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <string>
#include <variant>
#include <vector>

/// The examples of plans in scenarios/README.md are plans, and each of their points is a scenario.
namespace stepdown::analysis {
namespace {

constexpr std::size_t enough = 1'000'000;

/// The indented blocks of a section of the reference, in order, without their indentation.
std::vector<std::string> blocks_of(const std::string& heading, const std::string& end) {
  const std::string text = models::load_file("scenarios/README.md", enough).text;
  const std::size_t begin = text.find("\n" + heading + "\n");
  REQUIRE(begin != std::string::npos);
  std::istringstream lines{text.substr(begin, text.find(end, begin) - begin)};
  std::vector<std::string> blocks;
  bool is_inside = false;
  for (std::string line; std::getline(lines, line);) {
    const bool is_code = line.starts_with("    ");
    if (is_code && !is_inside) blocks.emplace_back();
    if (is_code) blocks.back() += line.substr(4) + "\n";
    is_inside = is_code;
  }
  return blocks;
}

models::FileText beside(const std::string& path, std::size_t max_bytes) {
  if (path != "scenarios/posterior.csv") return models::load_file(path, max_bytes);
  std::string draws = "levels.iop.hold (d),levels.residential.places.beds\n";
  for (int i = 0; i < 200; ++i)
    draws += std::to_string(3 + i % 5) + "," + std::to_string(28 + i % 9) + "\n";
  return {draws, {}};
}

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("sweep examples: every point of the examples in scenarios/README.md is a scenario") {
  const std::vector<std::string> blocks = blocks_of("## Sweep plans", "<!-- sweep schema");
  REQUIRE(blocks.size() == 3);
  for (const std::string& block : blocks) {
    CAPTURE(block);
    const bool is_whole = block.starts_with("scenario:");
    const models::SweepPlan plan =
        models::read_sweep_plan_text((is_whole ? "" : "scenario: regional_network.yaml\n") + block,
                                     "scenarios/plan.yaml",
                                     beside);
    const SweepDesign design = design_of(plan);
    CHECK(design.points.size() >= 100);
    constexpr std::size_t step = 37;  // some of them, of all kinds
    for (std::size_t i = 0; i < design.points.size(); i += step) {
      CAPTURE(i);
      CHECK(design.points[i].levels.size() == design.factors.size());
      CHECK_NOTHROW((void)models::compile(
          models::read_scenario(plan.scenario_file, sets_of(plan, design.points[i]))));
    }
  }
}

TEST_CASE("calibration examples: every bound of the example in scenarios/README.md is a scenario") {
  const std::vector<std::string> blocks = blocks_of("## Calibrations", "<!-- calibration schema");
  REQUIRE(blocks.size() == 2);  // the other is of a sweep
  CalibrationAsked asked;
  asked.plan = models::read_calibration_plan_text(blocks.front(), "scenarios/plan.yaml");
  CHECK(asked.plan.warnings.empty());
  const models::Scenario scenario =
      models::read_scenario(asked.plan.scenario_file, asked.plan.sets);
  const auto measured = measured_figures(models::compile(scenario).model);
  for (const models::ObservedFigure& observed : asked.plan.observed) {
    CAPTURE(observed.name.value);
    const auto name = parse_figure_name(observed.name.value);
    REQUIRE(std::holds_alternative<FigureName>(name));
    CHECK(std::ranges::find(measured, std::get<FigureName>(name)) != measured.end());
  }
  for (const ParameterSet& set : sets_at_bounds(asked)) {
    std::vector<std::string> sets = asked.plan.sets;
    sets.insert(sets.end(), set.sets.begin(), set.sets.end());
    CHECK_NOTHROW((void)models::compile(models::read_scenario(asked.plan.scenario_file, sets)));
  }
}

TEST_SUITE_END();

}  // namespace stepdown::analysis
