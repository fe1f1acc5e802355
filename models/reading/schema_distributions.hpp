#pragma once

#include "models/reading/schema.hpp"

#include <span>

namespace stepdown::models::schema {

/// The sections of families of distributions, as the families declare themselves.
[[nodiscard]] std::span<const Section> distribution_sections();

}  // namespace stepdown::models::schema
