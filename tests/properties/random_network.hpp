#pragma once

#include <cstdint>
#include <string>

namespace stepdown::tests {

/// Days at a level that has a race exit called `cap`, held and in transfer included.
inline constexpr int longest_stay = 9;

/// A scenario drawn from everything that can meet in one instant: few places, holding with and
/// without limit, rings, lists with limits and diversion, constant times so that many things happen
/// together, transfers (if `reserving`, some reserve the next place), dated places, returning
/// people, race exits that go on while people are held and in transfer, exits of waiting. The same
/// seed, the same text. Some levels of a `gated` one take people up, or discharge them, on weekdays
/// from 9 to 17, or at weekly starts on Mondays at 9; some of a `tracked` one have tracks that do
/// so each by itself, and of which some are for one kind of people only. In a `looking` one people
/// go away at the sight of some lists, or ask other levels.
[[nodiscard]] std::string random_network(std::uint64_t seed,
                                         bool reserving = false,
                                         bool gated = false,
                                         bool tracked = false,
                                         bool looking = false);

/// The same with places beside the way: bridges to later levels, patience that they stretch and
/// treatment that they shorten, and two levels more, of which people want places alongside theirs,
/// waiting for them or not; these are made ready, kept for some or open in office hours.
[[nodiscard]] std::string random_network_with_second_places(std::uint64_t seed);

}  // namespace stepdown::tests
