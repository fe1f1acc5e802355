#include "analysis/experiments/verification.hpp"

#include "analysis/experiments/run_model.hpp"
#include "models/compile.hpp"
#include "models/read_scenario.hpp"
#include "sim/contract.hpp"

#include <fmt/core.h>

#include <cmath>
#include <utility>

namespace stepdown::analysis {

std::vector<const VerificationRow*> Verification::failures() const {
  std::vector<const VerificationRow*> failed;
  for (const VerificationRow& row : rows)
    if (!row.figure.z || std::abs(*row.figure.z) > limit) failed.push_back(&row);
  return failed;
}

Verification verify(const VerificationPlan& plan) {
  sim::expects(plan.replications >= 2, "two replications or more");
  Verification result;
  int done = 0;
  for (const VerificationSystem& system : verification_systems()) {
    const models::Scenario scenario =
        models::read_scenario_text(std::string(system.yaml),
                                   std::string(system.name),
                                   {fmt::format("run.replications={}", plan.replications),
                                    fmt::format("run.seed={}", plan.seed)})
            .scenario;
    const models::Model model = models::compile(scenario).model;
    RunOptions options;
    options.threads = plan.threads;
    options.stop = plan.stop;
    const auto summary = run_model(model, options);
    if (!summary || summary->replications < plan.replications) {
      result.was_stopped = true;
      break;
    }
    const TheoryReport theory = theory_report(model);
    for (BesideFigure& figure : beside(theory.figures, simulated_in(*summary)))
      if (figure.theory.standing == Standing::Exact)
        result.rows.push_back({std::string(system.name), std::move(figure)});
    if (plan.progress) plan.progress(++done);
  }
  if (!result.rows.empty()) result.limit = z_limit(result.rows.size(), plan.replications);
  return result;
}

}  // namespace stepdown::analysis
