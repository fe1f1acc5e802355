#pragma once

#include "models/compile/differences.hpp"
#include "models/compile/problems.hpp"
#include "models/model.hpp"
#include "models/scenario.hpp"

#include <vector>

namespace stepdown::models {

/// Staff and services: roles that there are, hours that fit into a week and to the level.
void check_services(const Scenario& scenario,
                    Problems& problems,
                    const Differences* since = nullptr);

/// After which weeks of a stay in that level the number of sessions of some service turns to
/// another, before or after any date. As `ProgramModel::weeks`.
[[nodiscard]] std::vector<int> turns_over_time(const Scenario& scenario, std::size_t level);

[[nodiscard]] std::vector<RoleModel> build_staff(const Scenario& scenario);

/// @pre checked
[[nodiscard]] std::vector<ServiceModel> build_services(const Scenario& scenario,
                                                       const State& level,
                                                       const std::vector<int>& turns);

/// @pre checked
[[nodiscard]] ProgramModel build_program(const Scenario& scenario,
                                         const State& level,
                                         const std::vector<int>& turns);

/// @pre checked
[[nodiscard]] std::vector<PostModel> build_posts(const Scenario& scenario, const State& level);

/// Whether two levels have services, posts and crisis contacts of the same names, by the same
/// roles.
[[nodiscard]] bool have_same_services(const State& a, const State& b);

}  // namespace stepdown::models
