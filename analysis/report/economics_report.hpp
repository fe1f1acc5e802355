#pragma once

#include "analysis/experiments/compare_economics.hpp"
#include "analysis/report/dictionary.hpp"
#include "analysis/report/page.hpp"
#include "models/model.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace stepdown::analysis {

/// What the tables are: `economics.csv`, `acceptability.csv`, `cost_effectiveness_plane.csv`.
[[nodiscard]] std::vector<DescribedFile> economics_files();

/// Writes these tables. @pre something is compared
void write_economics(const EconomicComparison& comparison, const std::filesystem::path& folder);

/// The part of the answer of `compare` that is about costs and health.
/// @param first  the model of the first scenario
[[nodiscard]] std::string economics_text(const EconomicComparison& comparison,
                                         const models::Model& first,
                                         const Page& page = {});

}  // namespace stepdown::analysis
