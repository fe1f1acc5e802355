#include "models/reading/read_free_parameters.hpp"

#include "models/reading/key_table.hpp"
#include "models/reading/number_text.hpp"
#include "models/reading/read_sweep_law.hpp"
#include "models/reading/read_sweep_paths.hpp"
#include "models/reading/read_sweep_range.hpp"
#include "models/reading/schema_calibration.hpp"
#include "models/reading/sweep_columns.hpp"
#include "models/sweep_values.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace stepdown::models {
namespace {

/// What stands in a parameter, but for the families of distributions.
struct WrittenParameter {
  std::optional<Field> path;
  std::optional<Field> paths;
  std::optional<Field> range;
  std::optional<Field> step;
  std::string unit;
  std::optional<Field> start;
  std::optional<Field> rest;
};

// clang-format off
constexpr auto parameter_keys = key_table<WrittenParameter>({
    {"path", value::as_written<&WrittenParameter::path>("text"), optional, "",
     "what of the scenario it sets, as `--set` does", "levels.php.treatment_time.gamma.mean"},
    {"paths", value::as_written<&WrittenParameter::paths>("sweep_paths"), optional, "",
     "several that have the same number", "[levels.php.hold, levels.iop.hold]"},
    {"range", value::as_written<&WrittenParameter::range>("sweep_range"), optional, "",
     "its bounds; anything between them is as likely", "10..30 d"},
    {"step", value::as_written<&WrittenParameter::step>("sweep_step"), optional, "none",
     "between the values of the range, where they cannot be anything", "1"},
    {"unit", value::text<&WrittenParameter::unit>, optional, "none", "of numbers that have none", "d"},
    {"start", value::as_written<&WrittenParameter::start>("parameter_start"), optional,
     "as in the scenario, else the middle", "where the search begins", "18 d"},
    {"rest", value::as_written<&WrittenParameter::rest>("text"), optional, "none",
     "a path that has what is left of the sum of the two in the scenario, as of probabilities",
     "levels.php.to.home"},
});
// clang-format on

/// The number in a text of that unit, or of none if that is allowed.
std::optional<double> number_with(const std::string& text,
                                  const std::string& unit,
                                  bool may_have_none) {
  const auto quantity = quantity_of(text);
  if (!quantity) return std::nullopt;
  if (quantity->unit != unit && !(may_have_none && quantity->unit.empty())) return std::nullopt;
  return leading_number(quantity->number).number;
}

/// The share of what the parameter may be that lies below a number; nothing outside of it.
std::optional<double> share_of(const SweepFactor& factor, const std::optional<double>& number) {
  if (!number) return std::nullopt;
  if (const auto* range = std::get_if<SweepRange>(&factor.values))
    if (*number < range->low || *number > range->high) return std::nullopt;
  const double share = share_below(factor, *number);
  const bool is_law = std::holds_alternative<SweepDistribution>(factor.values);
  return is_law && !(share > 0 && share < 1) ? std::nullopt : std::optional{share};
}

/// Nothing, and an error, when it is refused.
std::optional<double> read_start_of_search(Reading& reading,
                                           const Field& field,
                                           const SweepFactor& factor) {
  const std::string& unit = factor.columns.front().unit;
  const auto number = field.is_scalar() ? number_with(field.node->text, unit, true) : std::nullopt;
  if (const auto share = share_of(factor, number)) return share;
  constexpr double tail = 0.25;
  const auto example = [&](double share) { return level_at(factor, share).shown.front(); };
  const std::string behind = unit.empty() ? "" : " " + unit;
  reading.error(Rule::StartOutside,
                field,
                fmt::format("expected a value that it may have (such as '{}{}' or '{}{}'), got {}",
                            example(tail),
                            behind,
                            example(1 - tail),
                            behind,
                            describe(*field.node)));
  return std::nullopt;
}

/// Exactly one of a range and a distribution.
bool has_one_prior(Reading& reading,
                   const Field& field,
                   const WrittenParameter& written,
                   const WrittenLaw& law) {
  if (written.range && law.is_there) {
    reading.error(Rule::KeysConflict,
                  law.at.key.at,
                  law.at.path,
                  "cannot stand beside 'range'; keep one of them");
    return false;
  }
  if (written.step && !written.range) refuse_alone(reading, *written.step, "range");
  if (written.range || law.is_there) return true;
  reading.error(Rule::FreeWithoutBounds,
                field.key.at,
                field.path,
                "expected 'range' or a distribution, got none of them");
  return false;
}

/// Bounds are not gone through in steps of 1 unless somebody says so.
std::optional<SweepRange> read_bounds(Reading& reading,
                                      const Field& range,
                                      const std::optional<Field>& step,
                                      const std::string& unit) {
  auto bounds = read_sweep_range(reading, range, step, unit);
  if (bounds && !step) bounds->step = 0;
  return bounds;
}

/// Nothing more, or the rest of what the scenario has in both. False, and an error, when it is
/// refused.
bool read_rest(Reading& reading,
               const std::optional<Field>& rest,
               const BaseOf& base_of,
               FreeParameter& parameter) {
  if (!rest) return true;
  const auto path = read_text(reading, *rest, "a path of the scenario");
  if (!path) return false;
  const std::string& unit = parameter.factor.columns.front().unit;
  const std::string base = base_of(*path, rest->path);
  const auto own = number_with(parameter.factor.base.shown.front(), unit, false);
  const auto other = number_with(base, unit, false);
  if (!own || !other || parameter.factor.paths.size() != 1) {
    reading.error(Rule::RestOfNothing,
                  *rest,
                  fmt::format("expected a path that has a number in the scenario, as the "
                              "parameter's only path has, got {} with {} and {} with {}",
                              in_quotes(parameter.factor.paths.front().value),
                              in_quotes(parameter.factor.base.shown.front()),
                              in_quotes(path->value),
                              in_quotes(base)));
    return false;
  }
  parameter.rest = *path;
  parameter.sum = *own + *other;
  return true;
}

std::optional<FreeParameter> finished(Reading& reading,
                                      SweepFactor factor,
                                      const WrittenParameter& written,
                                      const Field& field,
                                      const BaseOf& base_of) {
  const auto* range = std::get_if<SweepRange>(&factor.values);
  const std::string unit =
      range != nullptr ? range->unit : std::get<SweepDistribution>(factor.values).unit;
  factor.columns.push_back({factor.name.value, unit});
  std::string base;
  for (const Located<std::string>& path : factor.paths) {
    base = base_of(path, field.path);
    factor.base.sets.push_back(path.value + "=" + base);
  }
  factor.base.shown.push_back(base);
  constexpr double middle = 0.5;
  const auto share = written.start
                         ? read_start_of_search(reading, *written.start, factor)
                         : share_of(factor, number_with(base, unit, false)).value_or(middle);
  if (!share) return std::nullopt;
  FreeParameter parameter{std::move(factor), *share};
  if (!read_rest(reading, written.rest, base_of, parameter)) return std::nullopt;
  return parameter;
}

std::optional<FreeParameter> read_whole(Reading& reading,
                                        const Field& field,
                                        const BaseOf& base_of) {
  SectionReader section{reading, field, schema::free_parameter_section()};
  WrittenParameter written;
  read_keys(section, parameter_keys, written);
  const WrittenLaw law = read_sweep_law(section, written.unit);
  auto paths = read_named_paths(reading, field, written.path, written.paths);
  const bool has_prior = has_one_prior(reading, field, written, law);
  if (!section.is_sound() || !paths || !has_prior) return std::nullopt;
  SweepFactor factor{field.key, std::move(paths->paths), {}, {}, {}};
  if (written.range) {
    const auto bounds = read_bounds(reading, *written.range, written.step, written.unit);
    if (!bounds) return std::nullopt;
    factor.values = *bounds;
  } else {
    if (!law.value) return std::nullopt;
    factor.values = *law.value;
  }
  return finished(reading, std::move(factor), written, field, base_of);
}

/// Called by its path: `levels.php.treatment_time.gamma.mean: 10..30 d`.
std::optional<FreeParameter> read_short(Reading& reading,
                                        const Field& field,
                                        const BaseOf& base_of) {
  if (!field.is_scalar() || field.node->text.find("..") == std::string::npos) {
    reading.expected(field, "bounds (such as '10..30 d') or a mapping with 'path'");
    return std::nullopt;
  }
  const auto bounds = read_bounds(reading, field, std::nullopt, {});
  if (!bounds) return std::nullopt;
  return finished(
      reading, SweepFactor{field.key, {field.key}, {}, *bounds, {}}, {}, field, base_of);
}

}  // namespace

std::span<const schema::Key> schema::free_parameter_keys() {
  return parameter_keys.rows;
}

std::vector<FreeParameter> read_free_parameters(Reading& reading,
                                                const Field& field,
                                                const BaseOf& base_of) {
  std::vector<FreeParameter> parameters;
  if (!field.is_map() || field.node->entries.empty()) {
    reading.expected(
        field, field.is_map() ? "at least one parameter" : schema::expected_of("free_parameters"));
    return parameters;
  }
  for (const YamlNode::Entry& entry : field.node->entries) {
    const Field one = field_of(field, entry);
    auto parameter =
        one.is_map() ? read_whole(reading, one, base_of) : read_short(reading, one, base_of);
    if (parameter) parameters.push_back(*std::move(parameter));
  }
  return parameters;
}

}  // namespace stepdown::models
