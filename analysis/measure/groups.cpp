#include "analysis/measure/groups.hpp"

#include "analysis/catalog/measurement.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

namespace stepdown::analysis {

namespace {

using models::BasicClockCounts;
using models::BasicOutcomeCell;
using models::Model;

/// Number of values of each attribute that the cells are built from.
std::vector<std::size_t> radices(const Model& model) {
  std::vector<std::size_t> sizes;
  for (const std::size_t attribute : model.report_by)
    sizes.push_back(model.attributes[attribute].values.size());
  return sizes;
}

/// The cells in which attribute number `which` of `sizes` has value `value`: the first is the most
/// significant.
std::vector<std::size_t> cells_with(const std::vector<std::size_t>& sizes,
                                    std::size_t which,
                                    std::size_t value) {
  const auto product = [](auto from, auto to) {
    return std::accumulate(from, to, std::size_t{1}, std::multiplies<>{});
  };
  const std::size_t all_cells = product(sizes.begin(), sizes.end());
  const auto next = sizes.begin() + static_cast<std::ptrdiff_t>(which) + 1;
  const std::size_t stride = product(next, sizes.end());
  std::vector<std::size_t> cells;
  for (std::size_t cell = 0; cell < all_cells; ++cell)
    if (cell / stride % sizes[which] == value) cells.push_back(cell);
  return cells;
}

template <class Count, class OfCount>
void add_to(BasicClockCounts<Count>& to, const BasicClockCounts<OfCount>& from) {
  for (std::size_t bin = 0; bin < models::FollowUpGrid::bins; ++bin) {
    to.events[bin] += from.events[bin];
    to.competing_ends[bin] += from.competing_ends[bin];
    to.cut_off[bin] += from.cut_off[bin];
  }
}

template <class Count, class OfCount>
void add_to(std::vector<BasicClockCounts<Count>>& to,
            const std::vector<BasicClockCounts<OfCount>>& from) {
  to.resize(std::max(to.size(), from.size()));
  for (std::size_t i = 0; i < from.size(); ++i)
    add_to(to[i], from[i]);
}

void add_to(models::PersonMoments& to, const models::PersonMoments& from) {
  to.sum += from.sum;
  to.square_sum += from.square_sum;
}

}  // namespace

std::vector<ReportGroup> report_groups(const Model& model) {
  const std::vector<std::size_t> sizes = radices(model);
  ReportGroup everyone{all, {}};
  everyone.cells.resize(
      std::accumulate(sizes.begin(), sizes.end(), std::size_t{1}, std::multiplies<>{}));
  std::iota(everyone.cells.begin(), everyone.cells.end(), 0U);
  std::vector<ReportGroup> groups{everyone};
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const models::AttributeModel& attribute = model.attributes[model.report_by[i]];
    for (std::size_t value = 0; value < sizes[i]; ++value)
      groups.push_back(
          {attribute.name + "=" + attribute.values[value], cells_with(sizes, i, value)});
  }
  return groups;
}

template <class Count>
const BasicOutcomeCell<Count>& outcomes_of(const ReportGroup& group,
                                           const models::BasicOutcomes<Count>& outcomes,
                                           std::unique_ptr<BasicOutcomeCell<Count>>& sum) {
  for (const std::size_t cell : group.cells)
    sim::expects(cell < outcomes.cells.size(), "there is a cell for each combination of values");
  if (group.cells.size() == 1) return outcomes.cells[group.cells.front()];
  sum = std::make_unique<BasicOutcomeCell<Count>>();
  for (const std::size_t cell : group.cells)
    add_to(*sum, outcomes.cells[cell]);
  return *sum;
}

template <class Count, class OfCount>
void add_to(BasicOutcomeCell<Count>& to, const BasicOutcomeCell<OfCount>& from) {
  to.referred += from.referred;
  to.index_admissions += from.index_admissions;
  to.time_to_treatment.merge(from.time_to_treatment);
  to.never_treated += from.never_treated;
  to.untreated_inside += from.untreated_inside;
  add_to(to.retention, from.retention);
  add_to(to.completion, from.completion);
  add_to(to.recovery, from.recovery);
  add_to(to.readmission, from.readmission);
  add_to(to.relapse, from.relapse);
  add_to(to.every_readmission, from.every_readmission);
  add_to(to.every_relapse, from.every_relapse);
  add_to(to.linkage, from.linkage);
  add_to(to.readmission_from, from.readmission_from);
  to.followed += from.followed;
  add_to(to.stays, from.stays);
  add_to(to.episodes, from.episodes);
  add_to(to.days_in_care, from.days_in_care);
  add_to(to.days_waiting, from.days_waiting);
  add_to(to.gap_days, from.gap_days);
  to.status_change.resize(std::max(to.status_change.size(), from.status_change.size()));
  for (std::size_t s = 0; s < from.status_change.size(); ++s)
    for (std::size_t day = 0; day < from.status_change[s].size(); ++day)
      to.status_change[s][day] += from.status_change[s][day];
  to.deaths += from.deaths;
  to.deaths_expected += from.deaths_expected;
}

template const models::OutcomeCell& outcomes_of(const ReportGroup&,
                                                const models::OutcomeObservations&,
                                                std::unique_ptr<models::OutcomeCell>&);
template const models::PooledCell& outcomes_of(const ReportGroup&,
                                               const models::PooledOutcomes&,
                                               std::unique_ptr<models::PooledCell>&);
template void add_to(models::PooledCell&, const models::OutcomeCell&);

}  // namespace stepdown::analysis
