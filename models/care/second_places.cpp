#include "models/care/second_places.hpp"

namespace stepdown::models {

SecondPlaces::SecondPlaces(const Model& model) : column_(model.level_count, 0) {
  for (std::size_t l = 0; l < model.level_count; ++l) {
    has_bridges_ = has_bridges_ || model.states[l].is_bridge;
    if (!model.states[l].lends_places()) continue;
    column_[l] = static_cast<Slot>(levels_.size());
    levels_.push_back(StateId{static_cast<std::uint16_t>(l)});
  }
}

void SecondPlaces::reset() {
  if (!are_used()) return;
  asking.clear();
  seconds_.clear();
  waits_.clear();
  credits_.clear();
  lines_.reset(static_cast<int>(column_.size()));
}

std::size_t SecondPlaces::bytes_a_person() const {
  if (!are_used()) return 0;
  return sizeof(OutsideWait) + sizeof(Credit) + levels_.size() * sizeof(Second);
}

void SecondPlaces::make_room(Slot slot) {
  if (knows(slot)) return;
  waits_.resize(slot + std::size_t{1});
  credits_.resize(waits_.size());
  seconds_.resize(waits_.size() * levels_.size());
}

void SecondPlaces::ask(Slot slot, StateId level, const Person& person, Ticks since) {
  Second& second = of(slot, level);
  second.since = since;
  second.asks = true;
  second.waits = false;
  second.ticket = lines_.join(static_cast<int>(index_of(level)),
                              {.who = slot, .rank = 0, .time = since, .number = person.number});
}

void SecondPlaces::stop_asking(Slot slot, StateId level) {
  Second& second = of(slot, level);
  lines_.leave(second.ticket);
  second.asks = false;
  second.waits = false;
}

}  // namespace stepdown::models
