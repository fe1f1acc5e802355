#include "analysis/cli/figure_arguments.hpp"

#include "analysis/cli/console.hpp"
#include "analysis/experiments/run_model.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

namespace stepdown::analysis {

namespace {

/// What is told does not depend on what is seen: a replication of one day shows all names.
std::vector<FigureName> measured_figures(const models::Model& model) {
  models::Model brief = model;
  brief.warm_up = 0;
  brief.horizon = 1;
  brief.replications = 1;
  std::vector<FigureName> names;
  if (const auto summary = run_model(brief, {.threads = 1}))
    for (const SummaryLine& line : summary->lines)
      names.push_back(figure_name_of(line));
  return names;
}

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

/// What to write instead of a name that is not measured: the nearest one, else where the same
/// figure is measured, else which statistics the metric has there.
std::string hint(const std::vector<FigureName>& names, const FigureName& wanted) {
  std::vector<std::string> known;
  std::vector<std::string> states;
  std::vector<std::string> statistics;
  for (const FigureName& name : names) {
    known.push_back(to_text(name));
    if (name.metric != wanted.metric || name.group != wanted.group) continue;
    if (name.statistic == wanted.statistic) add_once(states, name.state);
    if (name.state == wanted.state) add_once(statistics, name.statistic);
  }
  std::string nearest = models::did_you_mean(to_text(wanted), known);
  if (!nearest.empty()) return nearest;
  if (!states.empty()) return fmt::format("; it is measured of: {}", fmt::join(states, ", "));
  if (!statistics.empty())
    return fmt::format("; its statistics are: {}", fmt::join(statistics, ", "));
  return "";
}

/// What to write for a metric without its statistic: `completion.share` for `completion`.
std::string statistic_hint(const models::Model& model, const std::string& text) {
  const auto at = text.find('@');
  const std::string metric = text.substr(0, at);
  const std::string where = at == std::string::npos ? "" : text.substr(at);
  std::vector<std::string> full;
  for (const FigureName& name : measured_figures(model))
    if (name.metric == metric)
      add_once(full, fmt::format("'{}.{}{}'", metric, name.statistic, where));
  if (full.empty()) return "";
  return fmt::format("; write {}", fmt::join(full, " or "));
}

}  // namespace

FigureName figure_argument(const std::string& text, const models::Model& model) {
  const auto name = parse_figure_name(text);
  if (const auto* bad = std::get_if<BadFigureName>(&name))
    throw UsageError(bad->problem + statistic_hint(model, text));
  return std::get<FigureName>(name);
}

WantedPrecision precision_argument(const std::string& text, const models::Model& model) {
  const auto refuse = [&text] {
    return UsageError(
        fmt::format("expected FIGURE=HALF-WIDTH (such as 'wait.mean@residential=5%'), got {}",
                    models::in_quotes(text)));
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
  const bool is_size = std::isfinite(wanted.target.half_width) && wanted.target.half_width > 0;
  if (error != std::errc() || at != end || !is_size) throw refuse();
  if (wanted.target.is_relative) wanted.target.half_width /= 100;
  wanted.figure = figure_argument(text.substr(0, equals), model);
  return wanted;
}

void check_figure(const models::Model& model, const FigureName& figure, const std::string& who) {
  const std::vector<FigureName> names = measured_figures(model);
  if (std::find(names.begin(), names.end(), figure) != names.end()) return;
  throw UsageError(
      fmt::format("{} does not measure {}{}", who, to_text(figure), hint(names, figure)));
}

}  // namespace stepdown::analysis
