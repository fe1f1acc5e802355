#include "analysis/theory/census_by_age.hpp"

#include "sim/contract.hpp"

#include <algorithm>
#include <cmath>

namespace stepdown::analysis {

using models::hours_a_day;

namespace {

constexpr double almost_nobody = 1e-12;

/// Calls `inside(age, groups)` for each stretch from one age to the next and `asks(age, requests)`
/// for each age at which people ask, of one batch; ages by their number.
template <class Inside, class Asks>
void walk(const AgePath& path,
          std::size_t level,
          const BatchSizes& sizes,
          const Inside& inside,
          const Asks& asks) {
  const LevelByAge& here = path.levels[level];
  const double mean = mean_of(sizes);
  const bool is_alone = sizes == BatchSizes{{1, 1.0}};
  std::vector<double> numbers{0};
  const auto ask = [&](std::size_t age, double people, double before, double after) {
    if (is_alone) {
      numbers.front() = people;
    } else {
      numbers = companions(sizes, before, after);
      for (double& r : numbers)
        r *= mean * people;
    }
    asks(age, numbers);
  };
  if (here.start > 0) ask(0, here.start, 0, here.start);
  for (std::size_t i = 0; i < path.ages.size(); ++i) {
    if (here.entries[i] > almost_nobody) {
      const double before = i == 0 ? path.after(level, 0) : path.before(level, i);
      ask(i, here.entries[i], before, path.after(level, i));
    }
    if (i >= here.inside.size() || !(here.inside[i] > almost_nobody)) continue;
    if (is_alone)
      numbers.front() = here.inside[i];
    else
      numbers = present_of_batch(sizes, here.inside[i]);
    inside(i, numbers);
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
      [&](std::size_t age, const std::vector<double>& groups) {
        add_to(numbers.groups, groups, path.ages[age + 1] - path.ages[age]);
      },
      [&](std::size_t, const std::vector<double>& requests) {
        add_to(numbers.requests, requests, 1);
      });
  return numbers;
}

AgesByDay::AgesByDay(std::span<const double> ages,
                     const models::HourPattern& hours,
                     std::size_t parts,
                     std::size_t most)
    : hours_{hours},
      parts_{parts},
      days_{std::min(most, static_cast<std::size_t>(ages.back()) + 2)} {
  sim::expects(parts == 1 || parts == hours_a_day, "hours or whole days");
  for (std::size_t i = 0; i < ages.size() && ages[i] < static_cast<double>(days_); ++i) {
    Shares& stretch = between_.emplace_back();
    Shares& moment = at_.emplace_back();
    for (std::size_t h = 0; h < hours_a_day; ++h) {
      const double begin = static_cast<double>(h) / hours_a_day;
      const double now = (static_cast<double>(h) + 0.5) / hours_a_day;
      add(begin - ages[i], begin + 1.0 / hours_a_day - ages[i], h, moment);
      if (i + 1 < ages.size()) add(now - ages[i + 1], now - ages[i], h, stretch);
    }
    const auto hours_a_part = static_cast<double>(hours_a_day / parts);
    for (Share& one : stretch)
      one.share /= hours_a_part;
  }
}

/// Adds those who came between two times, in days from the midnight before the hour.
void AgesByDay::add(double from, double to, std::size_t hour, Shares& shares) const {
  const std::size_t part = hour * parts_ / hours_a_day;
  by_days_before(from, to, hours_, [&](std::size_t day, double share) {
    if (day >= days_) return;
    const auto place = static_cast<std::uint32_t>(day * parts_ + part);
    // Of a whole day all hours are together.
    const auto found = parts_ == 1 ? std::ranges::find(shares, place, &Share::place) : shares.end();
    if (found != shares.end())
      found->share += share;
    else
      shares.push_back({place, share});
  });
}

void BatchesByDay::resize(std::size_t places) {
  for (ByPlace& one : groups)
    one.resize(places);
  for (ByPlace& one : requests)
    one.resize(places);
}

double BatchesByDay::load(std::size_t place) const {
  double people = 0;
  for (std::size_t i = 0; i < groups.size(); ++i)
    people += static_cast<double>(i + 1) * groups[i][place];
  return people;
}

BatchesByDay batches_by_day(const AgePath& path,
                            std::size_t level,
                            const BatchSizes& sizes,
                            const AgesByDay& ages) {
  BatchesByDay result(largest_of(sizes), ages.days() * ages.parts());
  const auto add = [](std::span<const AgesByDay::Share> shares,
                      const std::vector<double>& numbers,
                      std::vector<BatchesByDay::ByPlace>& sums) {
    for (std::size_t n = 0; n < numbers.size(); ++n)
      for (const AgesByDay::Share& one : shares)
        sums[n][one.place] += numbers[n] * one.share;
  };
  walk(
      path,
      level,
      sizes,
      [&](std::size_t age, const std::vector<double>& groups) {
        if (age < ages.ages()) add(ages.between(age), groups, result.groups);
      },
      [&](std::size_t age, const std::vector<double>& requests) {
        if (age < ages.ages()) add(ages.at(age), requests, result.requests);
      });
  return result;
}

}  // namespace stepdown::analysis
