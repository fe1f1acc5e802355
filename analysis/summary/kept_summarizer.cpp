#include "analysis/summary/kept_summarizer.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/catalog/statistic.hpp"
#include "analysis/measure/clock_figures.hpp"
#include "analysis/summary/clock_estimates.hpp"
#include "analysis/summary/contributions.hpp"
#include "analysis/summary/figure_estimate.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace stepdown::analysis {

namespace {

/// The curve that a figure is read off.
const ClockMeasure& measure_of(const FigureName& name) {
  const ClockMeasure* found = nullptr;
  for (const PersonFigure& figure : figures_of_people().clocks) {
    const auto* const measure = std::get_if<ClockMeasure>(&figure.measure);
    if (measure == nullptr || found != nullptr || !has_figure(*measure, name.metric)) continue;
    const bool is_there = name.state == all ? static_cast<bool>(measure->of_all)
                                            : static_cast<bool>(measure->by_level);
    if (is_there) found = measure;
  }
  sim::expects(found != nullptr, "a figure of a curve has clocks");
  return *found;
}

models::ClockCounts sum_of(const std::vector<models::ClockCounts>& clocks) {
  models::ClockCounts sum;
  for (const models::ClockCounts& one : clocks)
    sum.add(one);
  return sum;
}

}  // namespace

KeptSummarizer::KeptSummarizer(const std::vector<FigureName>& wanted)
    : kept_(kept_lines(wanted)),
      not_zero_(kept_.count(KeptPart::NotZero)),
      lengths_(kept_.count(KeptPart::Lengths)),
      times_(kept_.count(KeptPart::Times)),
      clocks_(kept_.count(KeptPart::Clocks)) {
  for (const KeptLine& line : kept_.lines) {
    summary_.numbers.emplace(line.name, summary_.lines.size());
    summary_.lines.push_back(new_line(line.name));
    poolings_.push_back(line.pooling);
  }
  summary_.contributions.resize(summary_.lines.size());
}

void KeptSummarizer::add(ReplicationRecord&& record) {
  sim::expects(record.values.size() == kept_.lines.size() &&
                   record.not_zero.size() == not_zero_.size() &&
                   record.lengths.size() == lengths_.size() &&
                   record.times.size() == times_.size() && record.cells.size() == clocks_.size(),
               "a record has what is kept of its figures");
  const auto replication = static_cast<std::size_t>(summary_.replications++);
  const std::size_t group = replication % most_groups;
  if (group >= sizes_.size()) sizes_.push_back(0);
  ++sizes_[group];
  summary_.window_days = record.window_days;
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    SummaryLine& line = summary_.lines[i];
    if (const auto n = record.values[i].n()) line.n = line.n.value_or(0) + *n;
    if (record.values[i].has_number) ++line.replications;
  }
  summary_.values.push_back(std::move(record.values));
  for (std::size_t i = 0; i < not_zero_.size(); ++i) {
    not_zero_[i].resize(sizes_.size());
    not_zero_[i][group] += static_cast<double>(record.not_zero[i]);
  }
  for (std::size_t i = 0; i < lengths_.size(); ++i)
    lengths_[i].add(replication, record.lengths[i]);
  for (std::size_t i = 0; i < times_.size(); ++i)
    times_[i].add(replication, record.times[i]);
  auto clocks = record.clocks.cbegin();
  for (std::size_t i = 0; i < clocks_.size(); ++i) {
    clocks_[i].resize(sizes_.size());
    std::vector<models::ClockCounts>& cells = clocks_[i][group];
    cells.resize(record.cells[i]);
    for (models::ClockCounts& cell : cells) {
      cell.add(*clocks++);
      cell.keep_small();
    }
  }
}

std::optional<Behind> KeptSummarizer::not_zero(std::size_t line) const {
  if (kept_.lines[line].part != KeptPart::NotZero) return std::nullopt;
  const std::vector<double>& groups = not_zero_[kept_.lines[line].number];
  Behind behind{0, 0, static_cast<std::int64_t>(groups.size())};
  for (const double events : groups) {
    behind.events += events;
    if (events > 0) ++behind.parts;
  }
  return behind;
}

LineEstimate KeptSummarizer::of_curve(const KeptLine& line) const {
  std::vector<models::ClockCounts> groups;
  for (const std::vector<models::ClockCounts>& cells : clocks_[line.number])
    groups.push_back(sum_of(cells));
  const models::ClockCounts sum = sum_of(groups);
  GroupedClocks grouped{
      {measure_of(line.name), line.name.state, &sum}, {}, sizes_, summary_.window_days};
  for (const models::ClockCounts& group : groups)
    grouped.groups.push_back(&group);
  ClockEstimates found = clock_estimates(grouped, line.name.group);
  for (std::size_t k = 0; k < found.figures.size(); ++k) {
    if (found.figures[k].metric != line.name.metric) continue;
    found.estimates[k].value = found.figures[k].value;
    return std::move(found.estimates[k]);
  }
  sim::expects(false, "a curve has its figures");
  return {};
}

LineEstimate KeptSummarizer::of_distribution(std::size_t number) const {
  const KeptLine& line = kept_.lines[number];
  if (line.part == KeptPart::Lengths) return lengths_[line.number].estimate(line.name.statistic);
  if (line.part == KeptPart::Times)
    return times_[line.number].quantile(quantile_of(line.name.statistic).value());
  return of_curve(line);
}

std::optional<std::size_t> KeptSummarizer::line_of(const FigureName& figure) const {
  const auto found = std::ranges::find(
      kept_.figures, figure, [this](std::size_t line) { return kept_.lines[line].name; });
  if (found == kept_.figures.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kept_.figures.begin());
}

KeptEstimate KeptSummarizer::estimate(std::size_t figure) const {
  const std::size_t line = kept_.figures.at(figure);
  LineEstimate estimated = estimate_figure({summary_,
                                            poolings_,
                                            [this](std::size_t of) { return not_zero(of); },
                                            [this](std::size_t of) { return of_distribution(of); }},
                                           line);
  const bool is_reciprocal = poolings_[line] == Pooling::Reciprocal;
  const SummaryLine& known = summary_.lines[line];
  KeptEstimate estimate;
  estimate.value = estimated.value;
  estimate.interval = estimated.interval;
  estimate.standard_error = estimated.standard_error;
  estimate.n = known.n;
  estimate.replications =
      summary_.lines[is_reciprocal ? line_of_reciprocal(summary_, line) : line].replications;
  estimate.note = std::move(estimated.note);
  if (!is_of_all(poolings_[line]))
    note_missing_replications(estimate.note, known.replications, summary_.replications);
  estimate.contributions = estimated.contributions.empty() ? contributions_of(summary_, line)
                                                           : std::move(estimated.contributions);
  return estimate;
}

}  // namespace stepdown::analysis
