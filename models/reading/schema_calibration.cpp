#include "models/reading/schema_calibration.hpp"

#include "models/reading/read_free_parameters.hpp"

#include <array>
#include <vector>

namespace stepdown::models::schema {
namespace {

constexpr auto all_calibration_types = std::to_array<Type>({
    {"observed_figures",
     "a mapping of figures (such as '{census.mean@php: {value: 24, sd: 2}}')",
     "",
     R"({"type": "object", "minProperties": 1, "additionalProperties": {"$ref": "#/definitions/observed_figure"}})"},
    {"figure_value",
     "a number in the unit of the figure (such as '24')",
     "of the figure",
     R"({"type": "number"})"},
    {"free_parameters",
     "a mapping of values that are to be found (such as '{levels.php.treatment_time.gamma.mean: "
     "10..30 d}')",
     "",
     R"({"type": "object", "minProperties": 1, "additionalProperties": {"anyOf": [{"$ref": "#/definitions/sweep_range"}, {"$ref": "#/definitions/free_parameter"}]}})"},
    {"set_count",
     "a whole number from 0 to 1000000",
     "",
     R"({"type": "integer", "minimum": 0, "maximum": 1000000})"},
    {"parameter_start",
     "a value that it may have (such as '18 d')",
     "of the range",
     R"({"type": ["number", "string"]})"},
});

/// The keys of a parameter and the families of distributions.
std::vector<Key> keys_of_parameter() {
  std::vector<Key> keys{free_parameter_keys().begin(), free_parameter_keys().end()};
  keys.push_back({"beta", "beta", false, "", "a share between 0 and 1", "{events: 12, of: 40}"});
  const Section* const families = find_section("distribution_families");
  keys.insert(keys.end(), families->keys.begin(), families->keys.end());
  return keys;
}

}  // namespace

const Section& free_parameter_section() {
  static const std::vector<Key> keys = keys_of_parameter();
  static const Section section{
      "free_parameter",
      "free.<parameter>",
      "A value of the scenario that is to be found, and what it may be: a `range`, or a "
      "distribution (of any family, its numbers of any unit or none).",
      keys,
      ""};
  return section;
}

std::span<const Section> calibration_sections() {
  static const std::vector<Section> all{
      calibration_plan_section, observed_figure_section, free_parameter_section()};
  return all;
}

std::span<const Type> calibration_types() {
  return all_calibration_types;
}

}  // namespace stepdown::models::schema
