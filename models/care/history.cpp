#include "models/care/history.hpp"

namespace stepdown::models {
namespace {

template <class Number>
bool compare(Number value, Comparison comparison, Number number) {
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

bool compare_count(std::uint16_t count, Comparison comparison, double number) {
  return compare(static_cast<double>(count), comparison, number);
}

bool passes(const HistoryTest& test, const History& history) {
  using enum HistorySubject;
  const bool wants_it = test.comparison == Comparison::Is;
  switch (test.subject) {
    case Relapses:
      return compare_count(history.relapses, test.comparison, test.number);
    case Episodes:
      return compare_count(history.episodes, test.comparison, test.number);
    case Admissions:
      return compare_count(history.admissions, test.comparison, test.number);
    case DaysInCare:
      return compare(history.time_in_care, test.comparison, sim::to_ticks(test.number));
    case DaysWaited:
      return compare(history.waited, test.comparison, sim::to_ticks(test.number));
    case Attendance:
      return compare(history.attended, test.comparison, whole_shares(test.number));
    case LastExit:
      return (history.last_exit == test.id) == wants_it;
    case LastLevel:
      return (history.last_level == test.id) == wants_it;
    case Medication:
      return ((history.medications >> test.id & 1U) != 0) == wants_it;
    case Visited:
      return (((history.visited >> test.id) & 1U) != 0) == wants_it;
  }
  return false;
}

}  // namespace

std::uint32_t whole_shares(double share) {
  return static_cast<std::uint32_t>(share * double{History::shares} + 0.5);
}

std::uint32_t history_mask(const std::vector<HistoryTest>& tests, const History& history) {
  std::uint32_t mask = 0;
  for (std::size_t i = 0; i < tests.size(); ++i)
    mask |= static_cast<std::uint32_t>(passes(tests[i], history)) << i;
  return mask;
}

}  // namespace stepdown::models
