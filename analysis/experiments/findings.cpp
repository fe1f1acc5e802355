#include "analysis/experiments/findings.hpp"

#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

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
     "mean wait for {1}"},
    {"p_delay",
     "share",
     true,
     100,
     "{0} more of 100 requests for {1} have to wait",
     "{0} fewer of 100 requests for {1} have to wait",
     "share who wait for {1}"},
    {"lost",
     "per_year",
     true,
     1,
     "{0} more people lost a year waiting for {1}",
     "{0} fewer people lost a year waiting for {1}",
     "people lost waiting for {1}"},
    {"utilization",
     "mean",
     true,
     100,
     "{1} fuller by {0} points of 100",
     "{1} emptier by {0} points of 100",
     "use of {1}"},
};

/// With as many decimals as the first digit of the half-width needs, and as many as it takes not to
/// read as 0.
std::string number(double value, double half_width) {
  constexpr int most_decimals = 9;
  int decimals = 0;
  if (half_width > 0) decimals = static_cast<int>(std::ceil(-std::log10(half_width)));
  decimals = std::clamp(decimals, 0, 6);
  while (std::abs(value) < 0.5 * std::pow(10, -decimals) && decimals < most_decimals)
    ++decimals;
  return fmt::format("{:.{}f}", value, decimals);
}

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
  const auto text = [&](double x) { return number(x * sign * question.scale, half_width); };
  const double low = sign > 0 ? interval.low : interval.high;
  const double high = sign > 0 ? interval.high : interval.low;
  const std::string words = fmt::format(fmt::runtime(sign > 0 ? question.more : question.less),
                                        text(figure.paired.difference),
                                        label);
  return fmt::format("{} ({} to {})", words, text(low), text(high));
}

}  // namespace

std::vector<std::string> findings(const ScenarioDifference& difference,
                                  const models::Model& model) {
  const std::vector<FigureDifference>& figures = difference.figures;
  if (!figures.empty() && std::all_of(figures.begin(), figures.end(), is_equal))
    return {"exactly the same figures"};
  std::vector<std::string> sentences;
  std::vector<std::string> open;
  const auto ask =
      [&](const Question& question, const std::string& state, const std::string& label) {
        const FigureDifference* figure =
            difference.find({question.metric, question.statistic, state, all});
        if (figure == nullptr || never_moves(*figure)) return;
        if (figure->excludes_zero()) {
          sentences.push_back(sentence(question, *figure, label));
        } else {
          open.push_back(fmt::format(fmt::runtime(question.name), "", label));
        }
      };
  for (const Question& question : questions) {
    if (!question.of_levels) {
      ask(question, all, "");
      continue;
    }
    for (std::size_t l = 0; l < model.level_count; ++l)
      if (model.states[l].is_limited) ask(question, model.states[l].name, model.states[l].label);
  }
  if (!open.empty())
    sentences.push_back(fmt::format("no clear difference: {}", fmt::join(open, ", ")));
  return sentences;
}

}  // namespace stepdown::analysis
