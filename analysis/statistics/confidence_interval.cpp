#include "analysis/statistics/confidence_interval.hpp"

#include "sim/contract.hpp"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stepdown::analysis {

namespace {

// Boost would do this in long double, many times slower and no better than Student's assumptions.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
using StudentT = boost::math::students_t_distribution<double, InDouble>;

}  // namespace

double student_t_equivalent(double t, double from, double to) {
  sim::expects(from >= 1 && to >= 1, "at least one degree of freedom");
  const double tail = boost::math::cdf(boost::math::complement(StudentT(from), std::abs(t)));
  const double least = std::numeric_limits<double>::min();
  const double there =
      boost::math::quantile(boost::math::complement(StudentT(to), std::max(tail, least)));
  return std::copysign(there, t);
}

double student_t_quantile(double probability, double degrees_of_freedom) {
  sim::expects(probability > 0 && probability < 1, "a probability strictly between 0 and 1");
  sim::expects(degrees_of_freedom >= 1, "at least one degree of freedom");
  return boost::math::quantile(StudentT(degrees_of_freedom), probability);
}

double student_t_probability(double t, double degrees_of_freedom) {
  sim::expects(degrees_of_freedom >= 1, "at least one degree of freedom");
  return boost::math::cdf(StudentT(degrees_of_freedom), t);
}

StudentFactor::StudentFactor(double confidence) : confidence_{confidence} {
  sim::expects(confidence > 0 && confidence < 1, "a confidence strictly between 0 and 1");
}

double StudentFactor::with(double degrees_of_freedom) {
  if (degrees_of_freedom != degrees_of_freedom_) {
    t_ = student_t_quantile(1 - (1 - confidence_) / 2, degrees_of_freedom);
    degrees_of_freedom_ = degrees_of_freedom;
  }
  return t_;
}

std::optional<Interval> student_t_interval(const RunningMoments& replications,
                                           StudentFactor& student) {
  const auto s = replications.standard_deviation();
  if (!s) return std::nullopt;
  const std::int64_t n = replications.count();
  const double mean = replications.mean().value_or(0);
  const double half_width = student.of(n) * *s / std::sqrt(static_cast<double>(n));
  return Interval{mean - half_width, mean + half_width};
}

std::optional<Interval> student_t_interval(const RunningMoments& replications, double confidence) {
  StudentFactor student(confidence);
  return student_t_interval(replications, student);
}

}  // namespace stepdown::analysis
