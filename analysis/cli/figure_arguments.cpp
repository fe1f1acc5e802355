#include "analysis/cli/figure_arguments.hpp"

#include "analysis/cli/console.hpp"
#include "analysis/metrics/measure.hpp"
#include "models/simulate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <variant>

namespace stepdown::analysis {

FigureName figure_argument(const std::string& text) {
  const auto name = parse_figure_name(text);
  if (const auto* bad = std::get_if<BadFigureName>(&name)) throw UsageError(bad->problem);
  return std::get<FigureName>(name);
}

WantedPrecision precision_argument(const std::string& text) {
  const auto refuse = [&text]() -> UsageError {
    return UsageError(fmt::format(
        "expected FIGURE=HALF-WIDTH (such as 'wait.mean@residential=5%'), got '{}'", text));
  };
  // a group has an equals sign of its own
  const auto equals = text.rfind('=');
  if (equals == std::string::npos) throw refuse();
  WantedPrecision wanted;
  std::string size = text.substr(equals + 1);
  wanted.target.is_relative = !size.empty() && size.back() == '%';
  if (wanted.target.is_relative) size.pop_back();
  const auto* const end = size.data() + size.size();
  const auto [at, error] = std::from_chars(size.data(), end, wanted.target.half_width);
  if (error != std::errc() || at != end || !(wanted.target.half_width > 0)) throw refuse();
  if (wanted.target.is_relative) wanted.target.half_width /= 100;
  wanted.figure = figure_argument(text.substr(0, equals));
  return wanted;
}

bool has_figure(const models::Model& model, const FigureName& figure) {
  // What is measured does not depend on what is seen: a replication of one day shows all names.
  models::Model brief = model;
  brief.warm_up = 0;
  brief.horizon = 1;
  const auto measured = measure(brief, possible_moves(brief), models::Simulator(brief).run(0));
  return std::any_of(measured.begin(), measured.end(), [&](const Measurement& m) {
    return m.metric == figure.metric && m.statistic == figure.statistic &&
           m.state == figure.state && m.group == figure.group;
  });
}

}  // namespace stepdown::analysis
