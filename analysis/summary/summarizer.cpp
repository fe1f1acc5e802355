#include "analysis/summary/summarizer.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/catalog/figure_name.hpp"
#include "analysis/measure/collector.hpp"
#include "analysis/statistics/confidence_interval.hpp"
#include "analysis/statistics/pooled_quantile.hpp"
#include "analysis/statistics/proportion_interval.hpp"
#include "analysis/statistics/ratio.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::Headcount;
using models::Length;

SummaryLine line_of(const Measurement& measurement) {
  SummaryLine line;
  line.state = measurement.state;
  line.group = measurement.group;
  line.metric = measurement.metric;
  line.statistic = measurement.statistic;
  return line;
}

/// Whether the figure of all replications together is the average of theirs, weighted by n.
bool pools_by_weight(const SummaryLine& line) {
  return line.statistic == "mean" || is_share(line.metric, line.statistic);
}

/// 1 / another figure, from its mean over replications: a mean of reciprocals would leave out the
/// replications in which that was 0.
void close_reciprocal(SummaryLine& line, const SummaryLine& of) {
  const auto reciprocal = [](double p) { return ratio(1.0, p); };
  line.mean = of.mean ? reciprocal(*of.mean) : std::nullopt;
  line.pooled = of.pooled ? reciprocal(*of.pooled) : std::nullopt;
  line.replications = of.replications;
  line.sd.reset();
  line.interval.reset();
  if (of.interval && of.interval->low > 0)
    line.interval = Interval{1 / of.interval->high, 1 / of.interval->low};
}

/// Shares on the logit scale, as long as they are shares: those who gave up may be more than those
/// who asked in the window.
/// @param trials  in the replications that have a value
std::optional<Interval> interval_of(const SummaryLine& line,
                                    const RunningMoments& replications,
                                    std::int64_t trials,
                                    StudentFactor& student) {
  const bool is_inside = line.mean && *line.mean >= 0 && *line.mean <= 1;
  return is_share(line.metric, line.statistic) && is_inside
             ? share_interval(replications, trials, student)
             : student_t_interval(replications, student);
}

/// A quantile of so few observations that it is their largest is none: what a replication says is
/// left out when it has too few, the pooled figure when all have too few together.
void leave_out_quantiles_of_few(SummaryLine& line) {
  const auto p = quantile_of(line.statistic);
  if (!p || !line.n || line.replications == 0) return;
  const std::int64_t needed = observations_for_quantile(*p);
  if (*line.n >= needed * line.replications) return;
  line.note = fmt::format("{:.1f} observations a replication, {} needs {}",
                          static_cast<double>(*line.n) / static_cast<double>(line.replications),
                          line.statistic,
                          needed);
  line.mean.reset();
  line.interval.reset();
  line.sd.reset();
  line.pooled_interval.reset();
  if (*line.n < needed) line.pooled.reset();
}

void note_missing_replications(SummaryLine& line, int replications) {
  if (line.note.empty() && line.replications < replications)
    line.note = fmt::format("a value in {} of {} replications", line.replications, replications);
}

}  // namespace

Summarizer::Summarizer(const models::Model& model)
    : model_(&model), daily_(model.level_count), outcomes_(model) {
  for (std::size_t state = 0; state < model.states.size(); ++state)
    pooled_.emplace_back(model, state);
  summary_.balances.resize(model.states.size());
}

void Summarizer::add(const models::Observations& observations, const Measured& measured) {
  ++summary_.replications;
  summary_.window_days = observations.window_days;
  summary_.events += observations.events;
  summary_.people += observations.people;
  summary_.people_inside += observations.people_inside;
  summary_.peak_people_inside =
      std::max(summary_.peak_people_inside, observations.peak_people_inside);
  add_values(measured.figures);
  add_daily(observations);
  outcomes_.add(observations.outcomes, measured.curves, observations.window_days);
  for (std::size_t state = 0; state < observations.states.size(); ++state)
    add_state(state, observations.states[state]);
}

void Summarizer::add_values(const std::vector<Measurement>& measured) {
  if (summary_.lines.empty()) {
    std::transform(measured.begin(), measured.end(), std::back_inserter(summary_.lines), line_of);
    sums_.resize(measured.size());
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
    sums_[i].moments.add(*value);
    sums_[i].weighted += *value * static_cast<double>(n.value_or(0));
    sums_[i].weight += n.value_or(0);
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

void Summarizer::add_state(std::size_t state, const models::StateObservations& seen) {
  pooled_[state].add(seen);
  Balance& balance = summary_.balances[state];
  balance.census_days += seen[Headcount::Census].integral_days();
  balance.stay_days += seen.clipped_stay_time.days();
  balance.entered += seen.entered;
  balance.left += seen.left;
  balance.inside += seen.inside;
  balance.stays += static_cast<std::int64_t>(seen[Length::Stay].count());
  balance.ended_stay_days += seen[Length::Stay].sum();
}

void Summarizer::close_lines() {
  StudentFactor student;
  for (std::size_t i = 0; i < summary_.lines.size(); ++i) {
    SummaryLine& line = summary_.lines[i];
    const LineSums& sums = sums_[i];
    line.mean = sums.moments.mean();
    line.sd = sums.moments.standard_deviation();
    line.interval = interval_of(line, sums.moments, sums.weight, student);
    line.replications = sums.moments.count();
    if (line.n && pools_by_weight(line)) line.pooled = ratio(sums.weighted, sums.weight);
    if (const std::string_view metric = reciprocal_of(line.metric); !metric.empty())
      close_reciprocal(line, summary_.line(line.state, std::string(metric), "share"));
  }
}

void Summarizer::close_daily() {
  for (DailySeries& level : daily_)
    summary_.daily.push_back({std::move(level.census).finish(),
                              std::move(level.list).finish(),
                              std::move(level.held).finish()});
}

void Summarizer::fill_pooled_distributions() {
  Collector found;
  for (const PooledHistograms& state : pooled_)
    state.measure(found);
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

void Summarizer::close_quantiles() {
  StudentFactor student;
  for (std::size_t i = 0; i < summary_.lines.size(); ++i) {
    SummaryLine& line = summary_.lines[i];
    if (line.pooled && quantile_of(line.statistic))
      line.pooled_interval = sectioned_interval(*line.pooled, sums_[i].moments, student);
    leave_out_quantiles_of_few(line);
    note_missing_replications(line, summary_.replications);
  }
}

/// The outcome figures are the last lines.
void Summarizer::close_outcomes() {
  summary_.outcomes = outcomes_.finish();
  const std::vector<OutcomeFigure>& figures = summary_.outcomes.pooled;
  sim::expects(summary_.lines.size() >= figures.size(), "outcomes are measured");
  summary_.outcomes.first_line = summary_.lines.size() - figures.size();
  for (std::size_t i = 0; i < figures.size(); ++i) {
    const std::size_t at = summary_.outcomes.first_line + i;
    SummaryLine& line = summary_.lines[at];
    sim::expects(is_same_figure(line, figures[i].measurement), "outcomes are the last lines");
    line.pooled = figures[i].measurement.value;
    if (!line.pooled) line.note = figures[i].why_none;
  }
}

Summary Summarizer::finish() && {
  close_lines();
  close_daily();
  fill_pooled_distributions();
  close_outcomes();
  close_quantiles();
  return std::move(summary_);
}

}  // namespace stepdown::analysis
