#pragma once

#include <string>

namespace stepdown::models::schema {

/// The sections as tables in Markdown, as printed in scenarios/README.md.
[[nodiscard]] std::string as_markdown();

}  // namespace stepdown::models::schema
