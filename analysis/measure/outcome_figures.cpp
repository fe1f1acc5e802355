#include "analysis/measure/outcome_figures.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/measure/clock_figures.hpp"
#include "analysis/measure/clocks.hpp"
#include "analysis/measure/collector.hpp"
#include "analysis/measure/why_impossible.hpp"
#include "analysis/statistics/ratio.hpp"

#include <memory>
#include <string>
#include <utility>
#include <variant>

namespace stepdown::analysis {

namespace {

using models::BasicOutcomeCell;

constexpr std::string_view nobody = "nobody to observe";
constexpr std::string_view one_only = "a standard deviation needs two people";

/// Gathers the figures of one group.
struct Figures {
  std::string group;
  std::vector<OutcomeFigure> found;

  OutcomeFigure& add(const std::string& state,
                     const std::string& metric,
                     const std::string& statistic,
                     std::optional<double> value,
                     std::optional<std::int64_t> n) {
    return found.emplace_back(OutcomeFigure{
        {state, group, metric, statistic, value, n}, std::nullopt, value ? "" : nobody});
  }
  void add_none(const std::string& state,
                const std::string& metric,
                const std::string& statistic,
                std::string_view why) {
    add(state, metric, statistic, std::nullopt, std::nullopt).why_none = why;
  }
};

/// The figures of all clocks of a group.
template <class Count>
std::vector<std::vector<ClockFigure>> figures_of_clocks(const models::Model& model,
                                                        const BasicOutcomeCell<Count>& cell,
                                                        double window_days) {
  std::vector<std::vector<ClockFigure>> figures;
  for (const NamedClocks& clocks : clocks_of(model, cell))
    figures.push_back(clock_figures(clocks.measure, clocks.counts->grouped_by_cell(), window_days));
  return figures;
}

/// Adds them.
template <class Count>
void add_clocks(Figures& to,
                const models::Model& model,
                const BasicOutcomeCell<Count>& cell,
                const std::vector<std::vector<ClockFigure>>& figures) {
  std::size_t next = 0;
  for (const NamedClocks& clocks : clocks_of(model, cell)) {
    for (const ClockFigure& figure : figures.at(next++)) {
      if (!clocks.why_none.empty()) {
        to.add_none(clocks.state, figure.metric, figure.statistic, clocks.why_none);
        continue;
      }
      OutcomeFigure& added =
          to.add(clocks.state, figure.metric, figure.statistic, figure.value, figure.risk.started);
      added.risk = figure.risk;
      if (!figure.why_none.empty()) added.why_none = figure.why_none;
    }
  }
}

/// Figures that the collector of the other metrics knows how to make.
void take(Figures& to, Collector from, std::string_view why_none) {
  for (Measurement& measurement : from.found) {
    measurement.group = to.group;
    const bool is_sd_of_one = measurement.statistic == "sd" && measurement.n == 1;
    const std::string_view why = measurement.value ? "" : is_sd_of_one ? one_only : why_none;
    to.found.push_back({std::move(measurement), std::nullopt, why});
  }
}

/// Adds the statistics of one figure of a group, but for those of clocks.
template <class Count>
struct AddingOfPeople {
  Figures& to;
  const models::Model& model;
  const BasicOutcomeCell<Count>& cell;
  double observed_days;
  const std::vector<std::vector<std::int64_t>>& statuses;
  std::string metric;

