#include "analysis/experiments/select_best.hpp"

#include "analysis/measure/measure.hpp"
#include "analysis/summary/summarizer.hpp"
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
      : model{&of}, moves{possible_moves(of)}, simulator{of}, seen{of} {}

  const models::Model* model;
  Moves moves;
  models::Simulator simulator;
  Summarizer seen;
};

/// One replication of a contender.
struct Heat {
  models::Observations observations;
  Measured measured;
};

/// Replications [first, first + count) of one model.
std::vector<Heat> replications_of(const Contender& contender, int first, int count, int threads) {
  sim::ReplicationPlan plan;
  plan.first = first;
  plan.count = count;
  plan.threads = threads;
  return sim::replicate(plan, [&] {
    return [&contender, simulator = contender.simulator.another()](int replication) mutable {
      Heat result;
      result.observations = simulator.run(static_cast<std::uint32_t>(replication));
      result.measured = measure(*contender.model, contender.moves, result.observations);
      return result;
    };
  });
}

/// The figure in one replication.
std::optional<double> value_in(const Heat& heat, const FigureName& figure) {
  const Measurement* const found = find_figure(heat.measured.figures, figure);
  return found == nullptr ? std::nullopt : found->value;
}

/// The procedure looks at the figure of each replication; what is told of a scenario in the end is
/// the figure from all of them.
void set_values(std::vector<Contender>& contenders, const FigureName& figure, BestAnswer& answer) {
  for (Candidate& candidate : answer.candidates) {
    const Summarizer& seen = contenders[candidate.scenario].seen;
    if (const auto line = seen.line_of(figure))
      candidate.value = seen.estimate(*line).value.value_or(0);
  }
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
    std::vector<std::vector<Heat>> batch(models.size());
    for (const std::size_t i : contenders) {
      batch[i] = replications_of(prepared[i], answer.replications, count, plan.threads);
      for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto value = value_in(batch[i][r], plan.figure);
        if (!value) return std::nullopt;
        rows[r][i] = *value;
      }
    }
    for (std::size_t r = 0; r < rows.size() && !selection.is_done(); ++r) {
      for (const std::size_t i : selection.contenders()) {
        ++answer.candidates[i].replications;
        prepared[i].seen.add(batch[i][r].observations, batch[i][r].measured);
      }
      selection.add(rows[r]);
      ++answer.replications;
    }
    if (plan.listener != nullptr) plan.listener->progressed(answer.replications);
  }
  set_values(prepared, plan.figure, answer);
  answer.is_decided = selection.is_done();
  for (const std::size_t i : selection.contenders())
    answer.candidates[i].is_left = true;
  if (answer.replications > 0) answer.best = selection.leader();
  return answer;
}

}  // namespace stepdown::analysis
