#include "analysis/summary/summarizer.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/catalog/figure_name.hpp"
#include "analysis/catalog/pooling.hpp"
#include "analysis/measure/collector.hpp"
#include "analysis/measure/groups.hpp"
#include "analysis/statistics/observations_for_quantile.hpp"
#include "analysis/statistics/running_moments.hpp"
#include "analysis/summary/figure_estimate.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::Headcount;
using models::Length;

/// The figures of that name and statistic, by state and group.
using ByPlace = std::map<std::pair<std::string_view, std::string_view>, const SummaryLine*>;

ByPlace lines_of(const Summary& summary, std::string_view metric, std::string_view statistic) {
  ByPlace found;
  for (const SummaryLine& line : summary.lines)
    if (line.metric == metric && line.statistic == statistic)
      found[{line.state, line.group}] = &line;
  return found;
}

/// A run that begins empty, or not long before, sees the short stays end and the long ones go on.
void note_open_ends(Summary& summary, double warm_up) {
  constexpr double worth_a_note = 0.2;
  constexpr double forgotten = 3;  // mean lengths after which the start no longer matters
  for (const auto& [metric, open_metric, what] :
       {std::array{"stay", "open_stays", "stays"}, std::array{"wait", "open_waits", "waits"}}) {
    const ByPlace open = lines_of(summary, open_metric, "count");
    const ByPlace means = lines_of(summary, metric, "mean");
    for (SummaryLine& line : summary.lines) {
      if (line.metric != metric || !line.value || !line.n) continue;
      const auto still = open.find({line.state, line.group});
      const auto mean = means.find({line.state, line.group});
      if (still == open.end() || mean == means.end()) continue;
      const double number =
          still->second->value.value_or(0) * static_cast<double>(still->second->replications);
      const double share = number / (number + static_cast<double>(*line.n));
      if (!(share > worth_a_note) || warm_up >= forgotten * mean->second->value.value_or(0))
        continue;
      line.note +=
          fmt::format("{}{:.0f} % of the {} were still open at the horizon, and are not in",
                      line.note.empty() ? "" : "; ",
                      100 * share,
                      what);
    }
  }
}

}  // namespace

Summarizer::Summarizer(const models::Model& model)
    : model_(&model),
      groups_{all},
      monthly_(model),
      monthly_money_(model),
      weekly_staff_(model),
      tracks_(model),
      forecaster_(model),
      outcomes_(model) {
  std::ranges::copy(group_names(model), std::back_inserter(groups_));
  std::vector<PooledHistograms> blank;
  for (std::size_t state = 0; state < model.states.size(); ++state)
    blank.emplace_back(model, state);
  pooled_.assign(groups_.size(), blank);
  summary_.balances.resize(model.states.size());
  summary_.daily.resize(model.level_count);
}

void Summarizer::add(const models::Observations& observations, const Measured& measured) {
  const auto replication = static_cast<std::size_t>(summary_.replications++);
  summary_.window_days = observations.window_days;
  summary_.events += observations.events;
  summary_.people += observations.people;
  summary_.people_inside += observations.people_inside;
  summary_.peak_people_inside =
      std::max(summary_.peak_people_inside, observations.peak_people_inside);
  add_values(measured.figures);
  add_daily(observations);
  monthly_.add(observations);
  monthly_money_.add(observations);
  weekly_.add(observations);
  weekly_staff_.add(observations);
  group_starts_.add(observations);
  tracks_.add(observations);
  forecaster_.add(observations);
  outcomes_.add(observations.outcomes, observations.window_days);
  add_group(replication, 0, observations);
  for (std::size_t group = 1; group < groups_.size(); ++group)
    add_group(replication, group, observations.groups[group - 1]);
  for (std::size_t state = 0; state < observations.states.size(); ++state)
    add_balance(state, observations);
}

