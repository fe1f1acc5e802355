#include "analysis/experiments/verification.hpp"

#include "analysis/experiments/run_model.hpp"
#include "models/compile/compile.hpp"
#include "models/reading/read_scenario.hpp"
#include "sim/contract.hpp"

#include <fmt/core.h>

#include <cmath>
#include <utility>

namespace stepdown::analysis {

namespace {

/// What never happens, as theory says, is no news.
bool is_worth_a_row(const Agreement& figure) {
  return figure.is_judged && !(figure.simulated.value == 0 && figure.z == 0.0);
}

}  // namespace

bool Verification::is_judged(const VerificationRow& row) {
  return row.figure.z || row.figure.simulated.replications >= fewest_verified;
}

bool Verification::agrees(const VerificationRow& row) const {
  return row.figure.z && std::abs(*row.figure.z) <= limit;
}

std::vector<const VerificationRow*> Verification::failures() const {
  std::vector<const VerificationRow*> failed;
  for (const VerificationRow& row : rows)
    if (is_judged(row) && !agrees(row)) failed.push_back(&row);
  return failed;
}

Verification verify(const VerificationPlan& plan, const std::vector<VerificationSystem>& systems) {
  sim::expects(plan.replications >= 2, "two replications or more");
  Verification result;
  int done = 0;
  for (const VerificationSystem& system : systems) {
    if (plan.progress) plan.progress(done++, system.name);
    std::vector<std::string> sets = system.sets;
    sets.push_back(fmt::format("run.replications={}", plan.replications));
    sets.push_back(fmt::format("run.seed={}", plan.seed));
    const models::Scenario scenario =
        models::read_scenario_text(std::string(system.yaml), std::string(system.name), sets);
    const models::Model model = models::compile(scenario).model;
    RunOptions options;
    options.threads = plan.threads;
    options.stop = plan.stop;
    options.free_memory = plan.free_memory;
    const auto summary = run_model(model, options);
    if (!summary || summary->replications < plan.replications) {
      result.was_stopped = true;
      break;
    }
    const TheoryReport theory = theory_report(model);
    for (Agreement& figure : agreements(theory.figures, simulated_in(*summary)))
      if (is_worth_a_row(figure))
        result.rows.push_back({std::string(system.name), std::move(figure)});
  }
  if (!result.rows.empty()) result.limit = z_limit(result.rows.size(), plan.replications);
  return result;
}

}  // namespace stepdown::analysis
