#include "analysis/summary/line_estimate.hpp"

#include "analysis/statistics/proportion_interval.hpp"
#include "analysis/statistics/running_moments.hpp"
#include "analysis/statistics/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stepdown::analysis {

namespace {

/// Of so many people it happened to nobody, or to all.
LineEstimate at_an_end(double value, std::int64_t number, bool comes_in_bursts) {
  LineEstimate estimate{value, std::nullopt, 0.0};
  if (comes_in_bursts)
    estimate.note = fmt::format(
        "{} of {}: no bound, as it comes in bursts", value > 0 ? "all" : "none", number);
  else
    estimate.interval = clopper_pearson_interval(value > 0 ? number : 0, number);
  return estimate;
}

/// Unless it says nothing.
void set_interval(LineEstimate& estimate, const Interval& interval) {
  constexpr double says_nothing = 100;  // times the value
  if (interval.high <= says_nothing * *estimate.value)
    estimate.interval = interval;
  else
    estimate.note = "replications differ too much for an interval";
}

void set_spread(LineEstimate& estimate, Scale scale, const Behind& behind) {
  const auto spread = spread_of(estimate.contributions);
  if (!spread) return;
  estimate.standard_error = spread->standard_error;
  estimate.note = note_on(behind);
  if (!is_enough(behind)) return;
  const Interval interval = interval_on(scale, *estimate.value, *spread);
  if (scale == Scale::Plain)
    estimate.interval = interval;
  else
    set_interval(estimate, interval);
}

/// Of a share the rarer side counts, of a mean all people who do.
Behind behind_ratio(const RatioOfPeople& figure, double value) {
  if (figure.behind) return *figure.behind;
  Behind behind{0, 0, static_cast<std::int64_t>(figure.parts.size())};
  const bool is_rare = value <= 0.5;
  for (const RatioPart& part : figure.parts) {
    double events = part.denominator;
    if (figure.is_share && is_rare) events = part.numerator;
    if (figure.is_share && !is_rare) events = part.denominator - part.numerator;
    constexpr double rounding = 1e-6;
    if (!(events > rounding)) continue;
    behind.events += events;
    ++behind.parts;
  }
  behind.events = std::round(behind.events);
  return behind;
}

}  // namespace

bool is_enough(const Behind& behind) {
  return behind.events >= fewest_for_interval &&
         behind.parts >= std::min(behind.of, fewest_parts_for_interval);
}

std::string note_on(const Behind& behind) {
  if (is_enough(behind))
    return behind.events < few_events ? fmt::format("from {:.0f} events", behind.events) : "";
  if (behind.events < fewest_for_interval)
    return fmt::format("from {:.0f} {}: too few for an interval",
                       behind.events,
                       behind.events == 1 ? "event" : "events");
  return fmt::format("from {:.0f} events in {} of {} replications: too few for an interval",
                     behind.events,
                     behind.parts,
                     behind.of);
}

LineEstimate over_time_estimate(std::span<const double> values,
                                bool is_share,
                                std::optional<std::int64_t> events) {
  StudentFactor student;
  return over_time_estimate(values, is_share, events, student);
}

LineEstimate over_time_estimate(std::span<const double> values,
                                bool is_share,
                                std::optional<std::int64_t> events,
                                StudentFactor& student) {
  RunningMoments moments;
  Behind behind{0, 0, static_cast<std::int64_t>(values.size())};
  bool is_signed = false;  // an amount of money that can be a loss
  for (const double x : values) {
    moments.add(x);
    if (x != 0) ++behind.parts;
    is_signed = is_signed || x < 0;
  }
  LineEstimate estimate{moments.mean(), std::nullopt, std::nullopt};
  const auto sd = moments.standard_deviation();
  if (!sd) return estimate;
  const double mean = moments.mean().value_or(0);
  const auto k = static_cast<double>(values.size());
  const Spread spread{*sd / std::sqrt(k), k - 1, 0};
  estimate.standard_error = spread.standard_error;
  if (mean == 0) {
    estimate.note = "0 in every replication";
    return estimate;
  }
  // What is not counted, such as a census, has as many events as it takes.
  behind.events = events ? static_cast<double>(*events) : few_events;
  estimate.note = note_on(behind);
  if (!events && !is_enough(behind))
    estimate.note = fmt::format(
        "above 0 in {} of {} replications: too few for an interval", behind.parts, behind.of);
  if (!is_enough(behind)) return estimate;
  if (is_share && mean > 0 && mean < 1) {
    estimate.interval = interval_on(Scale::Share, mean, spread, student);
  } else if (is_signed) {
    estimate.interval = interval_on(Scale::Plain, mean, spread, student);
  } else if (!is_share || mean > 1) {
    const Interval plain = interval_on(Scale::Plain, mean, spread, student);
    const bool goes_below = plain.low < 0 && mean > 0;
    set_interval(estimate,
                 goes_below ? interval_on(Scale::Positive, mean, *spread_of(values)) : plain);
  }
  return estimate;
}

