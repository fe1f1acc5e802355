#include "analysis/catalog/figure_name.hpp"

#include "analysis/catalog/catalog.hpp"
#include "models/text/nearest_name.hpp"
#include "models/text/visible.hpp"

#include <fmt/core.h>

namespace stepdown::analysis {

namespace {

/// The names of a catalog.
template <class Entries>
std::vector<std::string> names_of(const Entries& entries) {
  std::vector<std::string> names;
  for (const auto& entry : entries)
    names.emplace_back(entry.name);
  return names;
}

/// Of what was written instead of a name: characters.
constexpr std::size_t longest_shown = 60;

}  // namespace

std::variant<FigureName, BadFigureName> parse_figure_name(std::string_view text) {
  FigureName name;
  const auto at = text.find('@');
  const std::string_view figure = text.substr(0, at);
  if (at != std::string_view::npos) {
    const std::string_view where = text.substr(at + 1);
    const auto slash = where.find('/');
    name.state = where.substr(0, slash);
    if (slash != std::string_view::npos) name.group = where.substr(slash + 1);
  }
  const auto dot = figure.rfind('.');
  if (dot == std::string_view::npos || dot == 0 || name.state.empty() || name.group.empty())
    return BadFigureName{
        fmt::format("expected METRIC.STATISTIC[@STATE[/GROUP]] (such as 'wait.mean@residential' or "
                    "'wait.mean@residential/payer=private'), got '{}'",
                    models::visible_start(text, longest_shown))};
  name.metric = figure.substr(0, dot);
  name.statistic = figure.substr(dot + 1);
  if (find_metric(name.metric) == nullptr)
    return BadFigureName{
        fmt::format("expected a metric of dictionary.csv (such as 'wait'), got '{}'{}",
                    models::visible_start(name.metric, longest_shown),
                    models::did_you_mean(name.metric, names_of(metric_catalog())))};
  if (find_statistic(name.statistic) == nullptr)
    return BadFigureName{
        fmt::format("expected a statistic of dictionary.csv (such as 'mean'), got '{}'{}",
                    models::visible_start(name.statistic, longest_shown),
                    models::did_you_mean(name.statistic, names_of(statistic_catalog())))};
  return name;
}

std::string to_text(const FigureName& name) {
  std::string text = fmt::format("{}.{}@{}", name.metric, name.statistic, name.state);
  if (name.group != all) text += "/" + name.group;
  return text;
}

}  // namespace stepdown::analysis