  void operator()(const PersonNumbers& figure) const {
    const std::string_view why =
        figure.about ? why_impossible(model, *figure.about) : std::string_view{};
    for (const PersonNumber& named : figure.numbers) {
      const std::string statistic(named.statistic);
      const Number number = named.number(cell, observed_days);
      if (why.empty())
        to.add(all, metric, statistic, number.value, number.n);
      else
        to.add_none(all, metric, statistic, why);
    }
  }
  void operator()(const PersonLengths& figure) const {
    Collector collector;
    collector.add_histogram(metric, figure.lengths(cell));
    take(to, std::move(collector), nobody);
  }
  void operator()(const PerPerson& figure) const {
    const models::PersonMoments& moments = figure.moments(cell);
    Collector collector;
    collector.add_moments(metric, figure.followed(cell), moments.sum, moments.square_sum);
    take(to, std::move(collector), figure.why_none);
  }
  void operator()(const StatusShares& figure) const {
    const std::vector<std::string> names = status_names(model);
    for (const int day : figure.days) {
      const auto at = static_cast<std::size_t>(day);
      const std::int64_t number = people_on(statuses, at);
      for (std::size_t s = 0; s < names.size(); ++s) {
        OutcomeFigure& added = to.add(names[s],
                                      metric + std::to_string(day),
                                      "share",
                                      ratio(statuses[s][at], number),
                                      number);
        if (!added.measurement.value) added.why_none = nobody_followed_so_long;
      }
    }
  }
  // in the order of `clocks_of`, see `add_clocks`
  void operator()(const ClockMeasure& /*figure*/) const {}
  void operator()(const FromOtherClocks& /*figure*/) const {}
};

}  // namespace

template <class Count>
MeasuredOutcomes measure_outcomes(const models::Model& model,
                                  const models::BasicOutcomes<Count>& outcomes,
                                  double window_days,
                                  int replications,
                                  const FiguresOfClocks* of_clocks) {
  const double observed_days = window_days * replications;
  MeasuredOutcomes measured;
  std::size_t next = 0;
  for (const ReportGroup& group : report_groups(model)) {
    std::unique_ptr<BasicOutcomeCell<Count>> sum;
    const BasicOutcomeCell<Count>& cell = outcomes_of(group, outcomes, sum);
    const std::vector<std::vector<std::int64_t>> statuses = status_counts(cell);
    Figures to{group.name, std::move(measured.figures)};
    const auto add = [&](const std::vector<PersonFigure>& figures) {
      for (const PersonFigure& figure : figures) {
        if (figure.only_with && !model.features.contains(*figure.only_with)) continue;
        if (figure.only_with_economics && !model.economics) continue;
        const std::string metric(figure.name.substr(0, figure.name.find('<')));
        std::visit(AddingOfPeople<Count>{to, model, cell, observed_days, statuses, metric},
                   figure.measure);
      }
    };
    add(figures_of_people().access);
    add_clocks(
        to,
        model,
        cell,
        of_clocks != nullptr ? of_clocks->at(next++) : figures_of_clocks(model, cell, window_days));
    add(figures_of_people().follow_up);
    measured.figures = std::move(to.found);
  }
  return measured;
}

template MeasuredOutcomes measure_outcomes(
    const models::Model&, const models::OutcomeObservations&, double, int, const FiguresOfClocks*);
template MeasuredOutcomes measure_outcomes(
    const models::Model&, const models::PooledOutcomes&, double, int, const FiguresOfClocks*);

template <class Count>
std::vector<std::vector<std::int64_t>> status_counts(const BasicOutcomeCell<Count>& outcomes) {
  constexpr std::size_t days = models::follow_up_days + 1;
  std::vector<std::vector<std::int64_t>> counts;
  for (const auto& change : outcomes.status_change) {
    std::vector<std::int64_t>& by_day = counts.emplace_back(days);
    std::int64_t people = 0;
    for (std::size_t day = 0; day < days; ++day) {
      people += change[day];
      by_day[day] = people;
    }
  }
  return counts;
}

template std::vector<std::vector<std::int64_t>> status_counts(const models::OutcomeCell&);
template std::vector<std::vector<std::int64_t>> status_counts(const models::PooledCell&);

std::int64_t people_on(const std::vector<std::vector<std::int64_t>>& counts, std::size_t day) {
  std::int64_t people = 0;
  for (const auto& by_day : counts)
    people += by_day[day];
  return people;
}

std::vector<std::string> status_names(const models::Model& model) {
  std::vector<std::string> names;
  for (const models::StateModel& state : model.states)
    names.push_back(state.name);
  names.emplace_back("waiting");
  return names;
}

}  // namespace stepdown::analysis
