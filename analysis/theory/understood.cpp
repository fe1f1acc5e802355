#include "analysis/theory/understood.hpp"

#include <string_view>

namespace stepdown::analysis {

using models::FeatureSet;

namespace {

std::optional<NoAnswer> first_beyond(FeatureSet understood,
                                     FeatureSet in_use,
                                     std::string_view where) {
  const auto feature = in_use.without(understood).first();
  if (!feature) return std::nullopt;
  return NoAnswer{models::text_of(*feature, where)};
}

}  // namespace

std::optional<NoAnswer> not_understood(const models::SourceModel& source, FeatureSet understood) {
  return first_beyond(understood, source.features, source.name);
}

std::optional<NoAnswer> not_understood(const models::StateModel& state, FeatureSet understood) {
  return first_beyond(understood, state.features, state.name);
}

std::optional<NoAnswer> not_understood(const models::Model& model, FeatureSet understood) {
  for (const models::SourceModel& source : model.sources)
    if (auto no = not_understood(source, understood)) return no;
  for (const models::StateModel& state : model.states)
    if (auto no = not_understood(state, understood)) return no;
  return first_beyond(understood, model.features, "the pathway");
}

}  // namespace stepdown::analysis
