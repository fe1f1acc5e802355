#pragma once

#include <Eigen/Core>

#include <cstddef>

namespace stepdown::analysis {

/// An index as Eigen counts, with a sign.
[[nodiscard]] inline Eigen::Index at(std::size_t i) {
  return static_cast<Eigen::Index>(i);
}

}  // namespace stepdown::analysis
