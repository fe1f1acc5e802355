#include "sim/sobol_sequence.hpp"

#include "sim/contract.hpp"

#include <boost/random/sobol.hpp>

namespace stepdown::sim {

struct SobolSequence::Engine {
  explicit Engine(std::size_t dimensions) : coordinates(dimensions) {}
  boost::random::sobol_engine<std::uint32_t, 32> coordinates;
};

SobolSequence::SobolSequence(std::size_t dimensions) : dimensions_{dimensions} {
  expects(dimensions >= 1 && dimensions <= most_dimensions, "a point has coordinates");
  engine_ = std::make_unique<Engine>(dimensions);
}

SobolSequence::SobolSequence(SobolSequence&&) noexcept = default;
SobolSequence& SobolSequence::operator=(SobolSequence&&) noexcept = default;
SobolSequence::~SobolSequence() = default;

std::vector<std::uint32_t> SobolSequence::next() {
  std::vector<std::uint32_t> point(dimensions_);
  if (is_at_origin_) {
    is_at_origin_ = false;
    return point;
  }
  for (std::uint32_t& coordinate : point)
    coordinate = engine_->coordinates();
  return point;
}

}  // namespace stepdown::sim
