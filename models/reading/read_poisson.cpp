#include "models/reading/read_poisson.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/quantity.hpp"
#include "models/reading/read_season.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

using Weights = std::vector<double>;

template <std::size_t position>
void read_weight_at(Reading& reading, const Field& field, Weights& weights) {
  if (const auto weight = read_weight(reading, field)) weights[position] = weight->value;
}

template <std::size_t position>
constexpr KeyOf<Weights> weight_key(std::string_view name,
                                    std::string_view meaning,
                                    std::string_view example) {
  return {name, value::by<read_weight_at<position>>("weight"), optional, "1", meaning, example};
}

// clang-format off
constexpr auto weekday_keys = key_table<Weights>({
    weight_key<0>("mon", "weight of Mondays", "1.176"),
    weight_key<1>("tue", "weight of Tuesdays", "1.176"),
    weight_key<2>("wed", "weight of Wednesdays", "1.176"),
    weight_key<3>("thu", "weight of Thursdays", "1.176"),
    weight_key<4>("fri", "weight of Fridays", "1.176"),
    weight_key<5>("sat", "weight of Saturdays", "0.56"),
    weight_key<6>("sun", "weight of Sundays", "0.56"),
});

constexpr auto month_keys = key_table<Weights>({
    weight_key<0>("jan", "weight of January", "0.98"),
    weight_key<1>("feb", "weight of February", "1"),
    weight_key<2>("mar", "weight of March", "1.02"),
    weight_key<3>("apr", "weight of April", "1.04"),
    weight_key<4>("may", "weight of May", "1.045"),
    weight_key<5>("jun", "weight of June", "1.04"),
    weight_key<6>("jul", "weight of July", "1.02"),
    weight_key<7>("aug", "weight of August", "1"),
    weight_key<8>("sep", "weight of September", "0.98"),
    weight_key<9>("oct", "weight of October", "0.96"),
    weight_key<10>("nov", "weight of November", "0.955"),
    weight_key<11>("dec", "weight of December", "0.96"),
});
// clang-format on

/// Weights by weekday or month; those not written are 1.
template <std::size_t size>
Weights read_weights(Reading& reading,
                     const Field& field,
                     const schema::Section& name,
                     const KeyTable<Weights, size>& table) {
  Weights weights(size, 1);
  SectionReader section{reading, field, name};
  read_keys(section, table, weights);
  reading.parts_written.push_back({"poisson." + std::string{name.name}, field.at()});
  return weights;
}

Weights read_weekdays(Reading& reading, const Field& field) {
  return read_weights(reading, field, schema::weekday_section, weekday_keys);
}

Weights read_months(Reading& reading, const Field& field) {
  return read_weights(reading, field, schema::month_section, month_keys);
}

/// What numbers a map of weights is about.
struct NumberedWeights {
  std::string_view key;    ///< of the map, and its type
  std::string_view one;    ///< "a day of the month"
  std::string_view many;   ///< "days"
  std::string_view range;  ///< "1-7"
  std::uint64_t least = 0;
  std::uint64_t most = 0;
  Rule bad{};
  Rule twice{};
};

constexpr NumberedWeights numbered_days{"day_of_month",
                                        "a day of the month",
                                        "days",
                                        "1-7",
                                        1,
                                        31,
                                        Rule::BadDaysOfMonth,
                                        Rule::DaysTwice};
constexpr NumberedWeights numbered_hours{
    "hour", "an hour from 0 to 23", "hours", "8-16", 0, 23, Rule::BadHours, Rule::HoursTwice};

/// `1-7` or `15`
std::optional<std::pair<int, int>> parse_range(std::string_view text,
                                               const NumberedWeights& numbers) {
  const std::size_t dash = text.find('-');
  const auto first = parse_whole(text.substr(0, dash), numbers.least, numbers.most);
  const auto last = dash == std::string_view::npos
                        ? first
                        : parse_whole(text.substr(dash + 1), numbers.least, numbers.most);
  if (!first.value || !last.value || *first.value > *last.value) return std::nullopt;
  return std::pair{static_cast<int>(*first.value), static_cast<int>(*last.value)};
}

