#include "analysis/catalog/families.hpp"

#include <algorithm>

namespace stepdown::analysis {

namespace {

/// Whether some figure is what a noun of `models/observed.hpp` says.
bool has_name(const std::vector<Figure>& figures, std::string_view name) {
  return std::ranges::find(figures, name, &Figure::name) != figures.end();
}

}  // namespace

std::vector<Figure> further_figures(const std::vector<Figure>& others) {
  std::vector<Figure> figures;
  const auto add_new = [&](const auto& nouns, const auto& make) {
    for (const auto& noun : nouns)
      if (!noun.name.empty() && !has_name(others, noun.name)) figures.push_back(make(noun));
  };
  add_new(models::counters, [](const auto& noun) { return figure_of(noun.of); });
  add_new(models::headcounts,
          [](const auto& noun) { return figure_of(noun.of, Where::Levels, {}); });
  add_new(models::lengths, [](const auto& noun) { return figure_of(noun.of, Where::Levels, {}); });
  return figures;
}

}  // namespace stepdown::analysis
