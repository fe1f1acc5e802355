#include "analysis/summary/outcome_summary.hpp"

#include "analysis/summary/clock_estimates.hpp"
#include "analysis/summary/grouped_lengths.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <memory>
#include <utility>

namespace stepdown::analysis {

namespace {

using models::PooledCell;

/// Cell by cell; an empty `to` takes its shape from `from`.
template <class Count>
void add_cells(models::PooledOutcomes& to, const models::BasicOutcomes<Count>& from) {
  to.cells.resize(from.cells.size());
  for (std::size_t i = 0; i < from.cells.size(); ++i)
    add_to(to.cells[i], from.cells[i]);
}

/// What became of a group of people, in each group of replications. Keeps sums that have to be
/// made.
class CellsOfGroups {
 public:
  CellsOfGroups(const ReportGroup& people, const std::vector<models::PooledOutcomes>& groups) {
    for (const models::PooledOutcomes& group : groups)
      cells_.push_back(&outcomes_of(people, group, sums_.emplace_back()));
  }

  [[nodiscard]] const std::vector<const PooledCell*>& cells() const { return cells_; }

  /// In all replications.
  [[nodiscard]] std::unique_ptr<PooledCell> all() const {
    auto sum = std::make_unique<PooledCell>();
    for (const PooledCell* const cell : cells_)
      add_to(*sum, *cell);
    return sum;
  }

 private:
  std::vector<std::unique_ptr<PooledCell>> sums_;
  std::vector<const PooledCell*> cells_;
};

using CountsByDay = std::vector<std::vector<std::int64_t>>;  // [status][day]

StatusBand status_band(const std::vector<CountsByDay>& groups,
                       std::size_t status,
                       std::size_t day) {
  std::vector<RatioPart> parts;
  for (const CountsByDay& group : groups)
    parts.push_back(
        {static_cast<double>(group[status][day]), static_cast<double>(people_on(group, day))});
  const LineEstimate estimate = ratio_estimate({.parts = parts, .is_share = true});
  return {estimate.value, estimate.interval};
}

StatusSummary statuses_of(const std::string& group, const CellsOfGroups& cells) {
  std::vector<CountsByDay> counts;
  for (const PooledCell* const cell : cells.cells())
    counts.push_back(status_counts(*cell));
  StatusSummary summary{group, {}, {}};
  for (std::size_t day = 0; day <= models::follow_up_days; ++day) {
    std::int64_t people = 0;
    for (const CountsByDay& one : counts)
      people += people_on(one, day);
    summary.people.push_back(people);
    std::vector<StatusBand>& bands = summary.bands.emplace_back();
    for (std::size_t s = 0; s < counts.front().size(); ++s)
      bands.push_back(status_band(counts, s, day));
  }
  return summary;
}

/// Completion takes episodes that go on to end as the others do.
std::string note_on_open(const OutcomeFigure& figure) {
  constexpr double worth_a_note = 0.05;
  if (figure.measurement.metric != "completion" || !figure.risk) return "";
  if (!figure.measurement.value || figure.risk->open <= worth_a_note) return "";
  return fmt::format("{:.0f} % of the episodes had no known end when follow-up ended",
                     100 * figure.risk->open);
}

}  // namespace

OutcomeSummarizer::OutcomeSummarizer(const models::Model& model)
    : model_(&model), groups_(report_groups(model)) {}

void OutcomeSummarizer::add(const models::OutcomeObservations& outcomes, double window_days) {
  sim::expects(replications_ == 0 || window_days == window_days_, "windows of the same length");
  window_days_ = window_days;
  const std::size_t group = static_cast<std::size_t>(replications_++) % most_groups;
  if (group >= sums_.size()) {
    sums_.emplace_back();
    sizes_.push_back(0);
  }
  ++sizes_[group];
  add_cells(sums_[group], outcomes);
}

/// Estimates of the figures of a group of people: their places in `to.estimates` are those of the
/// same figures in `to.pooled`.
void OutcomeSummarizer::finish_group(const ReportGroup& group, OutcomeSummary& to) const {
  const CellsOfGroups cells(group, sums_);
  const std::unique_ptr<PooledCell> all_people = cells.all();
  to.statuses.push_back(statuses_of(group.name, cells));
  GroupedLengths until_treated;
  std::vector<std::vector<NamedClocks<std::uint64_t>>> clocks;
  for (std::size_t g = 0; g < cells.cells().size(); ++g) {
    until_treated.add(g, cells.cells()[g]->time_to_treatment);
    clocks.push_back(clocks_of(*model_, *cells.cells()[g]));
  }
  const auto place_of = [&](const std::string& state,
                            const std::string& metric,
                            const std::string& statistic) -> LineEstimate& {
    for (std::size_t i = 0; i < to.pooled.size(); ++i) {
      const Measurement& m = to.pooled[i].measurement;
      if (m.state == state && m.group == group.name && m.metric == metric &&
          m.statistic == statistic)
        return to.estimates[i];
    }
    throw sim::ContractViolation("what is estimated is measured");
  };
  for (const std::string statistic : {"median", "p75", "p90", "p95", "max"})
    place_of(all, "time_to_treatment", statistic) = until_treated.estimate(statistic);
  const auto of_all = clocks_of(*model_, *all_people);
  for (std::size_t i = 0; i < of_all.size(); ++i) {
    GroupedClocks grouped_clocks{of_all[i], {}, sizes_, window_days_};
    for (const auto& of_group : clocks)
      grouped_clocks.groups.push_back(of_group[i].counts);
    ClockEstimates estimates = clock_estimates(grouped_clocks, group.name);
    for (std::size_t k = 0; k < estimates.figures.size(); ++k)
      place_of(of_all[i].state, estimates.figures[k].metric, estimates.figures[k].statistic) =
          std::move(estimates.estimates[k]);
    if (!estimates.curve.measure.empty()) to.curves.push_back(std::move(estimates.curve));
  }
}

OutcomeSummary OutcomeSummarizer::finish() const {
  OutcomeSummary summary;
  models::PooledOutcomes all_groups;
  for (const models::PooledOutcomes& group : sums_)
    add_cells(all_groups, group);
  summary.pooled =
      std::move(measure_outcomes(*model_, all_groups, window_days_, replications_).figures);
  summary.estimates.resize(summary.pooled.size());
  for (const ReportGroup& group : groups_)
    finish_group(group, summary);
  for (std::size_t i = 0; i < summary.pooled.size(); ++i) {
    const std::string open = note_on_open(summary.pooled[i]);
    std::string& note = summary.estimates[i].note;
    if (!open.empty()) note += (note.empty() ? "" : "; ") + open;
  }
  return summary;
}

}  // namespace stepdown::analysis
