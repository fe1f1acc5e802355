#include "models/care/place_reserves.hpp"

namespace stepdown::models {

PlaceReserves::PlaceReserves(const Model& model) : levels_(model.level_count) {
  for (std::size_t l = 0; l < model.level_count; ++l) {
    for (const PlacesReserve& reserve : model.states[l].reserves) {
      Reserve& made = levels_[l].reserves.emplace_back();
      made.places = reserve.places;
      for (const std::vector<std::uint16_t>& values : model.classes)
        made.is_for.push_back(reserve.waiting_class || values[reserve.attribute] == reserve.value);
      made.waiting_class = reserve.waiting_class;
      levels_[l].reserved += reserve.places;
      any_ = true;
    }
  }
}

void PlaceReserves::reset() {
  for (Level& level : levels_) {
    level.others = 0;
    for (Reserve& reserve : level.reserves)
      reserve.taken = 0;
  }
}

/// Counted from 1; 0: none that fits has room.
std::size_t PlaceReserves::reserve_for(const Level& level, const Asker& asker) {
  for (std::size_t i = 0; i < level.reserves.size(); ++i) {
    const Reserve& reserve = level.reserves[i];
    if (reserve.taken < reserve.places && reserve.fits(asker)) return i + 1;
  }
  return 0;
}

bool PlaceReserves::finds_room(const Level& level, const Asker& asker, const sim::Places& places) {
  return reserve_for(level, asker) > 0 || level.others < places.open - level.reserved;
}

void PlaceReserves::hold_in(Held& held, StateId level, Slot slot, const Asker& asker) {
  Level& of = levels_[index_of(level)];
  if (slot >= held.size()) held.resize(slot + 1);
  const std::size_t which = reserve_for(of, asker);
  ++(which == 0 ? of.others : of.reserves[which - 1].taken);
  held[slot] = static_cast<std::uint8_t>(which);
}

void PlaceReserves::free_in(Held& held, StateId level, Slot slot) {
  Level& of = levels_[index_of(level)];
  const std::size_t which = held[slot];
  --(which == 0 ? of.others : of.reserves[which - 1].taken);
}

}  // namespace stepdown::models
