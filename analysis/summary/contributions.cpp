#include "analysis/summary/contributions.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/catalog/pooling.hpp"
#include "sim/contract.hpp"

namespace stepdown::analysis {

std::vector<double> values_of(const Summary& summary, std::size_t line) {
  std::vector<double> values;
  for (const std::vector<ReplicationValue>& replication : summary.values)
    if (const auto value = replication[line].value()) values.push_back(*value);
  return values;
}

std::vector<RatioPart> ratio_parts(const Summary& summary, std::size_t line) {
  std::vector<RatioPart> parts;
  parts.reserve(summary.values.size());
  for (const std::vector<ReplicationValue>& replication : summary.values) {
    const ReplicationValue& one = replication[line];
    RatioPart& part = parts.emplace_back();
    if (!one.has_number) continue;
    part.denominator = one.observations;
    part.numerator = one.number * part.denominator;
  }
  return parts;
}

std::vector<Moments> moments_of(const Summary& summary, std::size_t line) {
  sim::expects(line > 0 && summary.lines[line - 1].statistic == "mean" &&
                   summary.lines[line - 1].metric == summary.lines[line].metric,
               "a standard deviation follows its mean");
  std::vector<Moments> moments;
  moments.reserve(summary.values.size());
  for (const std::vector<ReplicationValue>& replication : summary.values) {
    const auto mean = replication[line - 1].value();
    Moments& one = moments.emplace_back();
    if (!mean) continue;
    const double sd = replication[line].value().value_or(0);
    one.n = replication[line - 1].observations;
    one.sum = *mean * one.n;
    one.square_sum = sd * sd * (one.n - 1) + *mean * one.sum;
  }
  return moments;
}

std::vector<double> contributions_of(const Summary& summary, std::size_t line) {
  const SummaryLine& figure = summary.lines[line];
  switch (pooling_of(figure.metric, figure.statistic)) {
    case Pooling::OverTime:
      return values_of(summary, line);
    case Pooling::Ratio:
      return ratio_contributions(ratio_parts(summary, line));
    case Pooling::Spread:
      return sd_contributions(moments_of(summary, line));
    case Pooling::Distribution:
    case Pooling::Curve:
      return summary.contributions[line];
    case Pooling::Reciprocal:
      return {};
  }
  return {};
}

}  // namespace stepdown::analysis
