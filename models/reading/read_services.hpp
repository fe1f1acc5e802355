#pragma once

#include "models/reading/field.hpp"
#include "models/reading/reading.hpp"
#include "models/reading/schema.hpp"
#include "models/services.hpp"

#include <optional>
#include <string>
#include <vector>

namespace stepdown::models {

namespace schema {
extern const Section staff_section;
extern const Section role_section;
extern const Section services_section;
extern const Section service_section;
extern const Section crisis_section;
extern const Section posts_section;
extern const Section post_section;
}  // namespace schema

void read_staff(Reading& reading, const Field& field, std::vector<Role>& staff);

/// The services of a level.
[[nodiscard]] std::vector<Service> read_services(Reading& reading, const Field& field);

[[nodiscard]] Crisis read_crisis(Reading& reading, const Field& field);

/// The posts of a level.
[[nodiscard]] std::vector<Post> read_posts(Reading& reading, const Field& field);

/// The name of one of `care_kinds`.
[[nodiscard]] std::optional<Located<std::string>> read_care_kind(Reading& reading,
                                                                 const Field& field);

}  // namespace stepdown::models
