#include "models/care/state_recorder.hpp"

#include <cstddef>
#include <vector>

/// What is written down when numbers change on a date.
namespace stepdown::models {

void StateRecorder::begin_period(std::size_t period, Ticks now) {
  const std::vector<StateModel>& states = model_->states_in(period);
  for (std::size_t level = 0; level < level_count_; ++level)
    wait_targets_[level] = sim::to_ticks(states[level].wait_target.value_or(0));
  if (period == 0 || !model_->money || model_->money->later.empty()) return;
  note_money(observations_, now);
  for (Observations& group : observations_.groups)
    note_money(group, now);
}

/// What has been paid for by the prices and costs that hold no longer.
void StateRecorder::note_money(Observations& all, Ticks now) const {
  std::vector<MoneyBasis>& before = all.money_before.emplace_back();
  for (std::size_t s = 0; s < all.states.size(); ++s) {
    StateObservations& o = all.states[s];
    MoneyBasis& basis = before.emplace_back();
    if (model_->states[s].kind == StateKind::Outcome) continue;
    o[Headcount::Census].change(now, 0);
    basis.census = o[Headcount::Census].integral();
    if (s >= level_count_) continue;
    // Waits of nothing are in the first of them, all others in the rest, see `close_waits`.
    for (const Length wait : {Length::Wait, Length::ExternalWait, Length::InternalWait}) {
      o[wait].settle();
      basis.admissions += static_cast<std::int64_t>(o[wait].count());
    }
    if (&all != &observations_ || !model_->states[s].is_limited) continue;
    basis.open_places = o.open_place_time;
    const OpenPlaces& open = open_[s];
    basis.open_places.add(varies_[s] != 0 ? open.open : model_->states[s].places,
                          clipped(varies_[s] != 0 ? open.since : Ticks::zero(), now));
  }
}

}  // namespace stepdown::models