void Summarizer::add_values(const std::vector<Measurement>& measured) {
  if (summary_.lines.empty()) {
    for (std::size_t i = 0; i < measured.size(); ++i) {
      const FigureName name = figure_name_of(measured[i]);
      summary_.lines.push_back(new_line(name));
      summary_.numbers.emplace(name, i);
      poolings_.push_back(pooling_of(measured[i].metric, measured[i].statistic));
    }
  }
  sim::expects(std::equal(summary_.lines.begin(),
                          summary_.lines.end(),
                          measured.begin(),
                          measured.end(),
                          is_same_figure<SummaryLine, Measurement>),
               "every replication has the same figures in the same order");
  std::vector<ReplicationValue>& values = summary_.values.emplace_back(measured.size());
  for (std::size_t i = 0; i < measured.size(); ++i) {
    values[i] = replication_value(measured[i]);
    SummaryLine& line = summary_.lines[i];
    if (const auto n = values[i].n()) line.n = line.n.value_or(0) + *n;
    if (values[i].has_number) ++line.replications;
  }
}

void Summarizer::add_daily(const models::Observations& observations) {
  summary_.daily_stride = observations.daily_stride;
  add_start_effects(*model_, observations, summary_.start_effects);
  for (std::size_t level = 0; level < observations.daily.size(); ++level) {
    summary_.daily[level].census.add(observations.daily[level].census);
    summary_.daily[level].list.add(observations.daily[level].list);
    summary_.daily[level].held.add(observations.daily[level].held);
  }
}

void Summarizer::add_group(std::size_t replication,
                           std::size_t group,
                           const models::Observations& seen) {
  for (std::size_t state = 0; state < seen.states.size(); ++state)
    pooled_[group][state].add(replication, seen.states[state]);
}

void Summarizer::add_balance(std::size_t state, const models::Observations& everybody) {
  const models::StateObservations& seen = everybody.states[state];
  Balance& balance = summary_.balances[state];
  balance.census_days += seen[Headcount::Census].integral_days();
  balance.stay_days += seen.clipped_stay_time.days();
  balance.beside_days += everybody.beside_time(state).days();
  balance.entered += seen.entered;
  balance.left += seen.left;
  balance.inside += seen.inside;
  balance.stays += static_cast<std::int64_t>(seen[Length::Stay].count());
  balance.ended_stay_days += seen[Length::Stay].sum();
}

std::optional<std::size_t> Summarizer::line_of(const FigureName& figure) const {
  const auto found = summary_.numbers.find(figure);
  return found == summary_.numbers.end() ? std::nullopt : std::optional(found->second);
}

/// The outcome figures are the last lines.
std::size_t Summarizer::first_line(const OutcomeSummary& outcomes) const {
  sim::expects(summary_.lines.size() >= outcomes.pooled.size(), "outcomes are measured");
  return summary_.lines.size() - outcomes.pooled.size();
}

const PooledHistograms* Summarizer::histograms(std::size_t line) const {
  const SummaryLine& figure = summary_.lines[line];
  const auto state = std::ranges::find(model_->states, figure.state, &models::StateModel::name);
  const auto group = std::ranges::find(groups_, figure.group);
  if (state == model_->states.end() || group == groups_.end()) return nullptr;
  return &pooled_[static_cast<std::size_t>(group - groups_.begin())]
                 [static_cast<std::size_t>(state - model_->states.begin())];
}

const GroupedLengths* Summarizer::lengths(std::size_t line) const {
  const PooledHistograms* const seen = histograms(line);
  return seen == nullptr ? nullptr : seen->lengths(summary_.lines[line].metric);
}

const GroupedTimes* Summarizer::times(std::size_t line) const {
  const PooledHistograms* const seen = histograms(line);
  return seen == nullptr ? nullptr : seen->times(summary_.lines[line].metric);
}

/// Lengths of time that are not 0, where the figure is of such.
std::optional<Behind> Summarizer::not_zero(std::size_t line) const {
  const GroupedLengths* const seen = lengths(line);
  return seen == nullptr ? std::nullopt : std::optional(seen->not_zero());
}

LineEstimate Summarizer::estimate(std::size_t line) const {
  return estimate(line, nullptr);
}

