#include "models/reading/read_distributions.hpp"

#include "models/diagnostics/sum_problem.hpp"
#include "models/reading/read_given.hpp"
#include "models/reading/read_parameters.hpp"
#include "models/reading/read_values.hpp"
#include "models/reading/schema.hpp"
#include "models/reading/section_reader.hpp"
#include "sim/distributions/constant.hpp"
#include "sim/distributions/families.hpp"
#include "sim/distributions/fit.hpp"
#include "sim/distributions/mixture.hpp"
#include "sim/distributions/truncated.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

/// A distribution is read by the declaration of its family, whichever it is. What stands here is
/// what is no family: a plain time, the parts of a mixture, the cut.
namespace stepdown::models {
namespace {

using sim::Declaration;
using sim::Fitted;

Fitted read_time(Reading& reading, const Field& field, const Declaration& declaration) {
  const auto time = read_duration(reading, field);
  if (!time) return {};
  sim::ParameterValues given;
  given.add("", {time->value});
  return declaration.forms.front().make(given);
}

Fitted read_parts(Reading& reading, const Field& field) {
  if (!field.is_list() || field.node->items.empty()) {
    reading.expected(field, schema::expected_of("mixture"));
    return {};
  }
  std::vector<double> shares;
  std::vector<sim::Distribution> components;
  for (std::size_t i = 0; i < field.node->items.size(); ++i) {
    SectionReader part{reading, field_of(field, i), "mixture_part"};
    const auto share = part.probability("share");
    const auto of = part.find("of");
    auto component = of ? read_distribution(reading, *of) : std::nullopt;
    part.done();
    if (!share || !component) continue;
    shares.push_back(share->value);
    components.push_back(*std::move(component));
  }
  if (shares.size() != field.node->items.size()) return {};
  const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  if (std::string problem = sum_problem(sum, "shares"); !problem.empty()) {
    reading.error(Rule::PartsDoNotSum, field, std::move(problem));
    return {};
  }
  return sim::mixture_of(std::move(shares), std::move(components));
}

/// Whether the parameters are those of a form that takes a file.
bool is_of_file(const Field& field, const Declaration& declaration) {
  return field.is_map() && std::ranges::any_of(declaration.parameters, [&](const auto& parameter) {
           return parameter.kind == sim::Quantity::File &&
                  find_entry(*field.node, parameter.name) != nullptr;
         });
}

Fitted read_family(Reading& reading, const Field& field, const Declaration& declaration) {
  switch (declaration.body) {
    case Declaration::Body::Time:
      return read_time(reading, field, declaration);
    case Declaration::Body::Parts:
      return read_parts(reading, field);
    case Declaration::Body::Parameters:
      break;
  }
  const auto read = [&] {
    const auto given = read_parameters(reading, field, declaration);
    return given ? declaration.form_of(*given).make(*given) : Fitted{};
  };
  if (!is_of_file(field, declaration)) return read();
  auto& known = reading.file_values().distributions;
  const std::string asked = asked_of_file(*field.node);
  if (const auto found = known.find(asked); found != known.end())
    return {.value = found->second, .problem = {}};
  const std::string asked_here = field.path + "\n" + asked;
  if (known.contains(asked_here)) return {};  // refused here before
  Fitted fitted = read();
  known.emplace(fitted.value ? asked : asked_here, fitted.value);
  return fitted;
}

}  // namespace

std::optional<sim::Distribution> read_distribution(Reading& reading, const Field& field) {
  if (field.is_scalar()) {
    const auto time = read_duration(reading, field);
    if (!time) return std::nullopt;
    return sim::constant(time->value).value;
  }
  if (!field.is_map()) {
    reading.expected(field, schema::expected_of("distribution"));
    return std::nullopt;
  }
  SectionReader section{reading, field, "distribution_families"};
  const auto low = section.duration("min");
  const auto high = section.duration("max");
  std::optional<Field> family;
  const Declaration* declaration = nullptr;
  for (const Declaration* each : sim::family_declarations()) {
    auto found = section.find(each->name);
    if (!found) continue;
    family = std::move(found);
    declaration = each;
  }
  section.done();
  if (!family || !section.is_sound()) return std::nullopt;
  Fitted fitted = read_family(reading, *family, *declaration);
  if (!fitted.problem.empty())
    reading.error(Rule::UnfitDistribution, *family, std::move(fitted.problem));
  if (!fitted.value || (!low && !high)) return std::move(fitted.value);
  Fitted cut =
      sim::truncated(*fitted.value, low ? low->value : 0, high ? high->value : sim::infinity);
  if (!cut.problem.empty()) reading.error(Rule::UnfitDistribution, field, std::move(cut.problem));
  return std::move(cut.value);
}

Given<LocatedDistribution> read_distribution_by_attribute(Reading& reading, const Field& field) {
  return read_by_attribute<LocatedDistribution>(reading, field, [&reading](const Field& plain) {
    auto distribution = read_distribution(reading, plain);
    return LocatedDistribution{distribution ? *std::move(distribution) : sim::Distribution{},
                               plain.at()};
  });
}

Given<LocatedDistribution> read_treatment_time(Reading& reading, const Field& field) {
  const TimesOfTreatment times{reading};
  return read_distribution_by_attribute(reading, field);
}

}  // namespace stepdown::models
