#include "models/reading/read_sweep_design.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/schema_sweep.hpp"
#include "models/text/nearest_name.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string>

namespace stepdown::models {
namespace {

// clang-format off
constexpr auto hypercube_keys = key_table<LatinHypercubeDesign>({
    {"points", value::count<&LatinHypercubeDesign::points>, required, "",
     "how many; more of them are other ones", "100"},
});

constexpr auto sobol_keys = key_table<SobolDesign>({
    {"points", value::count<&SobolDesign::points>, required, "",
     "how many; best a power of 2. More of them begin with the same", "128"},
    {"shifted", value::boolean<&SobolDesign::is_shifted>, optional, "true",
     "by a random amount for each factor; `false`: the first point has the lowest value of all",
     "false"},
});
// clang-format on

/// A design that samples; nothing as long as none was read.
struct Sampling {
  std::optional<SweepDesignKind> design;
};

void read_hypercube(Reading& reading, const Field& field, Sampling& sampling) {
  sampling.design = read_section<LatinHypercubeDesign>(
      reading, field, schema::sweep_hypercube_section, hypercube_keys);
}

void read_sobol(Reading& reading, const Field& field, Sampling& sampling) {
  sampling.design =
      read_section<SobolDesign>(reading, field, schema::sweep_sobol_section, sobol_keys);
}

// clang-format off
constexpr auto sampling_keys = key_table<Sampling>({
    {"latin_hypercube", value::by<read_hypercube>("sweep_hypercube"), optional, "",
     "as many slices of equal probability of each factor as points, each met once",
     "{points: 100}"},
    {"sobol", value::by<read_sobol>("sweep_sobol"), optional, "",
     "Sobol's sequence, which fills the space evenly; for Sobol indices", "{points: 128}"},
});

constexpr std::string_view wanted_half_width =
    "a half-width as a share of the value (such as '5 %') or in the unit of the figure (such as "
    "'0.5')";

void read_half_widths(Reading& reading, const Field& field, SweepPrecision& precision) {
  if (!field.is_map() || field.node->entries.empty())
    return reading.expected(field, schema::expected_of("sweep_half_widths"));
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field one = field_of(field, entry);
    const std::string_view text = one.is_scalar() ? std::string_view(one.node->text) : "";
    const Leading leading = leading_number(text);
    const bool is_relative = without_spaces(leading.rest) == "%";
    const bool is_half_width = leading.number && *leading.number > 0 &&
                               std::isfinite(*leading.number) &&
                               (is_relative || leading.rest.empty());
    if (!is_half_width) {
      reading.expected(one, wanted_half_width, Rule::BadHalfWidth);
      continue;
    }
    if (is_relative && *leading.number >= 100) {
      reading.expected(
          one, "a half-width below 100 % of the value (such as '5 %')", Rule::BadHalfWidth);
      continue;
    }
    precision.figures.push_back({{entry.key, entry.key_at},
                                 is_relative ? *leading.number / 100 : *leading.number,
                                 is_relative});
  }
}

constexpr auto precision_keys = key_table<SweepPrecision>({
    {"figures", value::by<read_half_widths>("sweep_half_widths"), required, "",
     "what has to become how precise", "{wait.mean@residential: 5 %}"},
    {"least", value::count<&SweepPrecision::least>, optional, "10", "replications at least", "20"},
    {"most", value::count<&SweepPrecision::most>, optional, "1000", "replications at most", "200"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::sweep_hypercube_section{
    "sweep_hypercube",
    "design.latin_hypercube",
    "Points that meet each slice of each factor once.",
    hypercube_keys.rows,
    ""};

constinit const schema::Section schema::sweep_sobol_section{
    "sweep_sobol", "design.sobol", "Points of Sobol's sequence.", sobol_keys.rows, ""};

constinit const schema::Section schema::sweep_sampling_section{
    "sweep_sampling",
    "design",
    "Points among the values, ranges and distributions of all factors.",
    sampling_keys.rows,
    "latin_hypercube|sobol"};

constinit const schema::Section schema::sweep_precision_section{
    "sweep_precision",
    "precision",
    "Replications of each point until figures are precise.",
    precision_keys.rows,
    ""};

SweepDesignKind read_sweep_design(Reading& reading, const Field& field) {
  if (field.is_map()) {
    const auto read =
        read_section<Sampling>(reading, field, schema::sweep_sampling_section, sampling_keys);
    return read.design.value_or(SweepDesignKind{});
  }
  const std::string& word = field.node->text;
  if (field.is_scalar() && word == "one_at_a_time") return OneAtATimeDesign{};
  if (field.is_scalar() && word == "grid") return GridDesign{};
  reading.expected(field, schema::expected_of("sweep_design"));
  return GridDesign{};
}

SweepPrecision read_sweep_precision(Reading& reading, const Field& field) {
  auto precision =
      read_section<SweepPrecision>(reading, field, schema::sweep_precision_section, precision_keys);
  if (precision.least < 2 || precision.least > precision.most)
    reading.error(
        Rule::LeastAboveMost,
        field,
        fmt::format("expected at least 2 replications and at most {} or more, got at least "
                    "{}, at most {}",
                    precision.least,
                    precision.least,
                    precision.most));
  return precision;
}

}  // namespace stepdown::models
