#pragma once

#include "analysis/experiments/targets.hpp"
#include "analysis/report/page.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// A table for the terminal, a row a target: what is wanted, what came out, whether that is enough,
/// and how sure that is. Nothing when there are no targets.
[[nodiscard]] std::string targets_text(const std::vector<TargetFinding>& findings,
                                       const Page& page = {});

/// For people: a sign and a word.
[[nodiscard]] std::string_view met_or_missed(bool is_met);

/// `<=` and the like. @pre it compares numbers
[[nodiscard]] std::string_view sign_of(models::Comparison comparison);
[[nodiscard]] std::string_view yes_or_no(bool is_so);

}  // namespace stepdown::analysis
