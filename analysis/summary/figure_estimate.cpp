#include "analysis/summary/figure_estimate.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/summary/contributions.hpp"
#include "sim/contract.hpp"

#include <fmt/format.h>

#include <vector>

namespace stepdown::analysis {

namespace {

LineEstimate ratio(const FiguresSoFar& so_far, std::size_t line) {
  const SummaryLine& figure = so_far.summary.lines[line];
  const std::vector<RatioPart> parts = ratio_parts(so_far.summary, line);
  RatioOfPeople of{parts,
                   is_share(figure.metric, figure.statistic),
                   comes_in_bursts(figure.metric),
                   std::nullopt};
  if (!of.is_share) of.behind = so_far.not_zero(line);
  return ratio_estimate(of);
}

LineEstimate reciprocal(const FiguresSoFar& so_far, std::size_t line) {
  const LineEstimate of = estimate_figure(so_far, line_of_reciprocal(so_far.summary, line));
  LineEstimate result;
  result.note = of.note;
  if (!of.value || !(*of.value > 0)) return result;
  result.value = 1 / *of.value;
  if (of.interval && of.interval->low > 0)
    result.interval = Interval{1 / of.interval->high, 1 / of.interval->low};
  return result;
}

}  // namespace

std::size_t line_of_reciprocal(const Summary& summary, std::size_t line) {
  const SummaryLine& figure = summary.lines[line];
  const auto other = summary.numbers.find(
      {std::string(reciprocal_of(figure.metric)), "share", figure.state, figure.group});
  sim::expects(other != summary.numbers.end(), "the reciprocal of something that is measured");
  return other->second;
}

LineEstimate estimate_figure(const FiguresSoFar& so_far, std::size_t line) {
  const SummaryLine& figure = so_far.summary.lines[line];
  switch (so_far.poolings[line]) {
    case Pooling::OverTime:
      return over_time_estimate(
          values_of(so_far.summary, line), is_share(figure.metric, figure.statistic), figure.n);
    case Pooling::Ratio:
      return ratio(so_far, line);
    case Pooling::Spread:
      return sd_estimate(moments_of(so_far.summary, line), so_far.not_zero(line));
    case Pooling::Reciprocal:
      return reciprocal(so_far, line);
    case Pooling::Distribution:
    case Pooling::Curve:
      return so_far.of_distribution(line);
  }
  return {};
}

void note_missing_replications(std::string& note, std::int64_t having, int replications) {
  if (note.empty() && having < replications)
    note = fmt::format("a value in {} of {} replications", having, replications);
}

}  // namespace stepdown::analysis
