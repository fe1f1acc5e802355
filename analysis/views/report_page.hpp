#pragma once

#include "analysis/views/results.hpp"

#include <string>
#include <string_view>

namespace stepdown::analysis {

inline constexpr const char* page_file = "report.html";

/// The page that shows results to people: one file, which needs nothing else. Long tables by day
/// are thinned, so that the page stays small; it says so itself.
[[nodiscard]] std::string report_page(Results results);

/// Puts a title and JSON into a page. Whatever stands in them is text there, never markup.
/// @throws sim::ContractViolation when the page has no place for them.
[[nodiscard]] std::string fill_page(std::string_view page,
                                    std::string_view title,
                                    std::string_view json);

}  // namespace stepdown::analysis
