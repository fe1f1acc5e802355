#pragma once

#include "analysis/catalog/figure_name.hpp"
#include "models/model.hpp"

#include <string>
#include <vector>

/// Do 95 % intervals cover the exact value in 95 of 100 cases? Each seed is a run of its own, with
/// its own interval. 60 seeds guard this; STEPDOWN_COVERAGE_SEEDS=400 in the environment measures
/// it (some minutes), and then asks for 92 to 98 %, less what so many seeds may miss by chance:
///   STEPDOWN_COVERAGE_SEEDS=400 stepdown_tests -tc="coverage*" -s
/// Runs in which a figure has no interval, as too little was seen, are counted apart.
namespace stepdown::tests {

struct Exact {
  analysis::FigureName figure;
  double value = 0;
  bool is_whole = false;  ///< as an interval that ends at whole numbers, which may hold it always
};

/// 20 where coverage is guarded; 10, 20 and 100 where it is measured.
[[nodiscard]] std::vector<int> numbers_of_replications();

/// Runs of the fixed number of replications that the model says. Prints a row for each figure.
void check_fixed(const std::string& system, models::Model model, const std::vector<Exact>& exact);

/// Runs until the first figure has a half-width of `share` of its mean; each has then as many
/// replications as it happened to need.
void check_stopped(const std::string& system,
                   models::Model model,
                   const std::vector<Exact>& exact,
                   double share);

}  // namespace stepdown::tests
