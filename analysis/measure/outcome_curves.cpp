#include "analysis/measure/outcome_curves.hpp"

#include "analysis/catalog/measurement.hpp"

#include <algorithm>

namespace stepdown::analysis {

const std::vector<double>& curve_days() {
  static const std::vector<double> days = [] {
    std::vector<double> list;
    for (int day = 0; day < 30; ++day)
      list.push_back(day);
    for (int day = 30; day <= 365; day += 5)
      list.push_back(day);
    constexpr int last = 4000;
    for (int day = 400; day <= last; day += 50)
      list.push_back(day);
    for (const int year : {2, 3, 4, 5})
      list.push_back(year * days_per_year);
    std::sort(list.begin(), list.end());
    return list;
  }();
  return days;
}

}  // namespace stepdown::analysis
