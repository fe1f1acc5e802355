#include "analysis/summary/summary.hpp"

#include "sim/contract.hpp"

#include <cstdint>
#include <limits>

namespace stepdown::analysis {

ReplicationValue replication_value(const Measurement& measured) {
  ReplicationValue value;
  value.number = measured.value.value_or(0);
  value.has_number = measured.value.has_value();
  if (!measured.n) return value;
  sim::expects(*measured.n >= 0 && *measured.n <= std::numeric_limits<std::uint32_t>::max(),
               "a replication has fewer than 4 billion observations");
  value.observations = static_cast<std::uint32_t>(*measured.n);
  value.has_observations = true;
  return value;
}

SummaryLine new_line(const FigureName& figure) {
  SummaryLine line;
  line.state = figure.state;
  line.group = figure.group;
  line.metric = figure.metric;
  line.statistic = figure.statistic;
  return line;
}

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
