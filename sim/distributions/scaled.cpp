#include "sim/distributions/scaled.hpp"

#include "sim/distributions/fit.hpp"
#include "sim/distributions/problem.hpp"
#include "sim/distributions/text.hpp"

namespace stepdown::sim {

double Scaled::tail(Tail side, double x) const {
  return base->tail(side, x / factor);
}

double Scaled::tail_quantile(Tail side, double w) const {
  return factor * base->tail_quantile(side, w);
}

double Scaled::density(double x) const {
  return base->density(x / factor) / factor;
}

Moments Scaled::moments() const {
  const Moments plain = base->moments();
  return {.mean = factor * plain.mean, .variance = factor * factor * plain.variance};
}

Range Scaled::range() const {
  const Range plain = base->range();
  return {.low = factor * plain.low, .high = factor * plain.high};
}

std::optional<Distribution> Scaled::between(double from, double to) const {
  return Scaled{
      .base = Truncated{.base = base, .low = from / factor, .high = to / factor}.resolved(),
      .factor = factor};
}

bool Scaled::has_quantile_formula() const {
  return base->has_quantile_formula();
}

bool Scaled::is_lattice() const {
  return sim::is_lattice(*base);
}

double Scaled::never() const {
  return base->never();
}

bool operator==(const Scaled& a, const Scaled& b) {
  return a.base == b.base && a.factor == b.factor;
}

std::string Scaled::problem() const {
  return first_problem(positive_problem("factor", factor), problem_with(*base));
}

std::string Scaled::text() const {
  return short_number(factor) + " times " + describe(*base);
}

Fitted scaled(const Distribution& base, double factor) {
  return checked(Scaled{.base = base, .factor = factor});
}

}  // namespace stepdown::sim
