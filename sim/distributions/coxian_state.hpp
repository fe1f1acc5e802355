#pragma once

#include <cstddef>

namespace stepdown::sim {

struct Coxian;

/// Where a Coxian time stands at some moment: over, still running, and about to end.
struct PhaseState {
  double over = 0;
  double running = 1;
  double ending_rate = 0;
};

[[nodiscard]] PhaseState state_at(const Coxian& law, double x);

/// The chance that another phase follows this one.
[[nodiscard]] double continuation(const Coxian& law, std::size_t phase);

}  // namespace stepdown::sim
