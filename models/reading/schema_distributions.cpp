#include "models/reading/schema_distributions.hpp"

#include "models/reading/read_parameters.hpp"
#include "sim/distributions/families.hpp"

#include <deque>
#include <string>
#include <vector>

/// The sections of distributions, from the declarations of the families.
namespace stepdown::models::schema {
namespace {

using sim::Declaration;

/// What stands behind the name of a family: a section of its own, or a type.
std::string_view type_of_body(const Declaration& declaration) {
  switch (declaration.body) {
    case Declaration::Body::Time:
      return "duration";
    case Declaration::Body::Parts:
    case Declaration::Body::Parameters:
      break;
  }
  return declaration.name;
}

class DistributionSections {
 public:
  DistributionSections() {
    add_families();
    for (const Declaration* declaration : sim::family_declarations())
      if (declaration->body != Declaration::Body::Time) add(*declaration);
  }

  [[nodiscard]] std::span<const Section> sections() const { return sections_; }

 private:
  void add_families() {
    std::vector<Key>& keys = keys_.emplace_back();
    std::string& names = texts_.emplace_back();
    for (const Declaration* each : sim::family_declarations()) {
      keys.push_back({each->name, type_of_body(*each), false, "", each->meaning, each->example});
      names += (names.empty() ? "" : "|") + std::string{each->name};
    }
    keys.push_back(
        {"min", "duration", false, "0 d", "given that the time is at least this", "1 d"});
    keys.push_back(
        {"max", "duration", false, "none", "given that the time is at most this", "90 d"});
    sections_.push_back(
        {"distribution_families",
         "any time",
         "Exactly one family; `min` and `max` cut it (the time, given that it lies between).",
         keys,
         names});
  }

  void add(const Declaration& declaration) {
    const bool is_of_parts = declaration.body == Declaration::Body::Parts;
    const bool has_choice = declaration.forms.size() > 1;
    std::vector<Key>& keys = keys_.emplace_back();
    for (const sim::Parameter& each : declaration.parameters)
      keys.push_back({each.name,
                      type_of(each.kind),
                      !has_choice,
                      each.default_value,
                      each.meaning,
                      each.example});
    std::string& forms = texts_.emplace_back();
    if (has_choice)
      for (const sim::Form& form : declaration.forms)
        forms += (forms.empty() ? "" : "|") + std::string{form.parameters};
    const std::string_view name = declaration.name;
    if (is_of_parts)
      sections_.push_back({texts_.emplace_back(std::string{name} + "_part"),
                           texts_.emplace_back(std::string{name} + "[i]"),
                           "",
                           keys,
                           forms});
    else
      sections_.push_back({name, name, "", keys, forms});
  }

  std::deque<std::vector<Key>> keys_;
  std::deque<std::string> texts_;
  std::vector<Section> sections_;
};

}  // namespace

std::span<const Section> distribution_sections() {
  static const DistributionSections all;
  return all.sections();
}

}  // namespace stepdown::models::schema
