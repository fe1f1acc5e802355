#include "analysis/experiments/select_best.hpp"

#include "analysis/catalog/pooling.hpp"
#include "analysis/experiments/memory_check.hpp"
#include "analysis/experiments/warm_up_advice.hpp"
#include "analysis/measure/measure.hpp"
#include "analysis/summary/summarizer.hpp"
#include "models/care/simulate.hpp"
#include "sim/contract.hpp"
#include "sim/threads/replicate.hpp"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <utility>

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

/// Replications [first, first + count) of one model; fewer after a stop.
std::vector<Heat> replications_of(const Contender& contender,
                                  int first,
                                  int count,
                                  const BestPlan& best) {
  sim::ReplicationPlan plan;
  plan.first = first;
  plan.count = count;
  plan.threads = best.threads;
  std::atomic<bool> is_stopped = false;
  plan.stop = &is_stopped;
  const models::StopQuestion stop = [&] {
    if (best.stop && best.stop()) is_stopped = true;
    return is_stopped.load();
  };
  return sim::replicate(plan, [&] {
    return [&, simulator = contender.simulator.another()](
               int replication) mutable -> std::optional<Heat> {
      auto seen = simulator.run(static_cast<std::uint32_t>(replication), nullptr, nullptr, &stop);
      if (!seen) return std::nullopt;
      Heat result;
      result.observations = std::move(*seen);
      result.measured = measure(*contender.model, contender.moves, result.observations);
      return result;
    };
  });
}

using Heats = std::span<const Heat>;

/// The figure in one replication, or of all people of a group of them.
std::optional<double> value_in(const models::Model& model, Heats group, const FigureName& figure) {
  if (group.size() == 1) {
    const Measurement* const found = find_figure(group.front().measured.figures, figure);
    return found == nullptr ? std::nullopt : found->value;
  }
  Summarizer all(model);
  for (const Heat& heat : group)
    all.add(heat.observations, heat.measured);
  const auto line = all.line_of(figure);
  return line ? all.estimate(*line).value : std::nullopt;
}

/// A figure about people is not a mean over replications: groups of some replications, each with
/// the figure of all their people, are what is compared.
int group_size(const FigureName& figure) {
  constexpr int about_people = 5;
  return is_of_all(pooling_of(figure.metric, figure.statistic)) ? about_people : 1;
}

/// What was seen of the race: by contender the figure of each group, until it was dropped.
using Values = std::vector<std::vector<double>>;

/// What is told of a scenario in the end is the figure from all its replications, and how it
/// differs from the leader over those that both were in.
void set_values(std::vector<Contender>& contenders,
                const FigureName& figure,
                const Values& values,
                BestAnswer& answer) {
  const std::vector<double>& best = values[answer.best];
  for (Candidate& candidate : answer.candidates) {
    const Summarizer& seen = contenders[candidate.scenario].seen;
    if (const auto line = seen.line_of(figure))
      candidate.value = seen.estimate(*line).value.value_or(0);
    const std::vector<double>& own = values[candidate.scenario];
    const std::size_t both = std::min(own.size(), best.size());
    if (candidate.scenario != answer.best)
      candidate.against_best =
          compare_paired(std::span(best).first(both), std::span(own).first(both));
  }
}

void set_starts(std::vector<Contender> contenders, int threads, BestAnswer& answer) {
  for (Candidate& candidate : answer.candidates) {
    Contender& contender = contenders[candidate.scenario];
    candidate.start = start_bias(*contender.model, std::move(contender.seen).finish(threads));
  }
}

/// @throws sim::LimitReached
std::vector<Contender> prepare(const std::vector<const models::Model*>& models,
                               const BestPlan& plan) {
  std::vector<Contender> prepared;
  prepared.reserve(models.size());
  for (const models::Model* const model : models)
    prepared.emplace_back(*model);
  for (const Contender& one : prepared)
    check_memory(*one.model,
                 one.simulator,
                 {.threads = plan.threads,
                  .replications = plan.most_replications,
                  .may_stop_early = true,
                  .runs = static_cast<int>(models.size())},
                 plan.free_memory);
  return prepared;
}

}  // namespace

std::optional<BestAnswer> select_best(const std::vector<const models::Model*>& models,
                                      const BestPlan& plan) {
  sim::expects(models.size() >= 2, "two scenarios or more");
  BestSelection selection(models.size(), plan.selection);
  std::vector<Contender> prepared = prepare(models, plan);
  BestAnswer answer;
  answer.candidates.resize(models.size());
  for (std::size_t i = 0; i < models.size(); ++i)
    answer.candidates[i].scenario = i;
  Values values(models.size());
  const int group = group_size(plan.figure);
  if (plan.listener != nullptr) plan.listener->begins();
  const auto is_stopped = [&] { return plan.stop && plan.stop(); };
  while (!selection.is_done() && answer.replications + group <= plan.most_replications &&
         !is_stopped()) {
    const int left = (plan.most_replications - answer.replications) / group;
    const int wanted = answer.replications == 0 ? plan.selection.first_stage : plan.threads;
    const auto groups = static_cast<std::size_t>(std::min(wanted, left));
    std::vector<std::vector<double>> rows(groups, std::vector<double>(models.size(), 0.0));
    std::vector<std::vector<Heat>> batch(models.size());
    const auto group_of = [&](std::size_t contender, std::size_t g) {
      return Heats(batch[contender])
          .subspan(g * static_cast<std::size_t>(group), static_cast<std::size_t>(group));
    };
    for (const std::size_t i : selection.contenders()) {
      batch[i] =
          replications_of(prepared[i], answer.replications, static_cast<int>(groups) * group, plan);
      if (batch[i].size() < groups * static_cast<std::size_t>(group)) break;
      for (std::size_t g = 0; g < groups; ++g) {
        const auto value = value_in(*models[i], group_of(i, g), plan.figure);
        if (!value) return std::nullopt;
        rows[g][i] = *value;
      }
    }
    if (is_stopped()) break;
    for (std::size_t g = 0; g < groups && !selection.is_done(); ++g) {
      for (const std::size_t i : selection.contenders()) {
        answer.candidates[i].replications += group;
        values[i].push_back(rows[g][i]);
        for (const Heat& heat : group_of(i, g))
          prepared[i].seen.add(heat.observations, heat.measured);
      }
      selection.add(rows[g]);
      answer.replications += group;
    }
    if (plan.listener != nullptr) plan.listener->progressed(answer.replications);
  }
  answer.is_decided = selection.is_done();
  for (const std::size_t i : selection.contenders())
    answer.candidates[i].is_left = true;
  if (answer.replications > 0) {
    answer.best = selection.leader();
    set_values(prepared, plan.figure, values, answer);
    set_starts(std::move(prepared), plan.threads, answer);
  }
  return answer;
}

}  // namespace stepdown::analysis
