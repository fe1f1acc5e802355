#include "analysis/report/csv.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/size_report.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>

namespace stepdown::analysis {

namespace {

constexpr const char* size_file = "size.csv";
constexpr const char* frontier_file = "frontier.csv";

std::string_view to_text(Judgment judgment) {
  switch (judgment) {
    case Judgment::Met:
      return "met";
    case Judgment::Missed:
      return "missed";
    case Judgment::Open:
      return "open";
  }
  return "";
}

std::string_view stage_of(const Trial& trial) {
  return trial.is_confirming ? "confirming" : "exploring";
}

bool is_better(const Target& target, double value, double than) {
  const bool wants_little = target.comparison == models::Comparison::AtMost ||
                            target.comparison == models::Comparison::Below;
  return wants_little ? value < than : value > than;
}

/// The columns of the levers, which have their names.
void add_levers(const std::vector<Lever>& levers, std::vector<Column>& columns) {
  for (const Lever& lever : levers)
    columns.push_back({lever.name, "-", "value of that lever in the plan"});
}

std::vector<Column> size_columns(const SizeAsked& asked) {
  std::vector<Column> columns{
      {"trial", "-", "number of the trial, in their order"},
      {"stage",
       "-",
       "exploring: with replications of its own, ended early; confirming: with replication 0 and "
       "those after it, as `run` has them, until it was clear"},
      {"is_answer", "-", "1: the plan that is the answer"}};
  add_levers(asked.levers, columns);
  const std::vector<Column> more{
      {"cost", "-", "what is to be least: sum of value x cost (or places) of one over the levers"},
      {"replications", "-", "that were run"},
      {"judgment",
       "-",
       "of the plan: met: all targets; missed: some target is not; open: closer than the "
       "confidence asked for. Of exploring trials a guess"},
      {"target", "-", "as it was written"},
      {"value", "as the figure", "of the target's figure"},
      {"low", "as the figure", "low end of its 95 % interval"},
      {"high", "as the figure", "high end of its 95 % interval"},
      {"confidence", "fraction", "one-sided, that the target is met; empty: no interval"},
      {"is_met", "-", "1: the value meets the target"},
      {"note", "-", "what there is to know of the figure"}};
  columns.insert(columns.end(), more.begin(), more.end());
  return columns;
}

std::vector<Column> frontier_columns(const SizeAsked& asked) {
  std::vector<Column> columns;
  add_levers(asked.levers, columns);
  const std::vector<Column> more{
      {"cost", "-", "what is to be least: sum of value x cost (or places) of one over the levers"},
      {"target", "-", "the binding one"},
      {"value", "as the figure", "of its figure"},
      {"low", "as the figure", "low end of its 95 % interval"},
      {"high", "as the figure", "high end of its 95 % interval"},
      {"replications", "-", "that were run"},
      {"stage", "-", "as in size.csv"},
      {"meets_all", "-", "1: values meet all targets"},
      {"is_answer", "-", "1: the plan that is the answer"}};
  columns.insert(columns.end(), more.begin(), more.end());
  return columns;
}

void write_levers(CsvWriter& csv, const SizeAsked& asked, const LeverNumbers& plan) {
  for (std::size_t i = 0; i < asked.levers.size(); ++i)
    csv.number(asked.levers[i].value(plan[i]));
}

/// With the ends of its interval.
void write_value(CsvWriter& csv, const TargetOfPlan& one) {
  csv.number(one.value).interval(one.interval);
}

void write_trial(CsvWriter& csv,
                 const SizeAsked& asked,
                 const SizeAnswer& answer,
                 const Trial& trial,
                 std::int64_t number) {
  const bool is_answer = trial.is_confirming && trial.plan == answer.answer.plan;
  for (std::size_t t = 0; t < trial.targets.size(); ++t) {
    const TargetOfPlan& one = trial.targets[t];
    const Target& target = asked.targets[t];
    csv.number(number).text(stage_of(trial)).number(std::int64_t{is_answer ? 1 : 0});
    write_levers(csv, asked, trial.plan);
    csv.number(cost_of(asked.levers, trial.plan)).number(std::int64_t{trial.replications});
    csv.text(to_text(trial.judgment)).text(target.text);
    write_value(csv, one);
    csv.number(one.confidence);
    csv.number(std::int64_t{one.value && meets(target, *one.value) ? 1 : 0});
    csv.text(one.note).end_row();
  }
}

}  // namespace

std::vector<const Trial*> frontier_of(const SizeAsked& asked, const SizeAnswer& answer) {
  const std::size_t binding = answer.binding;
  const Target& target = asked.targets[binding];
  std::map<LeverNumbers, const Trial*> best_of_plan;
  const auto take = [&](const Trial& trial) {
    if (binding >= trial.targets.size() || !trial.targets[binding].value) return;
    const Trial*& known = best_of_plan[trial.plan];
    if (known == nullptr || trial.replications > known->replications || !known->is_confirming)
      known = &trial;
  };
  std::ranges::for_each(answer.tried, take);
  for (const Neighbor& neighbor : answer.more)
    take(neighbor.trial);
  std::vector<const Trial*> plans;
  for (const auto& [plan, trial] : best_of_plan)
    plans.push_back(trial);
  const auto value = [&](const Trial* trial) { return *trial->targets[binding].value; };
  std::ranges::stable_sort(plans, [&](const Trial* a, const Trial* b) {
    const double cost_a = cost_of(asked.levers, a->plan);
    const double cost_b = cost_of(asked.levers, b->plan);
    return cost_a != cost_b ? cost_a < cost_b : is_better(target, value(a), value(b));
  });
  std::vector<const Trial*> frontier;
  for (const Trial* const trial : plans)
    if (frontier.empty() || is_better(target, value(trial), value(frontier.back())))
      frontier.push_back(trial);
  return frontier;
}

std::vector<std::string> write_size(const SizeAsked& asked,
                                    const SizeAnswer& answer,
                                    const std::filesystem::path& folder) {
  const std::vector<Column> of_size = size_columns(asked);
  write_csv(folder / size_file, of_size, [&](CsvWriter& csv) {
    std::int64_t number = 0;
    for (const Trial& trial : answer.tried)
      write_trial(csv, asked, answer, trial, ++number);
    for (const Neighbor& neighbor : answer.more)
      write_trial(csv, asked, answer, neighbor.trial, ++number);
  });
  const std::vector<Column> of_frontier = frontier_columns(asked);
  write_csv(folder / frontier_file, of_frontier, [&](CsvWriter& csv) {
    for (const Trial* const trial : frontier_of(asked, answer)) {
      const TargetOfPlan& one = trial->targets[answer.binding];
      write_levers(csv, asked, trial->plan);
      csv.number(cost_of(asked.levers, trial->plan)).text(asked.targets[answer.binding].text);
      write_value(csv, one);
      csv.number(std::int64_t{trial->replications});
      csv.text(stage_of(*trial)).number(std::int64_t{trial->is_met_by_value ? 1 : 0});
      csv.number(std::int64_t{trial->plan == answer.answer.plan ? 1 : 0}).end_row();
    }
  });
  const std::vector<DescribedFile> described{
      {frontier_file,
       "one row a plan of which none that was tried is cheaper and has a better figure of the "
       "binding target",
       of_frontier},
      {size_file, "one row a plan that was tried and target", of_size}};
  return {write_dictionary(described, {}, folder), frontier_file, size_file};
}

}  // namespace stepdown::analysis
