#include "models/care/place_reserves.hpp"

#include <algorithm>

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

/// One person more or fewer has such a place.
void PlaceReserves::count(Level& level, std::uint16_t held, int people) {
  const bool is_other = held == 0 || held == no_claim;
  (is_other ? level.others : level.reserves[held - std::size_t{1}].taken) += people;
}

/// What somebody gets who takes a place.
std::uint16_t PlaceReserves::place_for(const Level& level, const Asker& asker) {
  const std::size_t reserve = reserve_for(level, asker);
  if (reserve > 0) return static_cast<std::uint16_t>(reserve);
  const bool has_claim = std::ranges::any_of(
      level.reserves, [&asker](const Reserve& each) { return each.fits(asker); });
  return has_claim ? std::uint16_t{0} : no_claim;
}

void PlaceReserves::hold_in(Held& held, StateId level, Slot slot, const Asker& asker) {
  Level& of = levels_[index_of(level)];
  if (slot >= held.size()) held.resize(slot + 1);
  held[slot] = place_for(of, asker);
  count(of, held[slot], 1);
}

void PlaceReserves::free_in(Held& held, StateId level, Slot slot) {
  count(levels_[index_of(level)], held[slot], -1);
}

void PlaceReserves::count_place_left(const Mover& mover, int people) {
  if (has_reserves(mover.from)) count(levels_[index_of(mover.from)], held_by(mover), people);
}

/// Whether there is a place for `comer` that they may have, now that `leaver` has left theirs. Who
/// takes over from somebody who could not have had another place takes nobody else's; that matters
/// where places have been closed, so that more people are there than there are places.
bool PlaceReserves::fits(const Mover& comer, const Mover& leaver) const {
  const Level& level = levels_[index_of(comer.to)];
  return reserve_for(level, comer.asker) > 0 || level.others < comer.open_places - level.reserved ||
         held_by(leaver) == no_claim;
}

bool PlaceReserves::may_take_over(const Mover& comer, const Mover& leaver) {
  if (!has_reserves(comer.to)) return true;
  count_place_left(leaver, -1);
  const bool may = fits(comer, leaver);
  count_place_left(leaver, 1);
  return may;
}

bool PlaceReserves::may_swap(std::span<const Mover> ring) {
  for (const Mover& mover : ring)
    count_place_left(mover, -1);
  bool may = true;
  taken_.clear();
  for (std::size_t i = 0; i < ring.size() && may; ++i) {
    const bool is_reserved = has_reserves(ring[i].to);
    may = !is_reserved || fits(ring[i], ring[(i + 1) % ring.size()]);
    taken_.push_back(0);
    if (!is_reserved) continue;
    Level& level = levels_[index_of(ring[i].to)];
    taken_.back() = place_for(level, ring[i].asker);
    count(level, taken_.back(), 1);
  }
  for (std::size_t i = 0; i < taken_.size(); ++i)
    if (has_reserves(ring[i].to)) count(levels_[index_of(ring[i].to)], taken_[i], -1);
  for (const Mover& mover : ring)
    count_place_left(mover, 1);
  return may;
}

bool PlaceReserves::are_alike(const Mover& a, const Mover& b) const {
  if (a.from != b.from || a.to != b.to || a.asker != b.asker) return false;
  return !has_reserves(a.from) || held_by(a) == held_by(b);
}

}  // namespace stepdown::models
