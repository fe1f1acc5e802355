#include "analysis/cli/figure_arguments.hpp"

#include "analysis/cli/console.hpp"
#include "analysis/experiments/measured_figures.hpp"
#include "models/diagnostics/diagnostics.hpp"

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

/// What to write for a metric without its statistic: `completion.share` for `completion`.
std::string statistic_hint(const models::Model& model, const std::string& text) {
  const auto at = text.find('@');
  const std::string metric = text.substr(0, at);
  const std::string where = at == std::string::npos ? "" : text.substr(at);
  std::vector<std::string> full;
  for (const FigureName& name : measured_figures(model)) {
    const std::string text_of_it = fmt::format("'{}.{}{}'", metric, name.statistic, where);
    if (name.metric == metric && std::ranges::find(full, text_of_it) == full.end())
      full.push_back(text_of_it);
  }
  if (full.empty()) return "";
  return fmt::format("; write {}", fmt::join(full, " or "));
}

}  // namespace

std::variant<FigureName, BadFigureName> read_figure(const std::string& text,
                                                    const models::Model& model) {
  auto name = parse_figure_name(text);
  if (auto* const bad = std::get_if<BadFigureName>(&name))
    bad->problem += statistic_hint(model, text);
  return name;
}

FigureName figure_argument(const std::string& text, const models::Model& model) {
  const auto name = read_figure(text, model);
  if (const auto* bad = std::get_if<BadFigureName>(&name)) throw UsageError(bad->problem);
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
  if (wanted.target.is_relative && wanted.target.half_width >= 1)
    throw UsageError(
        fmt::format("expected a half-width below 100 % of the value (such as "
                    "'wait.mean@residential=5%'), got {}",
                    models::in_quotes(text)));
  wanted.figure = figure_argument(text.substr(0, equals), model);
  return wanted;
}

void check_figures(const models::Model& model,
                   std::span<const FigureName> figures,
                   const std::string& who) {
  const std::vector<FigureName> names = measured_figures(model);
  for (const FigureName& figure : figures)
    if (std::ranges::find(names, figure) == names.end())
      throw UsageError(fmt::format(
          "{} does not measure {}{}", who, to_text(figure), hint_of_unmeasured(names, figure)));
}

}  // namespace stepdown::analysis
