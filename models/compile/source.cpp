#include "models/compile/source.hpp"

#include "models/compile/given.hpp"
#include "sim/contract.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace stepdown::models {
namespace {

const Given<Split>& shares_for(const Scenario& scenario,
                               const ArrivalSource& source,
                               const std::string& attribute) {
  for (const Attribute& mix : source.mix) {
    if (mix.name.value == attribute) return mix.shares;
  }
  for (const Attribute& general : scenario.attributes) {
    if (general.name.value == attribute) return general.shares;
  }
  sim::expects(false, "an attribute of the model is one of the scenario");
  return scenario.attributes.front().shares;
}

double share_of(const Split& split, const std::string& value) {
  for (const Share& share : split) {
    if (share.name.value == value) return share.probability.value;
  }
  return 0;
}

/// Adds the shares of the values of each attribute, and of all kinds of people.
void add_mix(const Scenario& scenario,
             const ArrivalSource& source,
             const Names& names,
             SourceModel& built) {
  std::vector<ClassValues> earlier{{}};  // combinations of the attributes before
  std::vector<double> combined{1};       // and their shares
  for (std::size_t a = 0; a < names.attributes.size(); ++a) {
    const auto& by_attribute = shares_for(scenario, source, names.attributes.names()[a]);
    std::vector<double>& shares = built.attribute_shares.emplace_back();
    std::vector<ClassValues> longer;
    std::vector<double> longer_combined;
    for (std::size_t row = 0; row < earlier.size(); ++row) {
      const Split* split = find_for_class(by_attribute, names, earlier[row]);
      sim::expects(split != nullptr, "a checked scenario has shares for every class");
      for (std::size_t value = 0; value < names.values[a].size(); ++value) {
        shares.push_back(share_of(*split, names.values[a].names()[value]));
        longer.push_back(earlier[row]);
        longer.back().push_back(static_cast<std::uint16_t>(value));
        longer_combined.push_back(combined[row] * shares.back());
      }
    }
    earlier = std::move(longer);
    combined = std::move(longer_combined);
  }
  built.class_share = std::move(combined);
}

void add_first_states(const ArrivalSource& source,
                      const Names& names,
                      const Model& model,
                      TableBuilder& tables,
                      SourceModel& built) {
  const Split* before = nullptr;
  built.first_states.reserve(model.classes.size());
  for (const ClassValues& who : model.classes) {
    const Split* first = find_for_class(source.to, names, who);
    sim::expects(first != nullptr, "a checked scenario has a first state for every class");
    built.first_states.push_back(first == before ? built.first_states.back()
                                                 : tables.targets(*first));
    before = first;
  }
}

/// All but who comes from there.
SourceModel without_people(const ArrivalSource& source) {
  SourceModel built;
  built.name = source.name.value;
  built.process = source.process;
  for (const auto& [size, share] : source.batch) {
    if (share.value > 0) built.batch.emplace_back(size.value, share.value);
  }
  return built;
}

}  // namespace

SourceModel build_source(const Scenario& scenario,
                         const ArrivalSource& source,
                         const Names& names,
                         const Model& model,
                         TableBuilder& tables) {
  SourceModel built = without_people(source);
  add_mix(scenario, source, names, built);
  add_first_states(source, names, model, tables, built);
  return built;
}

std::vector<SourceModel> build_sources(const Scenario& scenario,
                                       const Names& names,
                                       const Model& model,
                                       TableBuilder& tables) {
  std::vector<SourceModel> sources;
  sources.reserve(scenario.arrivals.size());
  const SourceModel* general = nullptr;  // with no mix of its own
  for (const ArrivalSource& source : scenario.arrivals) {
    SourceModel& built = sources.emplace_back(without_people(source));
    if (general != nullptr && source.mix.empty()) {
      built.attribute_shares = general->attribute_shares;
      built.class_share = general->class_share;
    } else {
      add_mix(scenario, source, names, built);
    }
    if (source.mix.empty()) general = &built;
    add_first_states(source, names, model, tables, built);
  }
  return sources;
}

}  // namespace stepdown::models
