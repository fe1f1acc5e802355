#include "analysis/catalog/pooling.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/catalog/statistic.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <initializer_list>
#include <variant>
#include <vector>

namespace stepdown::analysis {

namespace {

Pooling of_lengths(std::string_view statistic) {
  if (statistic == "mean" || is_share_of_lengths(statistic)) return Pooling::Ratio;
  return statistic == "sd" ? Pooling::Spread : Pooling::Distribution;
}

template <class Named>
Pooling of_named(const std::vector<Named>& numbers, std::string_view statistic) {
  const auto found = std::ranges::find(numbers, statistic, &Named::statistic);
  sim::expects(found != numbers.end(), "a figure has the statistics that it names");
  return found->about == About::People ? Pooling::Ratio : Pooling::OverTime;
}

/// One answer for each way of measuring.
struct PoolingOf {
  std::string_view statistic;

  Pooling operator()(const PeopleOverTime& /*figure*/) const {
    return quantile_of(statistic) ? Pooling::Distribution : Pooling::OverTime;
  }
  Pooling operator()(const PeopleByDay& /*figure*/) const { return Pooling::OverTime; }
  Pooling operator()(const LengthsOfTime& /*figure*/) const { return of_lengths(statistic); }
  Pooling operator()(const SummedLengths& /*figure*/) const { return of_lengths(statistic); }
  Pooling operator()(const Happenings& /*figure*/) const { return of_counts(); }
  Pooling operator()(const Counts& /*figure*/) const { return of_counts(); }
  Pooling operator()(const Numbers& numbers) const { return of_named(numbers, statistic); }

  Pooling operator()(const PersonNumbers& figure) const {
    return of_named(figure.numbers, statistic);
  }
  Pooling operator()(const PersonLengths& /*figure*/) const { return of_lengths(statistic); }
  Pooling operator()(const PerPerson& /*figure*/) const { return of_lengths(statistic); }
  Pooling operator()(const StatusShares& /*figure*/) const { return Pooling::Ratio; }
  Pooling operator()(const ClockMeasure& /*figure*/) const { return Pooling::Curve; }
  Pooling operator()(const FromOtherClocks& /*figure*/) const { return Pooling::Curve; }

 private:
  [[nodiscard]] Pooling of_counts() const {
    const bool is_of_people = statistic == "share" || is_share_of_lengths(statistic);
    return is_of_people ? Pooling::Ratio : Pooling::OverTime;
  }
};

}  // namespace

Pooling pooling_of(std::string_view metric, std::string_view statistic) {
  if (const Figure* const figure = find_state_figure(metric)) {
    if (!figure->reciprocal_of.empty()) return Pooling::Reciprocal;
    return std::visit(PoolingOf{statistic}, figure->measure);
  }
  const PersonFigure* const figure = find_person_figure(metric);
  sim::expects(figure != nullptr, "a figure of the catalog");
  return std::visit(PoolingOf{statistic}, figure->measure);
}

bool comes_in_bursts(std::string_view metric) {
  if (const Figure* const figure = find_state_figure(metric)) return figure->comes_in_bursts;
  const PersonFigure* const figure = find_person_figure(metric);
  if (figure == nullptr) return false;
  const auto* const numbers = std::get_if<PersonNumbers>(&figure->measure);
  return numbers != nullptr && numbers->comes_in_bursts;
}

}  // namespace stepdown::analysis
