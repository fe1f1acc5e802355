#include "models/calendar.hpp"
#include "models/compile/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

namespace stepdown::models {
namespace {

struct SourceContext {
  const Scenario& scenario;
  const Names& names;
  Problems& problems;
  const ArrivalSource& source;
  std::string key;
};

void check_weights(const SourceContext& context,
                   const std::vector<double>& weights,
                   const std::string& word,
                   std::size_t expected) {
  if (weights.empty()) return;
  double sum = 0;
  for (const double weight : weights) {
    if (!(weight >= 0) || !std::isfinite(weight)) {
      context.problems.error(
          context.source.name.at,
          context.key + "." + word,
          fmt::format("expected weights of 0 or more, got {}", number_text(weight)));
      return;
    }
    sum += weight;
  }
  if (weights.size() != expected) {
    context.problems.error(context.source.name.at,
                           context.key + "." + word,
                           fmt::format("expected {} weights, got {}", expected, weights.size()));
  } else if (sum <= 0) {
    context.problems.error(context.source.name.at,
                           context.key + "." + word,
                           "expected at least one weight above 0, got none");
  }
}

void check_days_of_month(const SourceContext& context, const PoissonArrivals& process) {
  const std::string key = context.key + ".day_of_month";
  std::array<bool, 32> is_named{};
  bool is_any_positive = process.days_of_month.empty();
  for (const auto& part : process.days_of_month) {
    if (part.first < 1 || part.last > 31 || part.first > part.last) {
      context.problems.error(
          context.source.name.at,
          key,
          fmt::format("expected days from 1 to 31, got {}-{}", part.first, part.last));
      return;
    }
    if (!(part.weight >= 0) || !std::isfinite(part.weight)) {
      context.problems.error(
          context.source.name.at,
          key,
          fmt::format("expected weights of 0 or more, got {}", number_text(part.weight)));
      return;
    }
    is_any_positive = is_any_positive || part.weight > 0;
    for (int day = part.first; day <= part.last; ++day) {
      bool& named = is_named[static_cast<std::size_t>(day)];
      if (named) {
        context.problems.error(
            context.source.name.at, key, fmt::format("day {} is there twice; keep one", day));
        return;
      }
      named = true;
    }
  }
  const bool are_all_named = std::all_of(is_named.begin() + 1, is_named.end(), std::identity{});
  if (are_all_named && !is_any_positive) {
    context.problems.error(
        context.source.name.at, key, "expected at least one weight above 0, got none");
  }
}

void check_steps(const SourceContext& context, const PoissonArrivals& process) {
  const Calendar calendar(context.scenario.start.value);
  const PoissonArrivals::Step* before = nullptr;
  for (const auto& step : process.steps) {
    if (!step.date.value.ok()) {
      context.problems.error(
          step.date.at, context.key + ".steps", "expected a date of the calendar");
      continue;
    }
    const long day = calendar.day_of(step.date.value);
    const std::string key = context.key + ".steps." + calendar.iso_date(day);
    if (!(step.per_day >= 0) || !std::isfinite(step.per_day)) {
      context.problems.error(
          step.date.at,
          key,
          fmt::format("expected a rate of 0 or more, got {} /d", number_text(step.per_day)));
    }
    if (before != nullptr && step.date.value <= before->date.value) {
      context.problems.error(step.date.at,
                             key,
                             step.date.value == before->date.value
                                 ? "this date is there twice; keep one"
                                 : "expected dates in ascending order");
    }
    before = &step;
    if (static_cast<double>(day) >= context.scenario.run.horizon.value) {
      context.problems.warning(
          step.date.at,
          key,
          fmt::format("never happens: the run ends on {}", end_date(context.scenario)));
    }
  }
}

void check_poisson(const SourceContext& context, const PoissonArrivals& process) {
  if (!(process.per_day >= 0) || !std::isfinite(process.per_day)) {
    context.problems.error(
        context.source.name.at,
        context.key + ".rate",
        fmt::format("expected a rate of 0 or more, got {} /d", number_text(process.per_day)));
  }
  if (!std::isfinite(process.growth_per_year) || process.growth_per_year <= -1) {
    context.problems.error(context.source.name.at,
                           context.key + ".growth",
                           fmt::format("expected more than -100 %/y, got {} %/y",
                                       number_text(100 * process.growth_per_year)));
  }
  check_weights(context, process.weekday, "weekday", 7);
  check_weights(context, process.month, "month", 12);
  check_days_of_month(context, process);
  check_steps(context, process);
  const bool is_silent =
      std::ranges::all_of(process.steps, [](const auto& step) { return step.per_day == 0; });
  if (process.per_day == 0 && is_silent) {
    context.problems.warning(
        context.source.name.at, context.key + ".rate", "rate is 0: nobody comes from here");
  }
}

void check_scheduled(const SourceContext& context, const ScheduledArrivals& process) {
  if (!(process.every > 0) || !std::isfinite(process.every)) {
    context.problems.error(
        context.source.name.at,
        context.key + ".every",
        fmt::format("expected more than 0 days, got {}", number_text(process.every)));
  }
  if (!(process.first >= 0) || !std::isfinite(process.first)) {
    context.problems.error(
        context.source.name.at,
        context.key + ".first",
        fmt::format("expected 0 or more days, got {}", number_text(process.first)));
  } else if (process.first >= context.scenario.run.horizon.value) {
    context.problems.warning(context.source.name.at,
                             context.key + ".first",
                             "is after the end of the run: nobody comes from here");
  }
}

void check_dated(const SourceContext& context, const DatedArrivals& process) {
  const double horizon = context.scenario.run.horizon.value;
  if (!std::ranges::is_sorted(process.days)) {
    context.problems.error(process.file.at, context.key, "expected moments in ascending order");
    return;
  }
  const auto outside = std::ranges::count_if(
      process.days, [horizon](double day) { return day < 0 || day >= horizon; });
  if (outside == 0 && !process.days.empty()) return;
  context.problems.warning(
      process.file.at,
      context.key + ".dates",
      outside == std::ssize(process.days)
          ? fmt::format("none of the {} dates of '{}' lies in the run: nobody comes from here",
                        process.days.size(),
                        process.file.value)
          : fmt::format("{} of the {} dates of '{}' lie outside the run and are left out",
                        outside,
                        process.days.size(),
                        process.file.value));
}

void check_batch(const SourceContext& context) {
  if (context.source.batch.empty()) return;
  const std::string key = context.key + ".batch";
  double sum = 0;
  for (const auto& [size, share] : context.source.batch) {
    sum += share.value;
    if (size.value < 1) {
      context.problems.error(
          size.at, key, fmt::format("expected sizes of 1 or more people, got {}", size.value));
    }
    if (!is_share(share.value)) {
      context.problems.error(
          share.at,
          key,
          fmt::format("expected a share from 0 to 1, got {}", number_text(share.value)));
    }
  }
  if (std::abs(sum - 1) > sum_tolerance) {
    context.problems.error(context.source.batch.front().first.at,
                           key,
                           fmt::format("shares sum to {}, expected 1", number_text(sum)));
  }
}

void check_mix(const SourceContext& context) {
  NameIndex seen;
  for (const Attribute& mix : context.source.mix) {
    const std::string key = context.key + ".attributes." + mix.name.value;
    const auto attribute = context.names.attributes.find(mix.name.value);
    if (!attribute) {
      context.problems.error(
          mix.name.at,
          key,
          fmt::format("expected an attribute, got '{}'{}",
                      mix.name.value,
                      name_hint(mix.name.value, context.names.attributes.names())));
      continue;
    }
    if (!seen.add(mix.name.value)) {
      context.problems.error(mix.name.at, key, "this attribute is there twice; keep one");
      continue;
    }
    check_attribute_shares({&context.names, &context.problems, mix.name.at, key, *attribute},
                           mix.shares,
                           context.names.values[*attribute]);
  }
}

}  // namespace

void check_arrivals(const Scenario& scenario, const Names& names, Problems& problems) {
  if (scenario.arrivals.empty()) {
    problems.error(scenario.start.at, "arrivals", "expected at least one source, got none");
  }
  NameIndex seen;
  for (const ArrivalSource& source : scenario.arrivals) {
    const SourceContext context{scenario, names, problems, source, "arrivals." + source.name.value};
    if (!seen.add(source.name.value)) {
      problems.error(source.name.at, context.key, "another source has this name; choose another");
    }
    if (names.states.find(source.name.value)) {
      problems.error(
          source.name.at,
          context.key,
          "a state has this name, and flows.csv could not tell them apart; choose another");
    }
    if (const auto* poisson = std::get_if<PoissonArrivals>(&source.process)) {
      check_poisson(context, *poisson);
    } else if (const auto* scheduled = std::get_if<ScheduledArrivals>(&source.process)) {
      check_scheduled(context, *scheduled);
    } else {
      check_dated(context, std::get<DatedArrivals>(source.process));
    }
    check_batch(context);
    check_mix(context);
    check_split({&names, &problems, source.name.at, context.key + ".to", names.attributes.size()},
                source.to,
                scenario,
                SplitTargets::NotOutcomes);
  }
}

}  // namespace stepdown::models
