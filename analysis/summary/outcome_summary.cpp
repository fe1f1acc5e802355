#include "analysis/summary/outcome_summary.hpp"

#include "analysis/catalog/statistic.hpp"
#include "analysis/summary/grouped_lengths.hpp"
#include "sim/contract.hpp"
#include "sim/threads/replicate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string_view>
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
using LengthsOfCell = sim::LogHistogram PooledCell::*;

/// The figures that are such lengths.
struct NamedLengths {
  std::string_view metric;
  LengthsOfCell lengths;
};
std::vector<NamedLengths> lengths_of_people(const models::Model& model) {
  std::vector<NamedLengths> all{{"time_to_treatment", &PooledCell::time_to_treatment}};
  if (model.features.contains(models::Feature::Bridge))
    all.push_back({"time_to_any_place", &PooledCell::time_to_any_place});
  return all;
}

class CellsOfGroups {
 public:
  CellsOfGroups(const ReportGroup& people, const std::vector<models::PooledOutcomes>& groups) {
    for (const models::PooledOutcomes& group : groups)
      cells_.push_back(&outcomes_of(people, group, sums_.emplace_back()));
  }

  [[nodiscard]] const std::vector<const PooledCell*>& cells() const { return cells_; }

  /// The clocks: [group of replications], in the order of `clocks_of`.
  [[nodiscard]] std::vector<std::vector<NamedClocks>> clocks(const models::Model& model) const {
    std::vector<std::vector<NamedClocks>> clocks;
    for (const PooledCell* const cell : cells_)
      clocks.push_back(clocks_of(model, *cell));
    return clocks;
  }
  [[nodiscard]] GroupedLengths lengths(LengthsOfCell which) const {
    GroupedLengths lengths;
    for (std::size_t g = 0; g < cells_.size(); ++g)
      lengths.add(g, cells_[g]->*which);
    return lengths;
  }

 private:
  std::vector<std::unique_ptr<PooledCell>> sums_;
  std::vector<const PooledCell*> cells_;
};

using CountsByDay = std::vector<std::vector<std::int64_t>>;  // [status][day]

StatusSummary statuses_of(const std::string& group, const CellsOfGroups& cells) {
  std::vector<CountsByDay> counts;
  for (const PooledCell* const cell : cells.cells())
    counts.push_back(status_counts(*cell));
  StatusSummary summary{group, {}, {}};
  std::vector<RatioPart> parts(counts.size());
  for (std::size_t day = 0; day <= models::follow_up_days; ++day) {
    std::int64_t& people = summary.people.emplace_back();
    for (std::size_t g = 0; g < counts.size(); ++g) {
      const std::int64_t of_group = people_on(counts[g], day);
      people += of_group;
      parts[g].denominator = static_cast<double>(of_group);
    }
    std::vector<StatusBand>& bands = summary.bands.emplace_back();
    for (std::size_t s = 0; s < counts.front().size(); ++s) {
      for (std::size_t g = 0; g < counts.size(); ++g)
        parts[g].numerator = static_cast<double>(counts[g][s][day]);
      const LineEstimate estimate = ratio_estimate({.parts = parts, .is_share = true});
      bands.push_back({estimate.value, estimate.interval});
    }
  }
  return summary;
}

/// An estimate, and of what.
struct Estimated {
  FigureName figure;
  LineEstimate estimate;
};

/// Puts estimates, which have the order of the figures, beside these. What an estimate has no value
/// for has none, although a histogram of the few who were seen may have.
void place(std::vector<Estimated>& estimated, OutcomeSummary& to) {
  to.estimates.resize(to.pooled.size());
  std::size_t next = 0;
  for (Estimated& one : estimated) {
    while (next < to.pooled.size() && !is_same_figure(to.pooled[next].measurement, one.figure))
      ++next;
    sim::expects(next < to.pooled.size(), "what is estimated is measured, in the same order");
    to.pooled[next].measurement.value = one.estimate.value;
    to.estimates[next++] = std::move(one.estimate);
  }
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
  for (PooledCell& cell : sums_[group].cells)
    keep_small(cell);
}

