#include "analysis/theory/age_pattern.hpp"

#include "analysis/theory/census_by_age.hpp"

#include <algorithm>
#include <utility>

namespace stepdown::analysis {

using models::Model;

namespace {

/// People who come alone need no numbers of batches: their census is Poisson.
OfferedPart part_of(BatchNumbers numbers, double days) {
  OfferedPart part{.load = numbers.load(), .requests = 0, .days = days};
  for (const double r : numbers.requests)
    part.requests += r;
  if (numbers.groups.size() < 2) return part;
  if (part.requests > 0)
    for (double& r : numbers.requests)
      r /= part.requests;
  part.groups = std::move(numbers.groups);
  part.companions = std::move(numbers.requests);
  return part;
}

/// What one source is to a level: its batches a day, and what those of a day are to later ones.
struct DayKernel {
  std::vector<double> rates;  ///< by day
  BatchesByDay numbers;       ///< where parts differ
  BatchesByDay late;          ///< after those, in each part alike; by days later
};

/// Leaves out days so much later that hardly anybody is left.
void shorten(std::size_t parts, BatchesByDay& numbers) {
  constexpr double hardly = 1e-9;
  double load = 0;
  for (std::size_t i = 0; i < numbers.places(); ++i)
    load += numbers.load(i);
  double left = 0;
  std::size_t places = numbers.places();
  while (places > parts) {
    for (std::size_t part = 0; part < parts; ++part)
      left += numbers.load(places - 1 - part);
    if (left > hardly * load) break;
    places -= parts;
  }
  numbers.resize(places);
}

/// After weeks nobody sees any more at which hour somebody came.
void merge_parts(std::size_t parts, DayKernel& kernel) {
  constexpr std::size_t weeks = 28;
  const std::size_t first = weeks * parts;
  if (parts == 1 || kernel.numbers.places() <= first) return;
  const auto merge = [&](const std::vector<BatchesByDay::ByPlace>& from,
                         std::vector<BatchesByDay::ByPlace>& to) {
    for (std::size_t n = 0; n < from.size(); ++n)
      for (std::size_t i = first; i < from[n].size(); ++i)
        to[n][i / parts - weeks] += from[n][i] / static_cast<double>(parts);
  };
  kernel.late = BatchesByDay(kernel.numbers.groups.size(), kernel.numbers.places() / parts - weeks);
  merge(kernel.numbers.groups, kernel.late.groups);
  merge(kernel.numbers.requests, kernel.late.requests);
  kernel.numbers.resize(first);
}

std::vector<DayKernel> kernels_of(const Model& model,
                                  const SourcesByAge& sources,
                                  std::size_t level) {
  std::vector<DayKernel> kernels;
  for (std::size_t i = 0; i < model.sources.size(); ++i) {
    const BatchSizes sizes = batch_sizes(model.sources[i]);
    DayKernel& kernel = kernels.emplace_back(DayKernel{
        sources.rates[i],
        batches_by_day(sources.ages[i], level, sizes, sources.days[sources.which_days[i]]),
        BatchesByDay(largest_of(sizes), 0)});
    shorten(sources.parts, kernel.numbers);
    merge_parts(sources.parts, kernel);
  }
  return kernels;
}

/// Multiplications for all days.
double work_of(const std::vector<DayKernel>& kernels, std::size_t days) {
  double work = 0;
  for (const DayKernel& kernel : kernels)
    work += static_cast<double>((kernel.numbers.places() + kernel.late.places()) *
                                kernel.numbers.groups.size());
  return 2 * work * static_cast<double>(days);
}

/// Days that are looked at.
struct Days {
  std::size_t first = 0;
  std::size_t end = 0;
};

/// Adds what those who came `later` days before each of the days are to it.
void add_day(const std::vector<double>& rates,
             std::size_t later,
             double each,
             const Days& days,
             std::vector<double>& sums) {
  if (!(each > 0)) return;
  for (std::size_t d = std::max(days.first, later); d < days.end; ++d)
    sums[d - days.first] += each * rates[d - later];
}

/// Numbers of one kind on each of the days, [part][day].
using ByPartAndDay = std::vector<std::vector<double>>;

void add_kernel(const DayKernel& kernel,
                const BatchesByDay::ByPlace& numbers,
                const BatchesByDay::ByPlace& late,
                const Days& days,
                ByPartAndDay& sums) {
  const std::size_t parts = sums.size();
  std::vector<double> of_late(days.end - days.first);
  for (std::size_t i = 0; i < late.size(); ++i)
    add_day(kernel.rates, numbers.size() / parts + i, late[i], days, of_late);
  for (std::size_t part = 0; part < parts; ++part) {
    for (std::size_t i = 0; part + i * parts < numbers.size(); ++i)
      add_day(kernel.rates, i, numbers[part + i * parts], days, sums[part]);
    for (std::size_t d = 0; d < of_late.size(); ++d)
      sums[part][d] += of_late[d];
  }
}

bool is_same(const models::HourPattern& a, const models::HourPattern& b) {
  bool same = a.is_even() == b.is_even();
  for (std::size_t hour = 1; hour < models::hours_a_day; ++hour) {
    const double part = (static_cast<double>(hour) + 0.5) / models::hours_a_day;
    same = same && a.share_up_to(part) == b.share_up_to(part);
  }
  return same;
}

}  // namespace

std::size_t first_observed_day(const Model& model) {
  return static_cast<std::size_t>(model.warm_up);
}

std::size_t end_of_observed_days(const Model& model) {
  return std::max(first_observed_day(model) + 1, static_cast<std::size_t>(model.horizon));
}

OfferedPart long_run_part(const Model& model,
                          const std::vector<AgePath>& ages,
                          std::size_t level,
                          const StateDemand& demand) {
  BatchNumbers numbers;
  for (std::size_t i = 0; i < model.sources.size(); ++i)
    numbers.add(long_run_batches(ages[i], level, batch_sizes(model.sources[i])),
                models::steady_rate(model.sources[i].process).value_or(0));
  numbers.groups.front() =
      std::max(0.0, numbers.groups.front() + demand.offered_load - numbers.load());
  double requests = 0;
  for (const double r : numbers.requests)
    requests += r;
  numbers.requests.front() = std::max(0.0, numbers.requests.front() + demand.rate - requests);
  return part_of(std::move(numbers), 1);
}

SourcesByAge sources_by_age(const Model& model, const TheoryListener& listener) {
  SourcesByAge sources{.ages = age_paths(model, listener),
                       .parts = has_hours(model) ? models::hours_a_day : 1};
  const std::size_t days = end_of_observed_days(model);
  std::vector<models::HourPattern> patterns;
  for (std::size_t i = 0; i < model.sources.size(); ++i) {
    const models::ArrivalProcess& process = model.sources[i].process;
    sources.rates.push_back(models::daily_rates(process, model.calendar, static_cast<long>(days)));
    const models::HourPattern hours = models::hour_pattern(process);
    const auto known = std::ranges::find_if(
        patterns, [&](const models::HourPattern& other) { return is_same(other, hours); });
    sources.which_days.push_back(static_cast<std::size_t>(known - patterns.begin()));
    if (known != patterns.end()) continue;
    patterns.push_back(hours);
    sources.days.emplace_back(sources.ages[i].ages, hours, sources.parts, days);
  }
  return sources;
}

OfferedPattern pattern_by_age(const Model& model, const SourcesByAge& sources, std::size_t level) {
  constexpr double most_work = 1e9;
  const std::vector<DayKernel> kernels = kernels_of(model, sources, level);
  const Days days{first_observed_day(model), end_of_observed_days(model)};
  const std::size_t count = days.end - days.first;
  if (work_of(kernels, count) > most_work)
    return NoAnswer{"batches are too large, or days too many, to follow a rate that changes"};
  std::size_t largest = 0;
  for (const DayKernel& kernel : kernels)
    largest = std::max(largest, kernel.numbers.groups.size());
  const std::vector<ByPartAndDay> none(largest,
                                       ByPartAndDay(sources.parts, std::vector<double>(count)));
  auto groups = none;
  auto requests = none;
  for (const DayKernel& kernel : kernels) {
    for (std::size_t n = 0; n < kernel.numbers.groups.size(); ++n) {
      add_kernel(kernel, kernel.numbers.groups[n], kernel.late.groups[n], days, groups[n]);
      add_kernel(kernel, kernel.numbers.requests[n], kernel.late.requests[n], days, requests[n]);
    }
  }
  std::vector<OfferedPart> pattern;
  pattern.reserve(count * sources.parts);
  for (std::size_t d = 0; d < count; ++d) {
    for (std::size_t part = 0; part < sources.parts; ++part) {
      BatchNumbers numbers(largest);
      for (std::size_t n = 0; n < largest; ++n) {
        numbers.groups[n] = groups[n][part][d];
        numbers.requests[n] = requests[n][part][d];
      }
      pattern.push_back(part_of(std::move(numbers), 1.0 / static_cast<double>(sources.parts)));
    }
  }
  return pattern;
}

}  // namespace stepdown::analysis
