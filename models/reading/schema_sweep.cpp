#include "models/reading/schema_sweep.hpp"

#include "models/reading/read_parameters.hpp"
#include "models/reading/read_sweep_factor.hpp"
#include "models/reading/read_uncertain.hpp"
#include "sim/distributions/beta.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace stepdown::models::schema {
namespace {

constexpr auto all_sweep_types = std::to_array<Type>({
    {"sweep_scenario_file",
     "the name of a scenario file, by path from this file",
     "",
     R"({"type": "string"})"},
    {"sweep_figures",
     "a list of figures (such as '[lost.per_year, wait.mean@residential]')",
     "",
     R"({"type": "array", "items": {"type": "string"}})"},
    {"sweep_factors",
     "a mapping of factors (such as '{levels.php.places.slots: 16..24}')",
     "",
     R"({"type": "object", "minProperties": 1, "additionalProperties": {"anyOf": [{"type": "array", "minItems": 1}, {"$ref": "#/definitions/sweep_range"}, {"allOf": [{"$ref": "#/definitions/sweep_factor"}, {"anyOf": [{"required": ["path"], "properties": {"paths": false}}, {"required": ["paths"], "properties": {"path": false}}]}]}]}})"},
    {"sweep_paths",
     "a list of paths of the scenario, or a mapping of them",
     "",
     R"({"anyOf": [{"type": "array", "minItems": 1, "items": {"type": "string"}}, {"type": "object", "minProperties": 1, "additionalProperties": {"type": "string"}}]})"},
    {"sweep_values",
     "a list of values (such as '[30, 36, 42]'), or a mapping of them",
     "",
     R"({"anyOf": [{"type": "array", "minItems": 1}, {"type": "object", "minProperties": 1}]})"},
    {"sweep_range",
     "two numbers with '..' between them (such as '16..24' or '7..14 d')",
     "any",
     R"({"type": "string", "pattern": "\\.\\."})"},
    {"sweep_number",
     "a number with a unit or without one (such as '34 /wk')",
     "any",
     R"({"type": ["number", "string"], "pattern": "^[+-]?[0-9.]+([eE][+-]?[0-9]+)? *([A-Za-z/%][A-Za-z0-9/%]*)?$"})"},
    {"sweep_step",
     "a number above 0 (such as '2' or '1 d')",
     "of the range",
     R"({"type": ["number", "string"], "exclusiveMinimum": 0})"},
    {"sweep_scenarios",
     "names with paths and values (such as '{as_today: {}, more_php: {levels.php.places.slots: "
     "30}}')",
     "",
     R"({"type": "object", "minProperties": 1, "propertyNames": {"$ref": "#/definitions/name"}, "additionalProperties": {"type": "object"}})"},
    {"sweep_design",
     "'grid', 'one_at_a_time', or a mapping with 'latin_hypercube' or 'sobol'",
     "",
     R"({"anyOf": [{"enum": ["grid", "one_at_a_time"]}, {"$ref": "#/definitions/sweep_sampling"}]})"},
    {"sweep_inputs",
     "a mapping of uncertain inputs",
     "",
     R"({"type": "object", "minProperties": 1, "propertyNames": {"$ref": "#/definitions/name"}, "additionalProperties": {"allOf": [{"$ref": "#/definitions/uncertain_input"}, {"anyOf": [{"required": ["path"], "properties": {"paths": false, "csv": false}}, {"required": ["paths"], "properties": {"path": false, "csv": false}}, {"required": ["csv"], "properties": {"path": false, "paths": false}}]}]}})"},
    {"sweep_counts",
     "a list of counts (such as '[60, 30, 10]')",
     "",
     R"({"type": "array", "minItems": 2, "items": {"type": "number", "minimum": 0.1}})"},
    {"sweep_half_widths",
     "figures and half-widths (such as '{wait.mean@residential: 5 %}')",
     "",
     R"({"type": "object", "minProperties": 1, "additionalProperties": {"type": ["number", "string"]}})"},
});

/// The sections that are put together from keys of their own and from families of distributions.
class PutTogether {
 public:
  PutTogether() {
    add_with_families(factor_keys_, sweep_factor_keys());
    add_with_families(input_keys_, uncertain_input_keys());
    const sim::Declaration& declaration = sim::Beta::declaration();
    for (const sim::Parameter& each : declaration.parameters)
      beta_keys_.push_back(
          {each.name, type_of(each.kind), false, each.default_value, each.meaning, each.example});
    for (const sim::Form& form : declaration.forms)
      beta_forms_ += (beta_forms_.empty() ? "" : "|") + std::string{form.parameters};
    beta_ = {declaration.name, "beta", "A share that is not known well.", beta_keys_, beta_forms_};
    all_ = {sweep_plan_section,
            {"sweep_factor",
             "factors.<factor>",
             "One value that is varied, or several that move together: `values`, a `range`, or a "
             "distribution (of any family, its numbers of any unit or none), which only designs "
             "that sample take.",
             factor_keys_,
             ""},
            sweep_sampling_section,
            sweep_hypercube_section,
            sweep_sobol_section,
            {"uncertain_input",
             "uncertain.<input>",
             "What is not known well: a distribution, `dirichlet` shares, or a CSV of draws, whose "
             "rows stay together.",
             input_keys_,
             ""},
            beta_,
            sweep_precision_section};
  }

  [[nodiscard]] std::span<const Section> all() const { return all_; }

 private:
  static void add_with_families(std::vector<Key>& keys, std::span<const Key> own) {
    keys.assign(own.begin(), own.end());
    keys.push_back({"beta", "beta", false, "", "a share between 0 and 1", "{events: 12, of: 40}"});
    const Section* const families = find_section("distribution_families");
    keys.insert(keys.end(), families->keys.begin(), families->keys.end());
    for (Key& key : keys)
      if (key.type == "duration") key.type = "sweep_number";
  }

  std::vector<Key> factor_keys_;
  std::vector<Key> input_keys_;
  std::vector<Key> beta_keys_;
  std::string beta_forms_;
  Section beta_;
  std::vector<Section> all_;
};

const Section& sweep_section_called(std::string_view name) {
  return *std::ranges::find(sweep_sections(), name, &Section::name);
}

}  // namespace

const Section& sweep_factor_section() {
  return sweep_section_called("sweep_factor");
}

const Section& uncertain_input_section() {
  return sweep_section_called("uncertain_input");
}

std::span<const Section> sweep_sections() {
  static const PutTogether all;
  return all.all();
}

std::span<const Type> sweep_types() {
  return all_sweep_types;
}

bool is_of_sweeps(const Section& section) {
  return std::ranges::find(sweep_sections(), section.name, &Section::name) !=
         sweep_sections().end();
}

}  // namespace stepdown::models::schema
