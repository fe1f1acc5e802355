#include "models/reading/read_given.hpp"
#include "models/reading/section_readers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace stepdown::models {
namespace {

/// Weights by weekday or month; those not written are 1.
std::vector<double> read_weights(Reading& reading, const Field& field, std::string_view name) {
  std::vector<double> weights;
  SectionReader section{reading, field, name};
  for (const schema::Key& key : schema::find_section(name)->keys) {
    weights.push_back(1);
    const auto each = section.find(key.name);
    if (!each) continue;
    const auto weight = read_number(reading, *each, schema::expected_of("weight"));
    if (weight && weight->value < 0) reading.expected(*each, schema::expected_of("weight"));
    weights.back() = weight ? weight->value : 1;
  }
  section.done();
  if (std::ranges::all_of(weights, [](double weight) { return weight == 0; }))
    reading.error(field, "expected at least one weight above 0, got none");
  return weights;
}

/// `1-7` or `15`
std::optional<std::pair<int, int>> parse_days(std::string_view text) {
  constexpr std::uint64_t last_day = 31;
  const std::size_t dash = text.find('-');
  const auto first = parse_whole(text.substr(0, dash), 1, last_day);
  const auto last =
      dash == std::string_view::npos ? first : parse_whole(text.substr(dash + 1), 1, last_day);
  if (!first.value || !last.value || *first.value > *last.value) return std::nullopt;
  return std::pair{static_cast<int>(*first.value), static_cast<int>(*last.value)};
}

std::vector<PoissonArrivals::DayOfMonthWeight> read_days_of_month(Reading& reading,
                                                                  const Field& field) {
  std::vector<PoissonArrivals::DayOfMonthWeight> weights;
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of("day_of_month"));
    return weights;
  }
  std::array<bool, 32> is_taken{};
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field each = field_of(field, entry);
    const auto days = parse_days(entry.key);
    const auto weight = read_number(reading, each, schema::expected_of("weight"));
    if (!days)
      reading.error(each.key.at,
                    each.path,
                    fmt::format("expected a day of the month or a range (such as '1-7'), got {}",
                                in_quotes(entry.key)));
    if (weight && weight->value < 0) reading.expected(each, schema::expected_of("weight"));
    if (!days || !weight) continue;
    bool overlaps = false;
    for (int day = days->first; day <= days->second; ++day)
      overlaps = std::exchange(is_taken.at(static_cast<std::size_t>(day)), true) || overlaps;
    if (overlaps)
      reading.error(each.key.at,
                    each.path,
                    fmt::format("expected days that are not named above, got '{}'", entry.key));
    weights.push_back({days->first, days->second, weight->value});
  }
  return weights;
}

std::vector<PoissonArrivals::Step> read_steps(Reading& reading,
                                              const Field& field,
                                              const Calendar& calendar,
                                              std::vector<Located<std::string>>& written) {
  std::vector<PoissonArrivals::Step> steps;
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of("steps"));
    return steps;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field each = field_of(field, entry);
    const auto date = read_date_key(reading, each);
    const auto rate = read_rate(reading, each);
    if (!date || !rate) continue;
    const long day = calendar.day_of(date->value);
    if (!steps.empty() && day <= steps.back().day)
      reading.error(each.key.at,
                    each.path,
                    fmt::format("expected a date after {}, got '{}'; dates ascend",
                                calendar.iso_date(steps.back().day),
                                entry.key));
    steps.push_back({day, rate->value});
    written.push_back({"steps." + calendar.iso_date(day), date->at});
  }
  return steps;
}

PoissonArrivals read_poisson(Reading& reading,
                             const Field& field,
                             const Calendar& calendar,
                             std::vector<Located<std::string>>& written) {
  PoissonArrivals poisson;
  SectionReader section{reading, field, "poisson"};
  if (const auto rate = section.rate("rate")) poisson.per_day = rate->value;
  if (const auto weekday = section.find("weekday"))
    poisson.weekday = read_weights(reading, *weekday, "weekday");
  if (const auto month = section.find("month"))
    poisson.month = read_weights(reading, *month, "month");
  if (const auto days = section.find("day_of_month"))
    poisson.days_of_month = read_days_of_month(reading, *days);
  if (const auto steps = section.find("steps"))
    poisson.steps = read_steps(reading, *steps, calendar, written);
  if (const auto growth = section.find("growth")) {
    Parsed<double> value =
        growth->is_scalar() ? parse_growth(growth->node->text) : Parsed<double>{};
    if (value.value)
      poisson.growth_per_year = *value.value;
    else if (growth->is_scalar())
      reading.error(*growth, std::move(value.problem));
    else
      reading.expected(*growth, schema::expected_of("growth"));
  }
  section.done();
  return poisson;
}

ScheduledArrivals read_scheduled(Reading& reading, const Field& field) {
  constexpr double shortest = 1e-6;  // days; the same bound as that of a rate
  ScheduledArrivals scheduled;
  SectionReader section{reading, field, "scheduled"};
  if (const auto every = section.duration("every")) {
    scheduled.every = every->value;
    if (every->value < shortest)
      reading.expected(section.find("every").value_or(field), "a duration of at least 1e-6 d");
  }
  if (const auto first = section.duration("first")) scheduled.first = first->value;
  section.done();
  return scheduled;
}

std::vector<std::pair<Located<int>, Located<double>>> read_batch(Reading& reading,
                                                                 const Field& field) {
  constexpr std::uint64_t largest_batch = 1000;
  std::vector<std::pair<Located<int>, Located<double>>> batch;
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(field, schema::expected_of("batch"));
    return batch;
  }
  double sum = 0;
  bool is_sound = true;
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field each = field_of(field, entry);
    Parsed<std::uint64_t> size = parse_whole(entry.key, 1, largest_batch);
    const auto share = read_probability(reading, each);
    if (!size.value) reading.error(each.key.at, each.path, std::move(size.problem));
    is_sound = is_sound && size.value && share;
    if (!size.value || !share) continue;
    sum += share->value;
    batch.emplace_back(Located<int>{static_cast<int>(*size.value), each.key.at}, *share);
  }
  if (std::string problem = sum_problem(sum, "shares"); is_sound && !problem.empty())
    reading.error(field, std::move(problem));
  return batch;
}

}  // namespace

std::vector<ArrivalSource> read_arrivals(Reading& reading, const Field& field, Date start) {
  std::vector<ArrivalSource> sources;
  SectionReader section{reading, field, "arrivals"};
  for (const Field& each : section.named()) {
    ArrivalSource source;
    source.name = each.key;
    SectionReader reader{reading, each, "source"};
    if (const auto poisson = reader.find("poisson"))
      source.process = read_poisson(reading, *poisson, Calendar{start}, source.written);
    if (const auto scheduled = reader.find("scheduled"))
      source.process = read_scheduled(reading, *scheduled);
    if (const auto dates = reader.find("dates"))
      source.process = read_dates(reading, *dates, start, source.written);
    if (const auto batch = reader.find("batch")) source.batch = read_batch(reading, *batch);
    if (const auto mix = reader.find("attributes")) source.mix = read_mix(reading, *mix);
    if (const auto to = reader.find("to")) source.to = read_next_states(reading, *to);
    reader.done();
    sources.push_back(std::move(source));
  }
  section.done();
  if (sources.empty() && field.is_map())
    reading.error(field, "expected at least one source of referrals, got none");
  return sources;
}

}  // namespace stepdown::models