/// What clock number `which` says of all people.
/// @param all_clocks  the sum of those of the groups
/// @param clocks      of each group of replications
ClockEstimates OutcomeSummarizer::clock(const std::string& group,
                                        const NamedClocks& all_clocks,
                                        const std::vector<std::vector<NamedClocks>>& clocks,
                                        std::size_t which) const {
  GroupedClocks grouped{all_clocks, {}, sizes_, window_days_};
  for (const std::vector<NamedClocks>& of_group : clocks)
    grouped.groups.push_back(of_group[which].counts);
  ClockEstimates found = clock_estimates(grouped, group);
  for (std::size_t k = 0; k < found.figures.size(); ++k)
    found.estimates[k].value = found.figures[k].value;
  return found;
}

OutcomeSummary OutcomeSummarizer::finish(int threads) const {
  OutcomeSummary summary;
  FiguresOfClocks figures;
  std::vector<Estimated> estimated;
  models::PooledOutcomes all_groups;
  for (const models::PooledOutcomes& group : sums_)
    add_cells(all_groups, group);
  for (const ReportGroup& group : groups_) {
    const CellsOfGroups cells(group, sums_);
    for (const NamedLengths& named : lengths_of_people(*model_)) {
      const GroupedLengths lengths = cells.lengths(named.lengths);
      const auto estimate_wait = [&](std::string_view statistic) {
        estimated.push_back({{std::string(named.metric), std::string(statistic), all, group.name},
                             lengths.estimate(statistic)});
      };
      std::ranges::for_each(quantiles_of_lengths, estimate_wait, &Quantile::statistic);
      estimate_wait("max");
    }
    const auto clocks = cells.clocks(*model_);
    std::unique_ptr<PooledCell> sum;
    const std::vector<NamedClocks> all_clocks =
        clocks_of(*model_, outcomes_of(group, all_groups, sum));
    StatusSummary& statuses = summary.statuses.emplace_back();
    std::vector<ClockEstimates> found(all_clocks.size());
    sim::run_replications({.count = static_cast<int>(found.size()) + 1, .threads = threads},
                          [&](int /*thread*/, int task) {
                            const auto i = static_cast<std::size_t>(task);
                            if (i == found.size())
                              statuses = statuses_of(group.name, cells);
                            else
                              found[i] = clock(group.name, all_clocks[i], clocks, i);
                            return true;
                          });
    std::vector<std::vector<ClockFigure>>& of_group = figures.emplace_back();
    for (std::size_t i = 0; i < all_clocks.size(); ++i) {
      ClockEstimates& one = found[i];
      for (std::size_t k = 0; k < one.figures.size(); ++k)
        estimated.push_back(
            {{one.figures[k].metric, one.figures[k].statistic, all_clocks[i].state, group.name},
             std::move(one.estimates[k])});
      of_group.push_back(std::move(one.figures));
      if (!one.curve.measure.empty()) summary.curves.push_back(std::move(one.curve));
    }
  }
  summary.pooled =
      measure_outcomes(*model_, all_groups, window_days_, replications_, &figures).figures;
  place(estimated, summary);
  for (std::size_t i = 0; i < summary.pooled.size(); ++i) {
    const std::string open = note_on_open(summary.pooled[i]);
    std::string& note = summary.estimates[i].note;
    if (!open.empty()) note += (note.empty() ? "" : "; ") + open;
  }
  return summary;
}

std::optional<LineEstimate> OutcomeSummarizer::estimate(const FigureName& figure) const {
  for (const ReportGroup& group : groups_) {
    if (group.name != figure.group) continue;
    const CellsOfGroups cells(group, sums_);
    for (const auto& [metric, which] : lengths_of_people(*model_))
      if (figure.metric == metric) return cells.lengths(which).estimate(figure.statistic);
    const auto clocks = cells.clocks(*model_);
    for (std::size_t i = 0; i < clocks.front().size(); ++i) {
      const NamedClocks& named = clocks.front()[i];
      if (named.state != figure.state || !has_figure(named.measure, figure.metric)) continue;
      models::ClockCounts sum;
      for (const std::vector<NamedClocks>& of_group : clocks)
        sum.add(*of_group[i].counts);
      NamedClocks all_clocks = named;
      all_clocks.counts = &sum;
      ClockEstimates found = clock(group.name, all_clocks, clocks, i);
      for (std::size_t k = 0; k < found.figures.size(); ++k) {
        if (found.figures[k].metric == figure.metric) return std::move(found.estimates[k]);
      }
    }
  }
  return std::nullopt;
}

}  // namespace stepdown::analysis