OverReplications over_replications(std::span<const double> values, StudentFactor& student) {
  const std::vector<double> copied(values.begin(), values.end());
  return {.mean = *sample_mean(values),
          .interval = over_time_estimate(values, false, std::nullopt, student).interval,
          .p05 = *sample_quantile(copied, 0.05),
          .p95 = *sample_quantile(copied, 0.95)};
}

LineEstimate ratio_estimate(const RatioOfPeople& figure) {
  LineEstimate estimate{ratio_of(figure.parts), std::nullopt, std::nullopt};
  if (!estimate.value) return estimate;
  const double value = *estimate.value;
  if (figure.parts.size() < 2) return estimate;
  double number = 0;
  for (const RatioPart& part : figure.parts)
    number += part.denominator;
  constexpr double rounding = 1e-12;
  const bool is_all = figure.is_share && std::abs(value - 1) < rounding;
  if (is_all || (figure.is_share && value == 0)) {
    estimate = at_an_end(is_all ? 1 : 0, std::llround(number), figure.comes_in_bursts);
    estimate.contributions.assign(figure.parts.size(), *estimate.value);
    return estimate;
  }
  estimate.contributions = ratio_contributions(figure.parts);
  const bool is_inside = figure.is_share && value < 1;
  const bool is_signed = std::ranges::any_of(  // what is gained less what it costs
      figure.parts,
      [](const RatioPart& part) { return part.numerator < 0; });
  if (is_signed) {
    set_spread(estimate, Scale::Plain, behind_ratio(figure, value));
  } else if (value > 0) {
    set_spread(estimate, is_inside ? Scale::Share : Scale::Positive, behind_ratio(figure, value));
  } else {
    estimate.standard_error = 0;
    estimate.note = fmt::format("0 for all of {:.0f}", number);
  }
  return estimate;
}

LineEstimate sd_estimate(std::span<const Moments> replications,
                         const std::optional<Behind>& behind) {
  const Moments sum = sum_of(replications);
  Behind counted{sum.n, 0, static_cast<std::int64_t>(replications.size())};
  for (const Moments& one : replications)
    if (one.sum != 0) ++counted.parts;
  LineEstimate estimate{standard_deviation_of(sum), std::nullopt, std::nullopt};
  if (!estimate.value || replications.size() < 2) return estimate;
  estimate.contributions = sd_contributions(replications);
  // Equal values differ by rounding of their squares only.
  constexpr double rounding = 1e-6;
  if (*estimate.value <= rounding * std::abs(sum.sum) / sum.n) {
    estimate.value = 0;
    estimate.standard_error = 0;
    estimate.contributions.assign(replications.size(), 0.0);
  } else {
    set_spread(estimate, Scale::Positive, behind.value_or(counted));
  }
  return estimate;
}

LineEstimate share_estimate(double value,
                            const ShareOfCurve& behind,
                            std::vector<double> contributions) {
  constexpr double rounding = 1e-12;
  LineEstimate estimate{value, std::nullopt, std::nullopt, std::move(contributions)};
  if (behind.groups < 2) return estimate;
  if (value <= 0 || value >= 1 - rounding) {
    const double end = value <= 0 ? 0 : 1;
    const std::size_t groups = estimate.contributions.size();
    estimate = at_an_end(end, behind.known, behind.comes_in_bursts);
    estimate.contributions.assign(groups, end);
    return estimate;
  }
  const double rarer = std::min(value, 1 - value) * static_cast<double>(behind.known);
  set_spread(estimate, Scale::Share, {std::round(rarer), behind.parts, behind.groups});
  return estimate;
}

}  // namespace stepdown::analysis
