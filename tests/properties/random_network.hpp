#pragma once

#include <cstdint>
#include <string>

namespace stepdown::tests {

/// A scenario drawn from everything that can meet in one instant: few places, holding with and
/// without limit, rings, lists with limits and diversion, constant times so that many things happen
/// together, transfers (if `reserving`, some reserve the next place), dated places, returning
/// people. The same seed, the same text.
[[nodiscard]] std::string random_network(std::uint64_t seed, bool reserving = false);

}  // namespace stepdown::tests