std::vector<PoissonArrivals::RangeWeight> read_ranges(Reading& reading,
                                                      const Field& field,
                                                      const NumberedWeights& numbers) {
  std::vector<PoissonArrivals::RangeWeight> weights;
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of(numbers.key));
    return weights;
  }
  reading.parts_written.push_back({"poisson." + std::string{numbers.key}, field.at()});
  std::array<bool, 32> is_taken{};
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field each = field_of(field, entry);
    const auto range = parse_range(entry.key, numbers);
    const auto weight = read_weight(reading, each);
    if (!range)
      reading.error(numbers.bad,
                    each.key.at,
                    each.path,
                    fmt::format("expected {} or a range (such as '{}'), got {}",
                                numbers.one,
                                numbers.range,
                                in_quotes(entry.key)));
    if (!range || !weight) continue;
    bool overlaps = false;
    for (int number = range->first; number <= range->second; ++number)
      overlaps = std::exchange(is_taken.at(static_cast<std::size_t>(number)), true) || overlaps;
    if (overlaps)
      reading.error(
          numbers.twice,
          each.key.at,
          each.path,
          fmt::format("expected {} that are not named above, got '{}'", numbers.many, entry.key));
    weights.push_back({range->first, range->second, weight->value});
  }
  return weights;
}

std::vector<PoissonArrivals::RangeWeight> read_days_of_month(Reading& reading, const Field& field) {
  return read_ranges(reading, field, numbered_days);
}

std::vector<PoissonArrivals::RangeWeight> read_hours(Reading& reading, const Field& field) {
  return read_ranges(reading, field, numbered_hours);
}

std::vector<PoissonArrivals::Step> read_steps(Reading& reading, const Field& field) {
  const Calendar calendar{reading.start};
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
      reading.error(Rule::DatesDescend,
                    each.key.at,
                    each.path,
                    fmt::format("expected a date after {}, got '{}'; dates ascend",
                                calendar.iso_date(steps.back().day),
                                entry.key));
    steps.push_back({day, rate->value});
    reading.parts_written.push_back({"steps." + calendar.iso_date(day), date->at});
  }
  return steps;
}

std::optional<double> read_growth(Reading& reading, const Field& field) {
  if (!field.is_scalar()) {
    reading.expected(field, schema::expected_of("growth"));
    return std::nullopt;
  }
  Parsed<double> growth = parse_growth(field.node->text);
  if (!growth.value) reading.error(growth.rule, field, std::move(growth.problem));
  reading.parts_written.push_back({"poisson.growth", field.at()});
  return growth.value;
}

// clang-format off
constexpr auto poisson_keys = key_table<PoissonArrivals>({
    {"rate", value::rate<&PoissonArrivals::per_day>, required, "", "mean rate of referrals",
     "42 /wk"},
    {"weekday", value::into<&PoissonArrivals::weekday, read_weekdays>("weekday"), optional,
     "1 each", "relative weights, scaled to average 1", "{sat: 0.56, sun: 0.56}"},
    {"month", value::into<&PoissonArrivals::month, read_months>("month"), optional, "1 each",
     "relative weights, scaled to average 1", "{may: 1.05}"},
    {"day_of_month",
     value::into<&PoissonArrivals::days_of_month, read_days_of_month>("day_of_month"), optional,
     "1 each", "relative weights of days or ranges", "{1-7: 1.34}"},
    {"hour", value::into<&PoissonArrivals::hours, read_hours>("hour"), optional, "1 each",
     "relative weights of hours or ranges; 8-16: from 08:00 to 17:00", "{0-7: 0, 17-23: 0}"},
    {"seasonal", value::into<&PoissonArrivals::season, read_season>("seasonal"), optional, "none",
     "a smooth season, besides the weights", "{amplitude: 0.2, peak: 05-01}"},
    {"steps", value::into<&PoissonArrivals::steps, read_steps>("steps"), optional, "none",
     "rates from given dates on, ascending", "{2027-01-01: 48 /wk}"},
    {"growth", value::into<&PoissonArrivals::growth_per_year, read_growth>("growth"), optional,
     "0 %/y", "the rate grows smoothly by so much every 365 days", "2 %/y"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::poisson_section{
    "poisson", "arrivals.<source>.poisson", "Referrals at random moments.", poisson_keys.rows, ""};

constinit const schema::Section schema::weekday_section{
    "weekday", "arrivals.<source>.poisson.weekday", "Relative weights.", weekday_keys.rows, ""};

constinit const schema::Section schema::month_section{
    "month", "arrivals.<source>.poisson.month", "Relative weights.", month_keys.rows, ""};

PoissonArrivals read_poisson(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::poisson_section, poisson_keys);
}

}  // namespace stepdown::models
