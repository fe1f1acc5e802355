#include "analysis/measure/clocks.hpp"

#include "analysis/catalog/catalog.hpp"
#include "analysis/catalog/measurement.hpp"
#include "analysis/measure/why_impossible.hpp"

#include <variant>

namespace stepdown::analysis {

namespace {

/// The declared clocks, in their order.
std::vector<ClockMeasure> declared_clocks() {
  std::vector<ClockMeasure> measures;
  for (const PersonFigure& figure : figures_of_people().clocks)
    if (const auto* const measure = std::get_if<ClockMeasure>(&figure.measure))
      measures.push_back(*measure);
  return measures;
}

std::string_view why_none(const ClockMeasure& measure, const models::Model& model) {
  return measure.about ? why_impossible(model, *measure.about) : std::string_view{};
}

}  // namespace

template <class Count>
std::vector<NamedClocks> clocks_of(const models::Model& model,
                                   const models::BasicOutcomeCell<Count>& outcomes) {
  const std::vector<ClockMeasure> measures = declared_clocks();
  std::vector<NamedClocks> clocks;
  for (const ClockMeasure& measure : measures)
    if (measure.of_all)
      clocks.push_back({measure, all, &measure.of_all(outcomes), why_none(measure, model)});
  for (std::size_t level = 0; level < model.level_count; ++level)
    for (const ClockMeasure& measure : measures)
      if (measure.by_level)
        clocks.push_back({measure,
                          model.states[level].name,
                          &measure.by_level(outcomes).at(level),
                          why_none(measure, model)});
  return clocks;
}

template std::vector<NamedClocks> clocks_of(const models::Model&, const models::OutcomeCell&);
template std::vector<NamedClocks> clocks_of(const models::Model&, const models::PooledCell&);

}  // namespace stepdown::analysis
