#pragma once

#include <string>

namespace stepdown::sim {

/// A number for people: up to four significant digits.
[[nodiscard]] std::string short_number(double x);

}  // namespace stepdown::sim
