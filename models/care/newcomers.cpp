#include "models/care/newcomers.hpp"

#include <algorithm>

namespace stepdown::models {

Newcomers::Newcomers(const Model& model, const BehaviorTables& tables)
    : model_{model},
      horizon_{sim::to_ticks(model.horizon)},
      tables_{tables},
      referred_(model.sources.size(), 0) {
  for (const SourceModel& source : model.sources)
    referrals_.emplace_back(source, model.calendar);
}

void Newcomers::reset(const Draws& draws) {
  arrived_ = 0;
  begin_period(0);
  std::fill(referred_.begin(), referred_.end(), 0U);
  for (std::size_t s = 0; s < referrals_.size(); ++s)
    referrals_[s].reset(draws.unnamed(static_cast<std::uint16_t>(s)));
}

/// The values of all attributes of a newcomer, one draw each.
ClassId Newcomers::draw_class(const Person& newcomer, const Draws& draws) const {
  const SourceModel& from = sources_[newcomer.source];
  std::uint32_t who = 0;
  for (std::size_t a = 0; a < model_.attributes.size(); ++a) {
    const auto values = static_cast<std::uint32_t>(model_.attributes[a].values.size());
    const double* share = from.attribute_shares[a].data() + std::size_t{who} * values;
    const double u =
        sim::open_unit(draws.of(newcomer, Draw::Attribute, model_.attributes[a].stream)[0]);
    std::uint32_t value = 0;
    double cumulative = share[0];
    while (u >= cumulative && value + 1 < values)
      cumulative += share[++value];
    while (share[value] <= 0)
      --value;  // the sum may fall short of 1 by rounding
    who = who * values + value;
  }
  return ClassId{who};
}

}  // namespace stepdown::models
