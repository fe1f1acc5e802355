#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace stepdown::sim {

/// Sobol's sequence of points that fill the unit cube evenly, one after another, in the order of
/// Antonov and Saleev (1979), with the direction numbers of Joe and Kuo (2008) as Boost has them.
///
/// Coordinates are 32 bits after the binary point. The first point is the origin, which Boost
/// leaves out: the first 2^m points are balanced only with it.
class SobolSequence {
 public:
  static constexpr std::size_t most_dimensions = 3667;

  /// @pre 1 <= dimensions <= most_dimensions
  explicit SobolSequence(std::size_t dimensions);
  SobolSequence(const SobolSequence&) = delete;
  SobolSequence& operator=(const SobolSequence&) = delete;
  SobolSequence(SobolSequence&&) noexcept;
  SobolSequence& operator=(SobolSequence&&) noexcept;
  ~SobolSequence();

  /// The next point. @pre fewer than 2^32 were asked for.
  [[nodiscard]] std::vector<std::uint32_t> next();

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
  std::size_t dimensions_;
  bool is_at_origin_ = true;
};

}  // namespace stepdown::sim
