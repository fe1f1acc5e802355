#pragma once

#include <string_view>

namespace stepdown::analysis {

/// The page with its script and style, as built from `page/`, before it has a title and results.
extern const std::string_view page_template;

}  // namespace stepdown::analysis
