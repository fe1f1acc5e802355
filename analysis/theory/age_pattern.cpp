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
  std::vector<double> rates;          ///< by day
  std::vector<BatchNumbers> numbers;  ///< [days later * parts + part], where parts differ
  std::vector<BatchNumbers> late;     ///< [days later], in each part, after those
};

/// Leaves out days so much later that hardly anybody is left.
void shorten(std::vector<BatchNumbers>& numbers, std::size_t parts) {
  constexpr double hardly = 1e-9;
  double load = 0;
  for (const BatchNumbers& some : numbers)
    load += some.load();
  double left = 0;
  while (numbers.size() > parts) {
    for (std::size_t part = 0; part < parts; ++part)
      left += numbers[numbers.size() - 1 - part].load();
    if (left > hardly * load) return;
    numbers.resize(numbers.size() - parts);
  }
}

/// After weeks nobody sees any more at which hour somebody came.
void merge_parts(std::size_t parts, DayKernel& kernel) {
  constexpr std::size_t weeks = 28;
  if (parts == 1) return;
  for (std::size_t i = weeks * parts; i < kernel.numbers.size(); ++i) {
    if (i % parts == 0) kernel.late.emplace_back();
    kernel.late.back().add(kernel.numbers[i], 1.0 / static_cast<double>(parts));
  }
  kernel.numbers.resize(std::min(kernel.numbers.size(), weeks * parts));
}

std::vector<DayKernel> kernels_of(const Model& model,
                                  const std::vector<AgePath>& ages,
                                  std::size_t level,
                                  std::size_t parts) {
  const std::size_t days = end_of_observed_days(model);
  std::vector<DayKernel> kernels;
  for (std::size_t i = 0; i < model.sources.size(); ++i) {
    const models::SourceModel& source = model.sources[i];
    DayKernel& kernel = kernels.emplace_back();
    kernel.rates = models::daily_rates(source.process, model.calendar, static_cast<long>(days));
    kernel.numbers = batches_by_day(
        ages[i], level, batch_sizes(source), models::hour_pattern(source.process), parts, days);
    shorten(kernel.numbers, parts);
    merge_parts(parts, kernel);
  }
  return kernels;
}

/// Multiplications for all days.
double work_of(const std::vector<DayKernel>& kernels, std::size_t days) {
  double work = 0;
  for (const DayKernel& kernel : kernels)
    work += static_cast<double>((kernel.numbers.size() + kernel.late.size()) *
                                kernel.numbers.front().groups.size());
  return 2 * work * static_cast<double>(days);
}

/// What those who came on a day or before it are to its parts.
std::vector<BatchNumbers> numbers_on(std::size_t day,
                                     const std::vector<DayKernel>& kernels,
                                     std::size_t parts) {
  BatchNumbers late;
  for (const DayKernel& kernel : kernels) {
    const std::size_t first = kernel.numbers.size() / parts;
    for (std::size_t i = 0; i < kernel.late.size() && first + i <= day; ++i)
      late.add(kernel.late[i], kernel.rates[day - first - i]);
  }
  std::vector<BatchNumbers> numbers(parts, late);
  for (const DayKernel& kernel : kernels)
    for (std::size_t i = 0; i < kernel.numbers.size() && i / parts <= day; ++i)
      numbers[i % parts].add(kernel.numbers[i], kernel.rates[day - i / parts]);
  return numbers;
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

OfferedPattern pattern_by_age(const Model& model,
                              const std::vector<AgePath>& ages,
                              std::size_t level) {
  constexpr double most_work = 1e9;
  const std::size_t parts = has_hours(model) ? models::hours_a_day : 1;
  const std::vector<DayKernel> kernels = kernels_of(model, ages, level, parts);
  const std::size_t first = first_observed_day(model);
  const std::size_t end = end_of_observed_days(model);
  if (work_of(kernels, end - first) > most_work)
    return NoAnswer{"batches are too large, or days too many, to follow a rate that changes"};
  std::vector<OfferedPart> pattern;
  for (std::size_t d = first; d < end; ++d)
    for (BatchNumbers& numbers : numbers_on(d, kernels, parts))
      pattern.push_back(part_of(std::move(numbers), 1.0 / static_cast<double>(parts)));
  return pattern;
}

}  // namespace stepdown::analysis
