#include "models/compile/given.hpp"

#include <fmt/format.h>

namespace stepdown::models {

std::optional<std::size_t> check_given_attribute(const GivenContext& context,
                                                 const Located<std::string>& attribute,
                                                 const std::set<std::size_t>& asked) {
  const Names& names = *context.names;
  const std::string key = context.key + ".given";
  const auto found = names.attributes.find(attribute.value);
  if (!found || *found >= context.attributes_allowed) {
    std::vector<std::string> known = names.attributes.names();
    if (known.size() > context.attributes_allowed) known.resize(context.attributes_allowed);
    context.problems->report(found ? Rule::GivenLaterAttribute : Rule::GivenUnknownAttribute,
                             attribute.at,
                             key,
                             fmt::format("expected an attribute{}, got {}{}",
                                         found ? " that is declared before" : "",
                                         in_quotes(attribute.value),
                                         context.problems->suggestion(attribute.value, known)));
    return std::nullopt;
  }
  if (asked.contains(*found)) {
    context.problems->report(
        Rule::GivenTwice,
        attribute.at,
        key,
        fmt::format("'{}' is given already; leave this one out", attribute.value));
    return std::nullopt;
  }
  return found;
}

void check_cases(const GivenContext& context,
                 std::size_t attribute,
                 const std::vector<Located<std::string>>& cases) {
  const NameIndex& values = context.names->values[attribute];
  if (values.size() == 0) return;  // they are not known, for a mistake there
  const std::string& name = context.names->attributes.names()[attribute];
  NameIndex seen;
  for (const auto& one : cases) {
    seen.add(one.value);
    if (values.find(one.value)) continue;
    context.problems->report(Rule::UnknownCase,
                             one.at,
                             context.key + "." + one.value,
                             context.problems->value_expected(name, one.value, values.names()));
  }
  std::vector<std::string> missing;
  for (const std::string& value : values.names())
    if (!seen.find(value)) missing.push_back("'" + value + "'");
  if (missing.empty()) return;
  context.problems->report(Rule::CaseMissing,
                           context.at,
                           context.key,
                           fmt::format("expected a case for each value of '{}', got none for {}",
                                       name,
                                       fmt::join(missing, ", ")));
}

}  // namespace stepdown::models
