#include "models/care/history.hpp"

#include <cmath>

namespace stepdown::models {
namespace {

bool compare(double value, Comparison comparison, double number) {
  using enum Comparison;
  switch (comparison) {
    case Is:
      return value == number;
    case IsNot:
      return value != number;
    case AtLeast:
      return value >= number;
    case Above:
      return value > number;
    case AtMost:
      return value <= number;
    case Below:
      return value < number;
  }
  return false;
}

/// For numbers that were measured and rounded: what was 2.1 d on the way in counts as 2.1 d.
bool compare_measured(float value, Comparison comparison, double number) {
  constexpr double rounding = 1e-6;
  const auto measured = static_cast<double>(value);
  const bool is_same = std::abs(measured - number) <= rounding * number;
  return compare(is_same ? number : measured, comparison, number);
}

bool passes(const HistoryTest& test, const History& history) {
  using enum HistorySubject;
  const bool wants_it = test.comparison == Comparison::Is;
  switch (test.subject) {
    case Relapses:
      return compare(history.relapses, test.comparison, test.number);
    case Episodes:
      return compare(history.episodes, test.comparison, test.number);
    case Admissions:
      return compare(history.admissions, test.comparison, test.number);
    case DaysInCare:
      return compare_measured(history.days_in_care, test.comparison, test.number);
    case DaysWaited:
      return compare_measured(history.days_waited, test.comparison, test.number);
    case Attendance:
      return compare_measured(history.attendance, test.comparison, test.number);
    case LastExit:
      return (history.last_exit == test.id) == wants_it;
    case LastLevel:
      return (history.last_level == test.id) == wants_it;
    case Visited:
      return (((history.visited >> test.id) & 1U) != 0) == wants_it;
  }
  return false;
}

}  // namespace

std::uint32_t history_mask(const std::vector<HistoryTest>& tests, const History& history) {
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < tests.size(); ++i)
    mask |= static_cast<std::uint32_t>(passes(tests[i], history)) << i;
  return mask;
}

}  // namespace stepdown::models
