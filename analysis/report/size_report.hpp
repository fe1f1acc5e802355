#pragma once

#include "analysis/experiments/lever.hpp"
#include "analysis/experiments/size_search.hpp"
#include "analysis/experiments/targets.hpp"
#include "analysis/report/page.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// What was asked of a search for the least that meets targets.
struct SizeAsked {
  std::vector<Lever> levers;
  std::vector<Target> targets;
  Objective objective = Objective::Places;
  double confidence = 0.95;
  int most_replications = 0;  ///< of a plan
};

/// Writes size.csv, one row a plan and target; frontier.csv, the plans of which none that was tried
/// is cheaper and better; and dictionary.csv, which explains their columns. Returns their names.
[[nodiscard]] std::vector<std::string> write_size(const SizeAsked& asked,
                                                  const SizeAnswer& answer,
                                                  const std::filesystem::path& folder);

/// The answer, what a step less would break and a step more would bring, and the path to it.
[[nodiscard]] std::string size_text(const SizeAsked& asked,
                                    const SizeAnswer& answer,
                                    const Page& page = {});

/// Plans of which none is cheaper and has a better figure of the binding target, the cheapest
/// first.
[[nodiscard]] std::vector<const Trial*> frontier_of(const SizeAsked& asked,
                                                    const SizeAnswer& answer);

}  // namespace stepdown::analysis
