#pragma once

#include "analysis/theory/figure_list.hpp"
#include "analysis/theory/lone_level.hpp"
#include "models/model.hpp"

#include <optional>

namespace stepdown::analysis {

/// What an exact figure of the long run claims: a run without warm-up also shows the empty start.
[[nodiscard]] Standing in_the_long_run(const models::Model& model);

/// The long run of a level taken alone, requests Poisson and times exponential: by the mean of
/// patience where that is all that counts, else by its shape. Nothing: there is none.
[[nodiscard]] std::optional<ImpatientFigures> answer_of(const LoneLevel& level);

/// Waits, lists and losses of one level taken alone: exact where it is alone, or one of a network
/// for which Jackson's theorem holds.
void add_lone_level(const models::Model& model,
                    const LoneLevel& level,
                    bool is_jackson,
                    TheoryReport& report);

}  // namespace stepdown::analysis
