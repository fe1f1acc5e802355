#include "models/care/state_recorder.hpp"

#include <cstddef>
#include <vector>

/// What is written down when numbers change on a date.
namespace stepdown::models {

void StateRecorder::begin_period(std::size_t period, Ticks now) {
  const std::vector<StateModel>& states = model_->states_in(period);
  for (std::size_t level = 0; level < level_count_; ++level)
    wait_targets_[level] = sim::to_ticks(states[level].wait_target.value_or(0));
  end_span(now);  // in windows in which not every midnight is looked at
}

}  // namespace stepdown::models
