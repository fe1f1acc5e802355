#include "models/compile/given.hpp"

#include <fmt/format.h>

namespace stepdown::models {
namespace {

void check_cases(const GivenContext& context,
                 const Located<std::string>& attribute,
                 const std::vector<Located<std::string>>& cases,
                 const NameIndex& values) {
  NameIndex seen;
  for (const auto& one : cases) {
    if (!values.find(one.value)) {
      context.problems->report(Rule::UnknownCase,
                               one.at,
                               context.key,
                               fmt::format("expected a value of '{}', got '{}'{}",
                                           attribute.value,
                                           one.value,
                                           name_hint(one.value, values.names())));
    }
    seen.add(one.value);
  }
  std::vector<std::string> missing;
  for (const std::string& value : values.names()) {
    if (!seen.find(value)) missing.push_back(value);
  }
  if (missing.empty()) return;
  context.problems->report(Rule::CaseMissing,
                           attribute.at,
                           context.key,
                           fmt::format("expected a case for each value of '{}', got none for {}",
                                       attribute.value,
                                       list_text(missing)));
}

}  // namespace

std::optional<std::size_t> check_given_attribute(const GivenContext& context,
                                                 const Located<std::string>& attribute,
                                                 const std::vector<Located<std::string>>& cases,
                                                 const std::set<std::size_t>& asked) {
  const Names& names = *context.names;
  const auto found = names.attributes.find(attribute.value);
  if (!found) {
    context.problems->report(Rule::GivenUnknownAttribute,
                             attribute.at,
                             context.key,
                             fmt::format("given: expected an attribute, got '{}'{}",
                                         attribute.value,
                                         name_hint(attribute.value, names.attributes.names())));
    return std::nullopt;
  }
  if (*found >= context.attributes_allowed) {
    context.problems->report(Rule::GivenLaterAttribute,
                             attribute.at,
                             context.key,
                             fmt::format("given: expected an attribute declared before this one, "
                                         "got '{}'; change the order of the attributes",
                                         attribute.value));
    return std::nullopt;
  }
  if (asked.contains(*found)) {
    context.problems->report(
        Rule::GivenTwice,
        attribute.at,
        context.key,
        fmt::format("given: '{}' is already given further out; its other cases can never apply",
                    attribute.value));
    return std::nullopt;
  }
  check_cases(context, attribute, cases, names.values[*found]);
  return found;
}

}  // namespace stepdown::models
