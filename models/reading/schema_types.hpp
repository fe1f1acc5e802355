#pragma once

#include <span>
#include <string_view>

namespace stepdown::models::schema {

/// A kind of value that is no section: `duration`, `split` ...
struct Type {
  std::string_view name;
  std::string_view expected;  ///< for messages: "a duration with a unit (such as '24 d')"
  std::string_view unit;      ///< for the reference; empty: none
  std::string_view json;      ///< its JSON Schema
};

/// All of them, in the order of the reference.
[[nodiscard]] std::span<const Type> types();

}  // namespace stepdown::models::schema
