#pragma once

#include "models/diagnostics/diagnostics.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::models {

/// A value that may depend on an attribute: one value for everybody, or `given: attribute` with a
/// case for each of its values; a case may itself be `given` another attribute.
template <class T>
struct Given {
  struct Case {
    Located<std::string> attribute_value;
    Given<T> value;
  };
  std::optional<T> plain;                         ///< set when it depends on nothing
  std::optional<Located<std::string>> attribute;  ///< set when it depends on this attribute
  std::vector<Case> cases;                        ///< one for each value of `attribute`
  SourceLocation at;                              ///< where it stands, all cases of it
};

}  // namespace stepdown::models
