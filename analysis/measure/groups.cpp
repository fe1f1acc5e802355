#include "analysis/measure/groups.hpp"

#include "analysis/catalog/measurement.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <memory>
#include <numeric>

namespace stepdown::analysis {

namespace {

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

}  // namespace

std::vector<std::string> group_names(const Model& model) {
  std::vector<std::string> names;
  for (const std::size_t index : model.report_by) {
    const models::AttributeModel& attribute = model.attributes[index];
    for (const std::string& value : attribute.values)
      names.push_back(attribute.name + "=" + value);
  }
  return names;
}

std::vector<ReportGroup> report_groups(const Model& model) {
  const std::vector<std::size_t> sizes = radices(model);
  ReportGroup everyone{all, {}};
  everyone.cells.resize(
      std::accumulate(sizes.begin(), sizes.end(), std::size_t{1}, std::multiplies<>{}));
  std::iota(everyone.cells.begin(), everyone.cells.end(), 0U);
  const std::vector<std::string> names = group_names(model);
  std::vector<ReportGroup> groups{everyone};
  auto name = names.begin();
  for (std::size_t i = 0; i < sizes.size(); ++i)
    for (std::size_t value = 0; value < sizes[i]; ++value)
      groups.push_back({*name++, cells_with(sizes, i, value)});
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

template const models::OutcomeCell& outcomes_of(const ReportGroup&,
                                                const models::OutcomeObservations&,
                                                std::unique_ptr<models::OutcomeCell>&);
template const models::PooledCell& outcomes_of(const ReportGroup&,
                                               const models::PooledOutcomes&,
                                               std::unique_ptr<models::PooledCell>&);

}  // namespace stepdown::analysis
