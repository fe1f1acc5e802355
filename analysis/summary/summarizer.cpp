#include "analysis/summary/summarizer.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/catalog/figure_name.hpp"
#include "analysis/catalog/pooling.hpp"
#include "analysis/measure/collector.hpp"
#include "analysis/measure/groups.hpp"
#include "analysis/statistics/observations_for_quantile.hpp"
#include "analysis/statistics/running_moments.hpp"
#include "analysis/summary/contributions.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::Headcount;
using models::Length;

SummaryLine new_line(const Measurement& measurement) {
  SummaryLine line;
  line.state = measurement.state;
  line.group = measurement.group;
  line.metric = measurement.metric;
  line.statistic = measurement.statistic;
  return line;
}

/// Fewer than all replications have a figure over time.
void note_missing_replications(SummaryLine& line, int replications) {
  if (line.note.empty() && line.replications < replications)
    line.note = fmt::format("a value in {} of {} replications", line.replications, replications);
}

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
      daily_(model.level_count),
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
    std::transform(measured.begin(), measured.end(), std::back_inserter(summary_.lines), new_line);
    for (std::size_t i = 0; i < measured.size(); ++i) {
      summary_.numbers.emplace(figure_name_of(measured[i]), i);
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
    const auto& [value, n] = std::pair(measured[i].value, measured[i].n);
    if (n) {
      sim::expects(*n >= 0 && *n <= std::numeric_limits<std::uint32_t>::max(),
                   "a replication has fewer than 4 billion observations");
      values[i].observations = static_cast<std::uint32_t>(*n);
      values[i].has_observations = true;
      summary_.lines[i].n = summary_.lines[i].n.value_or(0) + *n;
    }
    if (!value) continue;
    values[i].number = *value;
    values[i].has_number = true;
    ++summary_.lines[i].replications;
  }
}

void Summarizer::add_daily(const models::Observations& observations) {
  summary_.daily_stride = observations.daily_stride;
  add_start_effects(*model_, observations, summary_.start_effects);
  for (std::size_t level = 0; level < observations.daily.size(); ++level) {
    daily_[level].census.add(observations.daily[level].census);
    daily_[level].list.add(observations.daily[level].list);
    daily_[level].held.add(observations.daily[level].held);
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

LineEstimate Summarizer::ratio(std::size_t line) const {
  const SummaryLine& figure = summary_.lines[line];
  const std::vector<RatioPart> parts = ratio_parts(summary_, line);
  RatioOfPeople of{parts,
                   is_share(figure.metric, figure.statistic),
                   comes_in_bursts(figure.metric),
                   std::nullopt};
  if (!of.is_share) of.behind = not_zero(line);
  return ratio_estimate(of);
}

/// The line of which one is the reciprocal.
std::size_t Summarizer::of_reciprocal(std::size_t line) const {
  const SummaryLine& figure = summary_.lines[line];
  const auto other =
      line_of({std::string(reciprocal_of(figure.metric)), "share", figure.state, figure.group});
  sim::expects(other.has_value(), "the reciprocal of something that is measured");
  return *other;
}

LineEstimate Summarizer::reciprocal(std::size_t line) const {
  const LineEstimate of = estimate(of_reciprocal(line), nullptr);
  LineEstimate result;
  result.note = of.note;
  if (!of.value || !(*of.value > 0)) return result;
  result.value = 1 / *of.value;
  if (of.interval && of.interval->low > 0)
    result.interval = Interval{1 / of.interval->high, 1 / of.interval->low};
  return result;
}

LineEstimate Summarizer::estimate(std::size_t line) const {
  return estimate(line, nullptr);
}

LineEstimate Summarizer::estimate(std::size_t line, const OutcomeSummary* outcomes) const {
  const SummaryLine& figure = summary_.lines[line];
  switch (poolings_[line]) {
    case Pooling::OverTime:
      return over_time_estimate(
          values_of(summary_, line), is_share(figure.metric, figure.statistic), figure.n);
    case Pooling::Ratio:
      return ratio(line);
    case Pooling::Spread:
      return sd_estimate(moments_of(summary_, line), not_zero(line));
    case Pooling::Reciprocal:
      return reciprocal(line);
    case Pooling::Distribution:
    case Pooling::Curve:
      break;
  }
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

void Summarizer::close_lines() {
  summary_.outcomes = outcomes_.finish();
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
      line.replications = summary_.lines[of_reciprocal(i)].replications;
    if (estimated.standard_error)
      line.sd = *estimated.standard_error * std::sqrt(static_cast<double>(line.replications));
    if (pooling == Pooling::Distribution || pooling == Pooling::Curve)
      summary_.contributions[i] = std::move(estimated.contributions);
    if (is_of_all(pooling)) {
      line.pooled = line.value;
      line.pooled_interval = line.interval;
    } else {
      note_missing_replications(line, summary_.replications);
    }
    if (i < first_outcome) continue;
    const OutcomeFigure& outcome = figures[i - first_outcome];
    sim::expects(is_same_figure(line, outcome.measurement), "outcomes are the last lines");
    if (!line.value && line.note.empty()) line.note = outcome.why_none;
  }
}

void Summarizer::close_daily() {
  for (DailySeries& level : daily_)
    summary_.daily.push_back({std::move(level.census).finish(),
                              std::move(level.list).finish(),
                              std::move(level.held).finish()});
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

Summary Summarizer::finish() && {
  close_lines();
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
