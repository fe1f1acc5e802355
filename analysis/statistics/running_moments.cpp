#include "analysis/statistics/running_moments.hpp"

#include <cmath>

namespace stepdown::analysis {

std::optional<double> RunningMoments::mean() const {
  if (count_ == 0) return std::nullopt;
  return mean_;
}

std::optional<double> RunningMoments::variance() const {
  if (count_ < 2) return std::nullopt;
  return squares_ / static_cast<double>(count_ - 1);
}

std::optional<double> RunningMoments::standard_deviation() const {
  const auto v = variance();
  if (!v) return std::nullopt;
  return std::sqrt(*v);
}

}  // namespace stepdown::analysis
