#include "analysis/theory/batch_pattern.hpp"

#include "analysis/theory/census_by_age.hpp"

#include <algorithm>
#include <cmath>

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
  std::vector<double> rates;          ///< by day
  std::vector<BatchNumbers> numbers;  ///< by days later
};

/// Leaves out days so much later that hardly anybody is left.
void shorten(std::vector<BatchNumbers>& numbers) {
  constexpr double hardly = 1e-9;
  double load = 0;
  for (const BatchNumbers& day : numbers)
    load += day.load();
  double left = 0;
  while (numbers.size() > 1) {
    left += numbers.back().load();
    if (left > hardly * load) return;
    numbers.pop_back();
  }
}

std::vector<DayKernel> kernels_of(const Model& model,
                                  const std::vector<AgePath>& ages,
                                  std::size_t level) {
  const std::size_t days = end_of_observed_days(model);
  std::vector<DayKernel> kernels;
  for (std::size_t i = 0; i < model.sources.size(); ++i) {
    const models::SourceModel& source = model.sources[i];
    kernels.push_back({models::daily_rates(source.process, model.calendar, static_cast<long>(days)),
                       batches_by_day(ages[i], level, batch_sizes(source), {}, 1, days)});
    shorten(kernels.back().numbers);
  }
  return kernels;
}

/// Multiplications for all days.
double work_of(const std::vector<DayKernel>& kernels, std::size_t days) {
  double work = 0;
  for (const DayKernel& kernel : kernels)
    work += static_cast<double>(kernel.numbers.size() * kernel.numbers.front().groups.size());
  return 2 * work * static_cast<double>(days);
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

OfferedPattern batch_pattern(const Model& model,
                             const std::vector<AgePath>& ages,
                             std::size_t level) {
  constexpr double most_work = 1e9;
  const std::vector<DayKernel> kernels = kernels_of(model, ages, level);
  const std::size_t first = first_observed_day(model);
  const std::size_t end = end_of_observed_days(model);
  if (work_of(kernels, end - first) > most_work)
    return NoAnswer{"batches are too large, or days too many, to follow a rate that changes"};
  std::vector<OfferedPart> parts;
  for (std::size_t d = first; d < end; ++d) {
    BatchNumbers numbers;
    for (const DayKernel& kernel : kernels)
      for (std::size_t later = 0; later <= d && later < kernel.numbers.size(); ++later)
        numbers.add(kernel.numbers[later], kernel.rates[d - later]);
    parts.push_back(part_of(std::move(numbers), 1));
  }
  return parts;
}

}  // namespace stepdown::analysis
