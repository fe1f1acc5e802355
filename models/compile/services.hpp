#pragma once

#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

/// Staff and services: roles that there are, hours that fit into a week and to the level.
void check_services(const Scenario& scenario, Problems& problems);

[[nodiscard]] std::vector<RoleModel> build_staff(const Scenario& scenario);

/// @pre checked
[[nodiscard]] std::vector<ServiceModel> build_services(const Scenario& scenario,
                                                       const State& level);

/// @pre checked
[[nodiscard]] ProgramModel build_program(const Scenario& scenario, const State& level);

/// @pre checked
[[nodiscard]] std::vector<PostModel> build_posts(const Scenario& scenario, const State& level);

/// Whether two levels have services, posts and crisis contacts of the same names, by the same
/// roles, and services that go with the weeks of a stay in the same way.
[[nodiscard]] bool have_same_services(const State& a, const State& b);

}  // namespace stepdown::models
