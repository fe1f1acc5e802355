#include "analysis/summary/pooled_histograms.hpp"

#include "analysis/catalog/catalog.hpp"

namespace stepdown::analysis {

PooledHistograms::PooledHistograms(const models::Model& model, std::size_t state)
    : state_(model.states[state].name) {
  for (const FigureFamily& family : figure_families()) {
    for (const Figure& figure : family.figures) {
      if (!exists_in(figure.where, model, state)) continue;
      const std::string metric(figure.name);
      if (const auto* const people = std::get_if<PeopleOverTime>(&figure.measure))
        pooled_.push_back({metric, People{people->headcount, {}}});
      if (const auto* const lengths = std::get_if<LengthsOfTime>(&figure.measure))
        pooled_.push_back({metric, Lengths{lengths->length, {}}});
    }
  }
}

void PooledHistograms::add(const models::StateObservations& seen) {
  for (Pooled& pooled : pooled_)
    std::visit([&](auto& histogram) { histogram.add(seen); }, pooled.histogram);
}

void PooledHistograms::measure(Collector& to) const {
  to.state = state_;
  for (const Pooled& pooled : pooled_)
    std::visit([&](const auto& histogram) { histogram.measure(to, pooled.metric); },
               pooled.histogram);
}

}  // namespace stepdown::analysis
