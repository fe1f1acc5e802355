#include "analysis/theory/person_path.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <utility>

namespace stepdown::analysis {

namespace {

/// One person in cell 0, by the chances of `start`.
EntryTransforms one_person(const std::vector<double>& start, std::size_t frequencies) {
  EntryTransforms entries(start.size());
  for (std::size_t s = 0; s < start.size(); ++s)
    if (start[s] > 0) entries[s].assign(frequencies, start[s]);
  return entries;
}

}  // namespace

PersonPath::Course PersonPath::course(const std::vector<double>& start,
                                      const std::vector<bool>& goes_on) const {
  const EntryTransforms entries =
      renewal_entries(pathway_, network_, one_person(start, grid_.frequencies()), goes_on);
  Course course;
  for (std::size_t s = 0; s < entries.size(); ++s) {
    const std::vector<double>& came = course.entries.emplace_back(inverted(entries[s]));
    std::vector<double>& inside = course.inside.emplace_back();
    if (s < network_.stays.size()) {
      std::vector<Complex> product(entries[s].size());
      add_products(product, entries[s], network_.stays[s].inside);
      inside = inverted(product);
    } else {
      // there at m h: came in one of the cells before
      inside.resize(came.size());
      std::exclusive_scan(came.begin(), came.end(), inside.begin(), 0.0);
    }
  }
  return course;
}

std::vector<std::vector<std::vector<double>>> PersonPath::entries_from(
    const std::vector<std::size_t>& starts, const std::vector<bool>& goes_on) const {
  std::vector<EntryTransforms> one_each;
  for (const std::size_t state : starts) {
    std::vector<double> start(goes_on.size(), 0.0);
    start[state] = 1;
    one_each.push_back(one_person(start, grid_.frequencies()));
  }
  std::vector<std::vector<std::vector<double>>> result;
  for (const EntryTransforms& of_start :
       renewal_entries(pathway_, network_, std::move(one_each), goes_on)) {
    auto& by_state = result.emplace_back();
    for (const std::vector<Complex>& values : of_start)
      by_state.push_back(inverted(values));
  }
  return result;
}

std::vector<double> PersonPath::inverted(const std::vector<Complex>& values) const {
  return values.empty() ? std::vector<double>(grid_.length(), 0.0) : grid_.invert(values);
}

double PersonPath::just_after(const std::vector<double>& points, int day) const {
  const auto m = static_cast<std::size_t>(std::lround(day / h_));
  sim::expects(m + 3 < points.size(), "a day on the grid");
  return std::max(0.0, (11 * points[m + 1] - 7 * points[m + 2] + 2 * points[m + 3]) / 6);
}

double PersonPath::up_to(const std::vector<double>& cells, double days) const {
  const double position = days / h_ + 0.5;
  const auto m = static_cast<std::size_t>(position);
  sim::expects(m < cells.size(), "a time on the grid");
  const double whole =
      std::accumulate(cells.begin(), std::next(cells.begin(), static_cast<long>(m)), 0.0);
  return whole + cells[m] * (position - static_cast<double>(m));
}

}  // namespace stepdown::analysis
