#include "analysis/theory/census_by_age.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

using models::hours_a_day;

namespace {

constexpr double hardly_ever = 1e-12;

/// Calls `inside(from, to, groups)` for each stretch of ages and `asks(age, requests)` for each age
/// at which people ask, of one batch.
template <class Inside, class Asks>
void walk(const AgePath& path,
          std::size_t level,
          const BatchSizes& sizes,
          const Inside& inside,
          const Asks& asks) {
  const LevelByAge& here = path.levels[level];
  const double mean = mean_of(sizes);
  const auto ask = [&](double age, double people, const std::vector<double>& found) {
    std::vector<double> requests = found;
    for (double& r : requests)
      r *= mean * people;
    asks(age, requests);
  };
  if (here.start > 0) ask(0, here.start, companions(sizes, 0, here.start));
  for (std::size_t i = 0; i < path.ages.size(); ++i) {
    if (here.entries[i] > hardly_ever) {
      const double before = i == 0 ? path.after(level, 0) : path.before(level, i);
      ask(path.ages[i], here.entries[i], companions(sizes, before, path.after(level, i)));
    }
    if (i < here.inside.size() && here.inside[i] > hardly_ever)
      inside(path.ages[i], path.ages[i + 1], present_of_batch(sizes, here.inside[i]));
  }
}

void add_to(std::vector<double>& sum, const std::vector<double>& some, double factor) {
  for (std::size_t i = 0; i < some.size(); ++i)
    sum[i] += factor * some[i];
}

/// Calls `each(days before, share of that day's arrivals)` for what came between two times, in days
/// from a midnight.
template <class Each>
void by_days_before(double from, double to, const models::HourPattern& hours, const Each& each) {
  double end = to;
  while (end > from) {
    const double day = std::ceil(end) - 1;
    const double begin = std::max(from, day);
    // nobody comes after the day that is looked at
    each(static_cast<std::size_t>(-day),
         hours.share_up_to(end - day) - hours.share_up_to(begin - day));
    end = begin;
  }
}

}  // namespace

BatchSizes batch_sizes(const models::SourceModel& source) {
  return source.batch.empty() ? BatchSizes{{1, 1.0}} : source.batch;
}

void BatchNumbers::add(const BatchNumbers& other, double factor) {
  groups.resize(std::max(groups.size(), other.groups.size()));
  requests.resize(groups.size());
  add_to(groups, other.groups, factor);
  add_to(requests, other.requests, factor);
}

double BatchNumbers::load() const {
  double people = 0;
  for (std::size_t i = 0; i < groups.size(); ++i)
    people += static_cast<double>(i + 1) * groups[i];
  return people;
}

BatchNumbers long_run_batches(const AgePath& path, std::size_t level, const BatchSizes& sizes) {
  BatchNumbers numbers(largest_of(sizes));
  walk(
      path,
      level,
      sizes,
      [&](double from, double to, const std::vector<double>& groups) {
        add_to(numbers.groups, groups, to - from);
      },
      [&](double, const std::vector<double>& requests) { add_to(numbers.requests, requests, 1); });
  return numbers;
}

std::vector<BatchNumbers> batches_by_day(const AgePath& path,
                                         std::size_t level,
                                         const BatchSizes& sizes,
                                         const models::HourPattern& hours,
                                         std::size_t parts,
                                         std::size_t most) {
  sim::expects(parts == 1 || parts == hours_a_day, "hours or whole days");
  const std::size_t days = std::min(most, static_cast<std::size_t>(path.ages.back()) + 2);
  std::vector<BatchNumbers> numbers(days * parts, BatchNumbers(largest_of(sizes)));
  const std::size_t hours_a_part = hours_a_day / parts;
  const auto at = [&](std::size_t day, std::size_t hour) -> BatchNumbers* {
    return day < days ? &numbers[day * parts + hour / hours_a_part] : nullptr;
  };
  const auto inside = [&](double from, double to, const std::vector<double>& groups) {
    for (std::size_t h = 0; h < hours_a_day; ++h) {
      const double now = (static_cast<double>(h) + 0.5) / hours_a_day;
      by_days_before(now - to, now - from, hours, [&](std::size_t day, double share) {
        if (BatchNumbers* then = at(day, h))
          add_to(then->groups, groups, share / static_cast<double>(hours_a_part));
      });
    }
  };
  const auto asks = [&](double age, const std::vector<double>& requests) {
    for (std::size_t h = 0; h < hours_a_day; ++h) {
      const double begin = static_cast<double>(h) / hours_a_day;
      by_days_before(
          begin - age, begin + 1.0 / hours_a_day - age, hours, [&](std::size_t day, double share) {
            if (BatchNumbers* then = at(day, h)) add_to(then->requests, requests, share);
          });
    }
  };
  walk(path, level, sizes, inside, asks);
  return numbers;
}

}  // namespace stepdown::analysis
