#include "analysis/summary/summary.hpp"

#include "sim/contract.hpp"

namespace stepdown::analysis {

const SummaryLine* Summary::find(const std::string& state,
                                 const std::string& metric,
                                 const std::string& statistic,
                                 const std::string& group) const& {
  const auto found = numbers.find({metric, statistic, state, group});
  return found == numbers.end() ? nullptr : &lines[found->second];
}

const SummaryLine& Summary::line(const std::string& state,
                                 const std::string& metric,
                                 const std::string& statistic) const& {
  const SummaryLine* const found = find(state, metric, statistic);
  sim::expects(found != nullptr, "the figure asked for is measured");
  return *found;
}

}  // namespace stepdown::analysis
