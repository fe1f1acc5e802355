#pragma once

#include <cstdint>
#include <string_view>

/// How one number is made of all replications. Each statistic is of one of two kinds: over time (a
/// census, a number a year), or about people (a wait, a share of them), where all people of all
/// replications count, each once.
namespace stepdown::analysis {

/// What a statistic that its figure names itself is about.
enum class About : std::uint8_t { Time, People };

enum class Pooling : std::uint8_t {
  OverTime,      ///< mean over replications
  Ratio,         ///< of everything together, as all that follow: sum over all / number of all
  Spread,        ///< standard deviation between all
  Distribution,  ///< quantile or largest of all
  Curve,         ///< of the clocks of all
  Reciprocal     ///< 1 / another figure, see `reciprocal_of`
};

/// As declared with the figure, by the way in which it is measured.
/// @pre the catalog knows the metric.
[[nodiscard]] Pooling pooling_of(std::string_view metric, std::string_view statistic);

[[nodiscard]] constexpr bool is_of_all(Pooling pooling) {
  return pooling != Pooling::OverTime;
}

/// Whether it happens to many at once, so that having seen it happen to nobody says little of how
/// often it does, see `Figure::comes_in_bursts`.
[[nodiscard]] bool comes_in_bursts(std::string_view metric);

}  // namespace stepdown::analysis
