#include "analysis/summary/summary.hpp"

#include "sim/contract.hpp"

#include <algorithm>

namespace stepdown::analysis {

const SummaryLine* Summary::find(const std::string& state,
                                 const std::string& metric,
                                 const std::string& statistic) const& {
  const auto found = std::find_if(lines.begin(), lines.end(), [&](const SummaryLine& line) {
    return line.statistic == statistic && line.metric == metric && line.state == state &&
           line.group == all;
  });
  return found == lines.end() ? nullptr : &*found;
}

const SummaryLine& Summary::line(const std::string& state,
                                 const std::string& metric,
                                 const std::string& statistic) const& {
  const SummaryLine* const found = find(state, metric, statistic);
  sim::expects(found != nullptr, "the figure asked for is measured");
  return *found;
}

}  // namespace stepdown::analysis
