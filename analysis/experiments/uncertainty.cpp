#include "analysis/experiments/uncertainty.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/experiments/figure_parts.hpp"
#include "analysis/statistics/crossed_mean.hpp"
#include "analysis/statistics/sample.hpp"
#include "analysis/statistics/value_of_information.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::string_view uneven =
    "replications differ between points: give 'replications' instead of 'precision'";
constexpr std::string_view no_parts = "too few replications, or events in them, in some draw";

/// The draws of one figure, by option and draw.
class Draws {
 public:
  Draws(const SweepDesign& design, const std::vector<PointFigure>& points, bool is_even)
      : options_{design.options()}, draws_{design.draws}, points_{&points}, is_even_{is_even} {}

  /// Of the draws that have one.
  [[nodiscard]] std::vector<double> values(std::size_t option) const {
    std::vector<double> values;
    for (std::size_t draw = 0; draw < draws_; ++draw)
      if (const auto& value = at(option, draw).value) values.push_back(*value);
    return values;
  }

  /// Why there are no parts of all draws; empty: there are.
  [[nodiscard]] std::string_view missing(std::size_t option) const {
    if (!is_even_) return uneven;
    const std::size_t parts = at(option, 0).parts.size();
    for (std::size_t draw = 0; draw < draws_; ++draw)
      if (at(option, draw).parts.size() != parts) return no_parts;
    return parts >= 2 ? std::string_view{} : no_parts;
  }

  /// By draw. @pre none is missing
  [[nodiscard]] BenefitParts parts(std::size_t option) const {
    BenefitParts parts;
    for (std::size_t draw = 0; draw < draws_; ++draw)
      parts.push_back(at(option, draw).parts);
    return parts;
  }

 private:
  [[nodiscard]] const PointFigure& at(std::size_t option, std::size_t draw) const {
    return (*points_)[draw * options_ + option];
  }

  std::size_t options_;
  std::size_t draws_;
  const std::vector<PointFigure>* points_;
  bool is_even_;  ///< as many replications of all points
};

Scale scale_of(const FigureName& figure, std::span<const double> values) {
  const double mean = sample_mean(values).value_or(0);
  if (is_share(figure.metric, figure.statistic) && mean > 0 && mean < 1) return Scale::Share;
  return mean > 0 && std::ranges::min(values) >= 0 ? Scale::Positive : Scale::Plain;
}

/// Of one replication, from the split of parts that are groups of `times` replications.
VarianceSplit of_one_replication(VarianceSplit split, double times) {
  split.chance *= times;
  if (!split.share) return split;
  const auto with_more_chance = [times](double share) {
    return share / (share + (1 - share) * times);
  };
  const double slope = times / std::pow(split.share->value + (1 - split.share->value) * times, 2);
  split.share->value = with_more_chance(split.share->value);
  split.share->standard_error *= slope;
  split.share->interval = {with_more_chance(split.share->interval.low),
                           with_more_chance(split.share->interval.high)};
  return split;
}

void note(std::string& so_far, std::string_view more) {
  if (!so_far.empty()) so_far += "; ";
  so_far += more;
}

UncertainFigure uncertain_figure(const FigureName& figure,
                                 std::size_t option,
                                 const Draws& draws,
                                 const StoredSweep& sweep) {
  constexpr std::size_t least_for_range = 40;  // below that its ends are the extremes
  constexpr double tail = 0.025;
  UncertainFigure row{option, figure, 0, {}, {}, {}, {}, {}};
  std::vector<double> values = draws.values(option);
  row.draws = values.size();
  row.value = sample_mean(values);
  if (!row.value) {
    row.note = "no draw has a value";
    return row;
  }
  const std::size_t all_draws = sweep.design().draws;
  if (row.draws < all_draws)
    note(row.note, "some draws have no value");
  else if (const std::string_view why = draws.missing(option); !why.empty())
    note(row.note, why);
  else {
    const BenefitParts parts = draws.parts(option);
    const Scale scale = scale_of(figure, values);
    if (const auto mean = crossed_mean(parts, scale)) row.interval = mean->interval;
    const double times = static_cast<double>(sweep.extent().replications) /
                         static_cast<double>(parts.front().size());
    if (const auto split = variance_split(parts, Luck::Shared))
      row.split = of_one_replication(*split, times);
    else
      note(row.note, "too few draws to tell input from chance");
  }
  if (row.draws >= least_for_range)
    row.range = {*sample_quantile(values, tail), *sample_quantile(values, 1 - tail)};
  else
    note(row.note, "fewer than 40 draws: too few for their range");
  return row;
}

/// The draws of a column of an uncertain input; nothing where some are no numbers.
std::optional<std::vector<double>> numbers_of(const SweepDesign& design, std::size_t column) {
  std::vector<double> numbers;
  for (std::size_t draw = 0; draw < design.draws; ++draw) {
    const auto number = number_in(design.points[draw * design.options()].levels[column]);
    if (!number) return std::nullopt;
    numbers.push_back(*number);
  }
  return numbers;
}

/// A result below 0 is chance.
void set_value(InformationValue& row, const std::optional<Estimate>& estimate) {
  if (!estimate) {
    row.note = "too few draws";
    return;
  }
  row.value = std::max(0.0, estimate->value);
  row.interval = estimate->interval;
}

void add_information(const FigureName& figure,
                     const Draws& draws,
                     const SweepDesign& design,
                     std::vector<InformationValue>& rows) {
  InformationValue of_all{figure, "", 0, {}, {}, {}};
  std::vector<BenefitParts> benefits;
  std::vector<double> means;
  for (std::size_t option = 0; option < design.options(); ++option) {
    const std::vector<double> values = draws.values(option);
    means.push_back(sample_mean(values).value_or(0));
    const bool has_all = values.size() == design.draws;
    const std::string_view why = has_all ? draws.missing(option) : "some draws have no value";
    if (!why.empty()) {
      of_all.note = why;
      rows.push_back(std::move(of_all));
      return;
    }
    benefits.push_back(draws.parts(option));
  }
  of_all.best = static_cast<std::size_t>(std::ranges::max_element(means) - means.begin());
  InformationValue row = of_all;
  set_value(row, evpi_of_parts(benefits));
  rows.push_back(row);
  for (std::size_t column = design.factors.size() - design.inputs; column < design.factors.size();
       ++column) {
    row = of_all;
    row.input = design.factors[column];
    if (const auto numbers = numbers_of(design, column))
      set_value(row, evppi_of_parts(*numbers, benefits));
    else
      row.note = "its draws are not numbers";
    rows.push_back(row);
  }
}

}  // namespace

SweepUncertainty uncertainty_of(StoredSweep& sweep) {
  const SweepDesign& design = sweep.design();
  sim::expects(design.draws > 0, "draws of uncertain inputs");
  const std::vector<FigureName>& figures = sweep.extent().figures;
  const std::vector<std::vector<PointFigure>> points = point_figures(sweep);
  std::vector<Draws> draws;
  for (const std::vector<PointFigure>& of_figure : points)
    draws.emplace_back(design, of_figure, !sweep.extent().precision);
  SweepUncertainty found;
  for (std::size_t option = 0; option < design.options(); ++option)
    for (std::size_t i = 0; i < figures.size(); ++i)
      found.figures.push_back(uncertain_figure(figures[i], option, draws[i], sweep));
  if (design.options() < 2) return found;
  for (std::size_t i = 0; i < figures.size(); ++i)
    if (figures[i].metric == "net_benefit" && figures[i].statistic == "mean")
      add_information(figures[i], draws[i], design, found.information);
  return found;
}

}  // namespace stepdown::analysis
