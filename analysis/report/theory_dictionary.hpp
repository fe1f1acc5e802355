#pragma once

#include "analysis/report/dictionary.hpp"
#include "analysis/theory/theory_figures.hpp"

#include <string_view>
#include <vector>

namespace stepdown::analysis {

/// What the metrics and statistics of `figures` mean, each once: those of the catalog and those
/// that only theory has.
[[nodiscard]] std::vector<DescribedValue> described_figures(
    std::string_view file, const std::vector<TheoryFigure>& figures);

}  // namespace stepdown::analysis
