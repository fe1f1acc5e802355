#pragma once

#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/scenario.hpp"

namespace stepdown::models {

namespace schema {
extern const Section reviews_section;
extern const Section drug_tests_section;
extern const Section authorization_section;
}  // namespace schema

/// `reviews` of a level.
[[nodiscard]] Reviews read_reviews(Reading& reading, const Field& field);
/// `drug_tests` of a level.
[[nodiscard]] DrugTests read_drug_tests(Reading& reading, const Field& field);

/// `authorization` of a level.
[[nodiscard]] Authorization read_authorization(Reading& reading, const Field& field);

}  // namespace stepdown::models
