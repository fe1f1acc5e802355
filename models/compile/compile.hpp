#pragma once

#include "models/diagnostics/diagnostics.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace stepdown::models {

/// A compiled scenario and what its author should know about it.
struct Compiled {
  Model model;
  std::vector<Diagnostic> warnings;  ///< odd but usable, in file order
  std::vector<std::string> notes;    ///< facts worth knowing, nothing to repair: possible gridlock
};

/// Checks what a scenario means (names, sums, sense) and turns it into flat tables by id: every
/// name looked up, every `given` resolved for each class of people, every effect multiplied in.
///
/// A class is one combination of attribute values, also when nobody has it. Effects that ask only
/// for attributes change the behaviors of their classes; those that ask for history make a state
/// keep one behavior for each outcome of its history tests.
///
/// Takes time and memory proportional to states x classes x 2^(history tests of the state).
/// @throws ScenarioError with every problem found, here or by the reader (`Scenario::found`), at
/// the
///         place where it was written. A scenario that was read in part is checked as far as it
///         goes: what follows from a refused value is not told.
[[nodiscard]] Compiled compile(const Scenario& scenario);

/// Most states that a scenario may have.
inline constexpr std::size_t max_states = 1000;

/// Most attribute-value combinations that a scenario may have.
inline constexpr std::size_t max_classes = 4096;

/// Most different facts of history that the effects on one state may ask for.
inline constexpr std::size_t max_history_tests = 10;

/// Most behaviors (states x classes x history) that a scenario may need.
inline constexpr std::size_t max_behaviors = std::size_t{1} << 20U;

/// Most combinations of source, attributes and times between dates of `changes`: 400 MB of them.
inline constexpr std::size_t max_mixes = std::size_t{1} << 24U;

}  // namespace stepdown::models
