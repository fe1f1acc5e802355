#include "analysis/theory/figure_list.hpp"

#include <cmath>
#include <utility>

namespace stepdown::analysis {

void FigureList::add(std::string metric,
                     std::string statistic,
                     std::optional<double> value,
                     std::string note) {
  if (value && !std::isfinite(*value)) {
    value.reset();
    if (note.empty()) note = "has no finite mean";
  }
  figures_->push_back({state_,
                       group_,
                       std::move(metric),
                       std::move(statistic),
                       value,
                       standing_,
                       method_,
                       std::move(note)});
}

}  // namespace stepdown::analysis