LineEstimate Summarizer::of_distribution(std::size_t line, const OutcomeSummary* outcomes) const {
  const SummaryLine& figure = summary_.lines[line];
  if (const GroupedLengths* const seen = lengths(line)) return seen->estimate(figure.statistic);
  if (const GroupedTimes* const seen = times(line))
    return seen->quantile(quantile_of(figure.statistic).value());
  if (outcomes == nullptr) {
    const auto so_far = outcomes_.estimate(figure_name_of(figure));
    sim::expects(so_far.has_value(), "distributions and curves are of levels or of people");
    return *so_far;
  }
  const std::size_t number = line - first_line(*outcomes);
  LineEstimate estimated = outcomes->estimates.at(number);
  estimated.value = outcomes->pooled.at(number).measurement.value;
  return estimated;
}

LineEstimate Summarizer::estimate(std::size_t line, const OutcomeSummary* outcomes) const {
  return estimate_figure({summary_,
                          poolings_,
                          [this](std::size_t of) { return not_zero(of); },
                          [&](std::size_t of) { return of_distribution(of, outcomes); }},
                         line);
}

void Summarizer::close_lines(int threads) {
  summary_.outcomes = outcomes_.finish(threads);
  const std::vector<OutcomeFigure>& figures = summary_.outcomes.pooled;
  const std::size_t first_outcome = first_line(summary_.outcomes);
  summary_.outcomes.first_line = first_outcome;
  summary_.contributions.resize(summary_.lines.size());
  for (std::size_t i = 0; i < summary_.lines.size(); ++i) {
    SummaryLine& line = summary_.lines[i];
    const Pooling pooling = poolings_[i];
    LineEstimate estimated = estimate(i, &summary_.outcomes);
    line.value = estimated.value;
    line.interval = estimated.interval;
    line.note = std::move(estimated.note);
    if (pooling == Pooling::Reciprocal)
      line.replications = summary_.lines[line_of_reciprocal(summary_, i)].replications;
    if (estimated.standard_error)
      line.sd = *estimated.standard_error * std::sqrt(static_cast<double>(line.replications));
    if (pooling == Pooling::Distribution || pooling == Pooling::Curve)
      summary_.contributions[i] = std::move(estimated.contributions);
    if (is_of_all(pooling)) {
      line.pooled = line.value;
      line.pooled_interval = line.interval;
    } else {
      note_missing_replications(line.note, line.replications, summary_.replications);
    }
    if (i < first_outcome) continue;
    const OutcomeFigure& outcome = figures[i - first_outcome];
    sim::expects(is_same_figure(line, outcome.measurement), "outcomes are the last lines");
    if (!line.value && line.note.empty()) line.note = outcome.why_none;
  }
}

void Summarizer::close_daily() {
  for (DailyTallies& level : summary_.daily)
    for (TallySeries* const series : {&level.census, &level.list, &level.held})
      series->finish();
}

/// Numbers of people over the time of all replications.
void Summarizer::pool_people_over_time() {
  Collector found;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    found.group = groups_[group];
    for (std::size_t state = 0; state < pooled_[group].size(); ++state) {
      pooled_[group][state].measure_people(found);
      if (state < model_->level_count)
        pooled_[group][state].add_distributions(groups_[group], summary_.distributions);
    }
  }
  // both lists have them in the same order
  auto line = summary_.lines.begin();
  for (const Measurement& measurement : found.found) {
    const auto at = std::find_if(line, summary_.lines.end(), [&](const SummaryLine& candidate) {
      return is_same_figure(candidate, measurement);
    });
    sim::expects(at != summary_.lines.end(), "what is pooled is measured");
    at->pooled = measurement.value;
    line = at;
  }
}

Summary Summarizer::finish(int threads) && {
  close_lines(threads);
  close_daily();
  summary_.monthly = monthly_.finish();
  summary_.monthly_money = monthly_money_.finish();
  summary_.weekly = weekly_.finish();
  summary_.staff_weeks = weekly_staff_.finish();
  summary_.group_starts = std::move(group_starts_).finish();
  summary_.tracks = tracks_.finish();
  summary_.forecast = std::move(forecaster_).finish();
  pool_people_over_time();
  note_open_ends(summary_, model_->warm_up);
  return std::move(summary_);
}

}  // namespace stepdown::analysis
