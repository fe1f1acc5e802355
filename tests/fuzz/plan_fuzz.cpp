#include "analysis/experiments/sweep_design.hpp"
#include "models/compile/compile.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/reading/read_scenario.hpp"
#include "models/reading/read_sweep_plan.hpp"
#include "models/sweep_values.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <system_error>
#include <variant>
#include <vector>

namespace {

using namespace stepdown;  // NOLINT(google-build-using-namespace)

const std::string clinic = R"(schema: 1
name: Clinic
start: 2026-01-05
run: {warm_up: 30 d, horizon: 1 y, replications: 10}
levels:
  residential:
    places: {beds: 32}
    treatment_time: {gamma: {mean: 28 d, cv: 0.5}}
    exits:
      planned: {probability: 0.6, to: php}
      dropout: {probability: 0.3, to: home}
      administrative: {probability: 0.1, to: home}
  php:
    places: {slots: 18}
    treatment_time: {exponential: {mean: 14 d}}
    hold: 2 wk
    to: home
community:
  home:
    exits:
      relapse: {after: {exponential: {mean: 90 d}}, to: {residential: 0.5, gone: 0.5}}
outcomes: [gone]
arrivals:
  referrals: {poisson: {rate: 8 /wk}, to: residential}
)";

const std::string draws =
    "levels.php.hold (d),levels.residential.exits.dropout.probability\n3,0.3\n4.5,0.25\n6,0.35\n";

/// The clinic and draws, by any path that ends so; no other file exists.
models::FileText file_of(const std::string& path, std::size_t /*max_bytes*/) {
  if (path.ends_with("clinic.yaml")) return {clinic, {}};
  if (path.ends_with("draws.csv")) return {draws, {}};
  return {{}, std::make_error_code(std::errc::no_such_file_or_directory)};
}

double points_of(const models::SweepPlan& plan) {
  double points = 1;
  if (const auto* hypercube = std::get_if<models::LatinHypercubeDesign>(&plan.design))
    points = hypercube->points;
  else if (const auto* sobol = std::get_if<models::SobolDesign>(&plan.design))
    points = sobol->points;
  else
    for (const models::SweepFactor& factor : plan.factors)
      points *= static_cast<double>(models::level_count(factor));
  return points * static_cast<double>(std::max<std::size_t>(plan.scenarios.size(), 1)) *
         std::max(plan.draws, 1);
}

/// Makes the points of a plan, if they are not many, and models of some of them.
void look_at(const models::SweepPlan& plan) {
  constexpr double most_points = 2000;
  if (!plan.scenario_file.ends_with("clinic.yaml") || points_of(plan) > most_points) return;
  const analysis::SweepDesign design = analysis::design_of(plan);
  const std::size_t last = design.points.size() - 1;
  for (const std::size_t point : std::array{std::size_t{0}, last / 2, last}) {
    try {
      const std::vector<std::string> sets = analysis::sets_of(plan, design.points[point]);
      (void)models::compile(models::read_scenario_text(clinic, "clinic.yaml", sets, file_of));
    } catch (const models::ScenarioError&) {  // an answer
    }
  }
}

void read_plan(const std::string& text) {
  try {
    look_at(models::read_sweep_plan_text(text, "plan.yaml", file_of));
  } catch (const models::ScenarioError&) {  // an answer
  }
}

/// Each line is a factor, as the command line takes it; without draws of uncertain inputs and with.
void read_factors(const std::string& text) {
  std::vector<std::string> factors;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    factors.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  for (const int draws : {0, 2}) {
    try {
      look_at(models::sweep_plan_of("clinic.yaml", {}, factors, draws, file_of));
    } catch (const models::ScenarioError&) {  // an answer
    }
  }
}

}  // namespace

/// libFuzzer's entry: the bytes are the plan of a sweep, and the factors of a command line; either
/// ends with points, of which some become models, or with a ScenarioError.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  read_plan(text);
  read_factors(text);
  return 0;
}
