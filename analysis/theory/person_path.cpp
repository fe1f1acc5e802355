#include "analysis/theory/person_path.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>

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

std::vector<std::vector<double>> PersonPath::inside(const std::vector<double>& start,
                                                    const std::vector<bool>& goes_on) const {
  const EntryTransforms entries =
      renewal_entries(pathway_, network_, one_person(start, grid_.frequencies()), goes_on);
  std::vector<std::vector<double>> result(entries.size());
  for (std::size_t s = 0; s < network_.stays.size(); ++s) {
    std::vector<Complex> product = entries[s];
    for (std::size_t k = 0; k < product.size(); ++k)
      product[k] *= network_.stays[s].inside[k];
    result[s] = inverted(product);
  }
  for (std::size_t s = network_.stays.size(); s < result.size(); ++s) {
    // there at m h: came in one of the cells before
    const std::vector<double> came = inverted(entries[s]);
    result[s].resize(came.size());
    std::exclusive_scan(came.begin(), came.end(), result[s].begin(), 0.0);
  }
  return result;
}

std::vector<std::vector<double>> PersonPath::entries(const std::vector<double>& start,
                                                     const std::vector<bool>& goes_on) const {
  std::vector<std::vector<double>> result;
  for (const auto& values :
       renewal_entries(pathway_, network_, one_person(start, grid_.frequencies()), goes_on))
    result.push_back(inverted(values));
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
