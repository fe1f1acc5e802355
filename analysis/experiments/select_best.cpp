#include "analysis/experiments/select_best.hpp"

#include "analysis/measure/measure.hpp"
#include "models/care/simulate.hpp"
#include "sim/contract.hpp"
#include "sim/threads/replicate.hpp"

#include <algorithm>
#include <cstdint>

namespace stepdown::analysis {

namespace {

/// What the replications of one model are run with.
struct Contender {
  explicit Contender(const models::Model& of)
      : model{&of}, moves{possible_moves(of)}, simulator{of} {}

  const models::Model* model;
  Moves moves;
  models::Simulator simulator;
};

/// Replications [first, first + count) of one model: the figure in each.
std::vector<std::optional<double>> figure_of(
    const Contender& contender, const FigureName& figure, int first, int count, int threads) {
  sim::ReplicationPlan plan;
  plan.first = first;
  plan.count = count;
  plan.threads = threads;
  return sim::replicate(plan, [&] {
    return [&contender, &figure, simulator = contender.simulator.another()](
               int replication) mutable -> std::optional<double> {
      const auto measured = measure(*contender.model,
                                    contender.moves,
                                    simulator.run(static_cast<std::uint32_t>(replication)));
      const Measurement* const found = find_figure(measured.figures, figure);
      return found == nullptr ? std::nullopt : found->value;
    };
  });
}

}  // namespace

std::optional<BestAnswer> select_best(const std::vector<const models::Model*>& models,
                                      const BestPlan& plan) {
  sim::expects(models.size() >= 2, "two scenarios or more");
  BestSelection selection(models.size(), plan.selection);
  std::vector<Contender> prepared;
  prepared.reserve(models.size());
  for (const models::Model* const model : models)
    prepared.emplace_back(*model);
  BestAnswer answer;
  answer.candidates.resize(models.size());
  for (std::size_t i = 0; i < models.size(); ++i)
    answer.candidates[i].scenario = i;
  const auto is_stopped = [&] { return plan.stop != nullptr && *plan.stop; };
  while (!selection.is_done() && answer.replications < plan.most_replications && !is_stopped()) {
    const int wanted = answer.replications == 0 ? plan.selection.first_stage : plan.threads;
    const int count = std::min(wanted, plan.most_replications - answer.replications);
    const std::vector<std::size_t> contenders = selection.contenders();
    std::vector<std::vector<double>> rows(static_cast<std::size_t>(count),
                                          std::vector<double>(models.size(), 0.0));
    for (const std::size_t i : contenders) {
      const auto values =
          figure_of(prepared[i], plan.figure, answer.replications, count, plan.threads);
      for (std::size_t r = 0; r < rows.size(); ++r) {
        const std::optional<double>& value = values[r];
        if (!value) return std::nullopt;
        rows[r][i] = *value;
      }
    }
    for (const std::vector<double>& row : rows) {
      if (selection.is_done()) break;
      for (const std::size_t i : selection.contenders()) {
        Candidate& candidate = answer.candidates[i];
        ++candidate.replications;
        candidate.mean += (row[i] - candidate.mean) / candidate.replications;
      }
      selection.add(row);
      ++answer.replications;
    }
    if (plan.listener != nullptr) plan.listener->progressed(answer.replications);
  }
  answer.is_decided = selection.is_done();
  for (const std::size_t i : selection.contenders())
    answer.candidates[i].is_left = true;
  if (answer.replications > 0) answer.best = selection.leader();
  return answer;
}

}  // namespace stepdown::analysis
