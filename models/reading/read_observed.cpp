#include "models/reading/read_observed.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/schema_calibration.hpp"

#include <fmt/format.h>

#include <cmath>
#include <optional>

namespace stepdown::models {
namespace {

/// An interval of 95 % of a normal distribution is so many standard deviations wide.
constexpr double widths_of_interval = 2 * 1.959963984540054;

/// What stands beside a figure.
struct WrittenObserved {
  double value = 0;
  std::optional<double> sd;
  std::optional<double> low;
  std::optional<double> high;
};

/// So far from 0 that no figure is, and so near that distances in standard deviations stay finite.
constexpr double largest_value = 1e9;
constexpr double smallest_sd = 1e-9;

std::optional<Located<double>> read_figure_value(Reading& reading, const Field& field) {
  const auto number = read_number(reading, field, schema::expected_of("figure_value"));
  if (!number || std::abs(number->value) <= largest_value) return number;
  reading.expected(field,
                   fmt::format("a number from {:.0f} to {:.0f}", -largest_value, largest_value),
                   Rule::OutOfRange);
  return std::nullopt;
}

std::optional<Located<double>> read_sd(Reading& reading, const Field& field) {
  const auto number = read_ratio(reading, field);
  if (!number || (number->value >= smallest_sd && number->value <= largest_value)) return number;
  reading.expected(field,
                   fmt::format("a number from {:g} to {:.0f}", smallest_sd, largest_value),
                   Rule::OutOfRange);
  return std::nullopt;
}

// clang-format off
constexpr auto observed_keys = key_table<WrittenObserved>({
    {"value", value::into<&WrittenObserved::value, read_figure_value>("figure_value"), required, "",
     "what was observed, in the unit of the figure in `metrics.csv`", "24"},
    {"sd", value::into<&WrittenObserved::sd, read_sd>("ratio"), optional, "",
     "how uncertain that is, as a standard deviation", "2"},
    {"low", value::into<&WrittenObserved::low, read_figure_value>("figure_value"), optional, "",
     "the same as the low end of a 95 % interval", "20"},
    {"high", value::into<&WrittenObserved::high, read_figure_value>("figure_value"), optional, "",
     "its high end", "28"},
});
// clang-format on

/// Nothing, and an error, when it was refused.
std::optional<ObservedFigure> read_one(Reading& reading, const Field& field) {
  SectionReader section{reading, field, schema::observed_figure_section};
  WrittenObserved written;
  read_keys(section, observed_keys, written);
  if (!section.is_sound()) return std::nullopt;
  ObservedFigure figure{field.key, written.value, written.sd.value_or(1)};
  if (!written.low || !written.high) return figure;
  if (!(*written.low < written.value && written.value < *written.high)) {
    reading.error(Rule::ObservedOutside,
                  field,
                  fmt::format("expected a value between the ends of its interval, got {:g} of {:g} "
                              "to {:g}",
                              written.value,
                              *written.low,
                              *written.high));
    return std::nullopt;
  }
  figure.sd = (*written.high - *written.low) / widths_of_interval;
  return figure;
}

}  // namespace

constinit const schema::Section schema::observed_figure_section{
    "observed_figure",
    "observed.<figure>",
    "What was observed of a figure, as METRIC.STATISTIC[@STATE[/GROUP]], and how uncertain that "
    "is.",
    observed_keys.rows,
    "sd|low high"};

std::vector<ObservedFigure> read_observed(Reading& reading, const Field& field) {
  std::vector<ObservedFigure> observed;
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(
        field, field.is_map() ? "at least one figure" : schema::expected_of("observed_figures"));
    return observed;
  }
  for (const YamlNode::Entry& entry : field.node->entries)
    if (auto figure = read_one(reading, field_of(field, entry)))
      observed.push_back(*std::move(figure));
  return observed;
}

}  // namespace stepdown::models
