#pragma once

#include <cstddef>
#include <cstdint>

namespace stepdown::models {

/// A state of the pathway: levels of care first (most to least intensive), then community states,
/// then outcomes.
enum class StateId : std::uint16_t {};

/// An index into `Model::reasons`.
enum class ReasonId : std::uint16_t {};

/// An index into `Model::distributions`.
enum class DistributionId : std::uint32_t {};

/// A combination of attribute values; an index into `Model::classes`.
enum class ClassId : std::uint32_t {};

template <class Id>
[[nodiscard]] constexpr std::size_t index_of(Id id) {
  return static_cast<std::size_t>(id);
}

}  // namespace stepdown::models
