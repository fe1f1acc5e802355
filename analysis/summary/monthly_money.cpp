#include "analysis/summary/monthly_money.hpp"

#include "analysis/catalog/measurement.hpp"
#include "analysis/catalog/money_amounts.hpp"
#include "analysis/measure/groups.hpp"

namespace stepdown::analysis {

namespace {

using models::Model;
using models::Observations;

/// What some people, or everybody, brought in and cost.
Seen seen_of(const Model& model,
             const Observations& everybody,
             std::optional<std::size_t> state,
             std::optional<std::size_t> group) {
  const Observations& people = group ? everybody.groups[*group] : everybody;
  const std::size_t index = state.value_or(0);
  Seen seen{model, people, model.states[index], people.states[index], index};
  seen.is_all = !state;
  seen.group = group;
  return seen;
}

}  // namespace

MonthlyMoneySummarizer::MonthlyMoneySummarizer(const Model& model) : model_{&model} {
  if (!model.money) return;
  for (const MonthOfWindow& month : months_of_window(model)) {
    add_state(month, std::nullopt);
    for (std::size_t state = 0; state < model.states.size(); ++state)
      if (model.states[state].kind != models::StateKind::Outcome) add_state(month, state);
  }
}

void MonthlyMoneySummarizer::add_state(const MonthOfWindow& month,
                                       std::optional<std::size_t> state) {
  rows_.push_back({.month = month, .state = state, .group = std::nullopt});
  for (std::size_t price = 0; price < model_->money->group_count; ++price)
    rows_.push_back({.month = month, .state = state, .group = model_->money->first_group + price});
}

void MonthlyMoneySummarizer::add(const Observations& observations) {
  for (Row& row : rows_) {
    const Seen seen = seen_of(*model_, observations, row.state, row.group);
    row.revenue.push_back(revenue(seen, row.month));
    row.variable_cost.push_back(variable_cost(seen, row.month));
    if (row.group) continue;
    if (const std::optional<double> spent = cost(seen, row.month)) row.cost.push_back(*spent);
  }
}

std::vector<MonthlyMoney> MonthlyMoneySummarizer::finish() const {
  const std::vector<std::string> groups = group_names(*model_);
  StudentFactor student;
  std::vector<MonthlyMoney> months;
  for (const Row& row : rows_) {
    if (row.revenue.empty()) continue;
    MonthlyMoney& month = months.emplace_back();
    month.month = row.month;
    month.state = row.state;
    month.group = row.group ? groups[*row.group] : std::string(all);
    month.revenue = over_replications(row.revenue, student);
    month.variable_cost = over_replications(row.variable_cost, student);
    if (row.cost.empty()) continue;
    month.cost = over_replications(row.cost, student);
    std::vector<double> margins;
    for (std::size_t i = 0; i < row.cost.size(); ++i)
      margins.push_back(row.revenue[i] - row.cost[i]);
    month.margin = over_replications(margins, student);
  }
  return months;
}

}  // namespace stepdown::analysis
