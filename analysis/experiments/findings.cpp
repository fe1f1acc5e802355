#include "analysis/experiments/findings.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

namespace stepdown::analysis {

namespace {

/// A figure that planners ask about, and how to speak of more and less of it.
struct Question {
  const char* metric;
  const char* statistic;
  bool of_levels;  ///< for each limited level; otherwise for all together
  double scale;
  const char* more;  ///< {0} is the size, {1} the level's label
  const char* less;
  const char* name;  ///< of the figure, for those that do not differ
  double large = 1;  ///< a difference of a level that counts in full, in the figure's unit
};

constexpr Question questions[] = {
    {"lost",
     "per_year",
     false,
     1,
     "{0} more people lost a year",
     "{0} fewer people lost a year",
     "people lost"},
    {"census",
     "mean",
     false,
     1,
     "{0} more people in care on average",
     "{0} fewer people in care on average",
     "people in care"},
    {"deaths_expected",
     "per_year",
     false,
     1,
     "{0} more deaths expected a year",
     "{0} fewer deaths expected a year",
     "deaths"},
    {"wait",
     "mean",
     true,
     1,
     "{0} d longer mean wait for {1}",
     "{0} d shorter mean wait for {1}",
     "mean wait for {1}",
     1},
    {"p_delay",
     "share",
     true,
     100,
     "{0} more of 100 requests for {1} have to wait",
     "{0} fewer of 100 requests for {1} have to wait",
     "share who wait for {1}",
     0.2},
    {"lost",
     "per_year",
     true,
     1,
     "{0} more people lost a year waiting for {1}",
     "{0} fewer people lost a year waiting for {1}",
     "people lost waiting for {1}",
     10},
    {"utilization",
     "mean",
     true,
     100,
     "{1} fuller by {0} points of 100",
     "{1} emptier by {0} points of 100",
     "use of {1}",
     0.2},
};

/// The same in both scenarios, replication by replication.
bool is_equal(const FigureDifference& figure) {
  return figure.paired.difference == 0 && figure.paired.interval == Interval{0, 0};
}

/// The same in both scenarios and all replications: nothing to speak of.
bool never_moves(const FigureDifference& figure) {
  return figure.paired.difference == 0 && figure.paired.independent_variance == 0;
}

std::string sentence(const Question& question,
                     const FigureDifference& figure,
                     const std::string& label) {
  const Interval& interval = figure.together;
  const double sign = figure.paired.difference < 0 ? -1 : 1;
  const double half_width = interval.half_width() * question.scale;
  const auto text = [&](double x) { return in_words(x * sign * question.scale, half_width); };
  const double low = sign > 0 ? interval.low : interval.high;
  const double high = sign > 0 ? interval.high : interval.low;
  const std::string words = fmt::format(fmt::runtime(sign > 0 ? question.more : question.less),
                                        text(figure.paired.difference),
                                        label);
  return fmt::format("{} ({} to {})", words, text(low), text(high));
}

/// How much a difference is to speak of, from 0 to 1: small where it is small beside the figure,
/// and where it is small in itself.
double size_of(const FigureDifference& figure, double large) {
  const double size = std::abs(figure.paired.difference);
  const double most = std::max(std::abs(figure.paired.mean_a), std::abs(figure.paired.mean_b));
  return std::min(most > 0 ? size / most : 0.0, size / large);
}

/// Something to say of a level.
struct OfLevel {
  double size;
  std::string sentence;
};

/// The largest sure difference of a level; nothing: there is none.
std::optional<double> largest_change(const ScenarioDifference& difference,
                                     const std::string& level) {
  std::optional<double> largest;
  const auto look_at = [&](const char* metric, const char* statistic, double large) {
    const FigureDifference* const figure = difference.find({metric, statistic, level, all});
    if (figure == nullptr || !figure->excludes_zero()) return;
    largest = std::max(largest.value_or(0), size_of(*figure, large));
  };
  for (const Question& question : questions)
    if (question.of_levels) look_at(question.metric, question.statistic, question.large);
  constexpr double large_sum = 1e5;
  for (const char* const metric : {"revenue", "cost"})
    look_at(metric, "per_year", large_sum);
  return largest;
}

}  // namespace

double size_of(const FigureDifference& figure) {
  const auto* const question = std::ranges::find_if(questions, [&](const Question& one) {
    return one.of_levels && one.metric == figure.figure.metric &&
           one.statistic == figure.figure.statistic;
  });
  return size_of(figure, question == std::end(questions) ? 1 : question->large);
}

std::string in_words(double value, double half_width) {
  constexpr int most_decimals = 9;
  int decimals = 0;
  if (half_width > 0) decimals = static_cast<int>(std::ceil(-std::log10(half_width)));
  decimals = std::clamp(decimals, 0, 6);
  while (value != 0 && std::abs(value) < 0.5 * std::pow(10, -decimals) && decimals < most_decimals)
    ++decimals;
  return fmt::format("{:.{}f}", value, decimals);
}

Findings findings(const ScenarioDifference& difference, const models::Model& model) {
  Findings found;
  const std::vector<FigureDifference>& figures = difference.figures;
  found.are_all_equal = !figures.empty() && std::ranges::all_of(figures, is_equal);
  if (found.are_all_equal) return found;
  std::vector<OfLevel> of_levels;
  const auto ask = [&](const Question& question,
                       const std::string& state,
                       const std::string& label) {
    const FigureDifference* figure =
        difference.find({question.metric, question.statistic, state, all});
    if (figure == nullptr || never_moves(*figure)) return;
    if (!figure->excludes_zero())
      found.open.push_back(fmt::format(fmt::runtime(question.name), "", label));
    else if (question.of_levels)
      of_levels.push_back({size_of(*figure, question.large), sentence(question, *figure, label)});
    else
      found.sure.push_back(sentence(question, *figure, label));
  };
  for (const Question& question : questions) {
    if (!question.of_levels) {
      ask(question, all, "");
      continue;
    }
    for (std::size_t l = 0; l < model.level_count; ++l)
      if (model.states[l].is_limited) ask(question, model.states[l].name, model.states[l].label);
  }
  std::ranges::stable_sort(of_levels, std::ranges::greater{}, &OfLevel::size);
  for (OfLevel& one : of_levels)
    found.sure.push_back(std::move(one.sentence));
  return found;
}

std::vector<std::string> levels_by_change(const std::vector<ScenarioDifference>& differences,
                                          const models::Model& model) {
  std::vector<std::pair<double, std::string>> levels;
  for (std::size_t l = 0; l < model.level_count; ++l) {
    std::optional<double> largest;
    for (const ScenarioDifference& difference : differences)
      if (const auto change = largest_change(difference, model.states[l].name))
        largest = std::max(largest.value_or(0), *change);
    if (largest) levels.emplace_back(*largest, model.states[l].name);
  }
  std::ranges::stable_sort(
      levels, std::ranges::greater{}, [](const auto& level) { return level.first; });
  std::vector<std::string> names;
  for (auto& [change, name] : levels)
    names.push_back(std::move(name));
  return names;
}

}  // namespace stepdown::analysis
