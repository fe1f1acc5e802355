#include "analysis/summary/outcome_summary.hpp"

#include "analysis/measure/clocks.hpp"
#include "analysis/measure/curve.hpp"
#include "analysis/statistics/proportion_interval.hpp"
#include "sim/contract.hpp"

#include <memory>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::PooledCell;

double variance_of(const ClockMeasure& measure, const CurvePoint& point) {
  return measure.is_free ? point.free_variance : point.incidence_variance;
}

}  // namespace

OutcomeSummarizer::OutcomeSummarizer(const models::Model& model)
    : model_(&model), groups_(report_groups(model)), sums_(groups_.size()) {}

void OutcomeSummarizer::add(const models::OutcomeObservations& outcomes,
                            const OutcomeCurves& curves,
                            double window_days) {
  sim::expects(replications_ == 0 || window_days == window_days_, "windows of the same length");
  window_days_ = window_days;
  ++replications_;
  pooled_.cells.resize(outcomes.cells.size());
  for (std::size_t i = 0; i < outcomes.cells.size(); ++i)
    add_to(pooled_.cells[i], outcomes.cells[i]);
  sim::expects(curves.groups.size() == groups_.size(), "curves of each group");
  for (std::size_t i = 0; i < groups_.size(); ++i) {
    add_curves(sums_[i], curves.groups[i].clocks);
    add_statuses(sums_[i], curves.groups[i].statuses);
  }
}

void OutcomeSummarizer::add_curves(GroupSums& sums,
                                   const std::vector<std::vector<double>>& curves) {
  sums.curves.resize(curves.size(), std::vector<RunningMoments>(curve_days().size()));
  for (std::size_t i = 0; i < curves.size(); ++i) {
    sim::expects(curves[i].size() <= sums.curves[i].size(), "curves have their days");
    for (std::size_t k = 0; k < curves[i].size(); ++k)
      sums.curves[i][k].add(curves[i][k]);
  }
}

void OutcomeSummarizer::add_statuses(GroupSums& sums,
                                     const std::vector<std::vector<std::int64_t>>& counts) {
  constexpr std::size_t days = models::follow_up_days + 1;
  sums.statuses.resize(counts.size(), std::vector<RunningMoments>(days));
  for (const auto& by_day : counts)
    sim::expects(by_day.size() == days, "people in a status on each day of a year");
  for (std::size_t day = 0; day < days; ++day) {
    const std::int64_t people = people_on(counts, day);
    if (people == 0) continue;
    for (std::size_t s = 0; s < counts.size(); ++s)
      sums.statuses[s][day].add(static_cast<double>(counts[s][day]) / static_cast<double>(people));
  }
}

void OutcomeSummarizer::finish_curves(std::size_t group,
                                      const PooledCell& pooled,
                                      OutcomeSummary& to) const {
  const std::vector<double>& days = curve_days();
  const auto& sums = sums_[group].curves;
  const auto all_clocks = clocks_of(*model_, pooled);
  StudentFactor student;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const auto& clocks = all_clocks[i];
    if (!clocks.why_none.empty()) continue;
    const Curve curve(grouped(*clocks.counts));
    CurveSummary summary{std::string(clocks.measure.name),
                         clocks.state,
                         groups_[group].name,
                         sums[i].front().count(),
                         {}};
    for (std::size_t k = 0; k < days.size(); ++k) {
      const CurvePoint point = curve.at(days[k]);
      if (point.at_risk == 0) break;
      CurveBand& band = summary.bands.emplace_back();
      band.days = days[k];
      band.pooled = value_of(clocks.measure, point);
      band.pooled_variance = variance_of(clocks.measure, point);
      band.at_risk = point.at_risk;
      const RunningMoments& moments = sums[i][k];
      if (moments.count() < summary.replications) continue;
      band.mean = moments.mean();
      band.interval = share_interval(moments, curve.started(), student);
    }
    to.curves.push_back(std::move(summary));
  }
}

StatusSummary OutcomeSummarizer::finish_statuses(
    std::size_t group, const std::vector<std::vector<std::int64_t>>& counts) const {
  StatusSummary summary{groups_[group].name, {}, {}};
  StudentFactor student;
  for (std::size_t day = 0; day <= models::follow_up_days; ++day) {
    const std::int64_t people = people_on(counts, day);
    summary.people.push_back(people);
    std::vector<StatusBand>& bands = summary.bands.emplace_back();
    for (std::size_t s = 0; s < counts.size(); ++s) {
      const RunningMoments& moments = sums_[group].statuses[s][day];
      bands.push_back({moments.mean(), share_interval(moments, people, student)});
    }
  }
  return summary;
}

OutcomeSummary OutcomeSummarizer::finish() const {
  OutcomeSummary summary;
  MeasuredOutcomes measured = measure_outcomes(*model_, pooled_, window_days_, replications_);
  summary.pooled = std::move(measured.figures);
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    std::unique_ptr<PooledCell> sum;
    const PooledCell& pooled = outcomes_of(groups_[group], pooled_, sum);
    finish_curves(group, pooled, summary);
    summary.statuses.push_back(finish_statuses(group, measured.curves.groups[group].statuses));
  }
  return summary;
}

}  // namespace stepdown::analysis
