#pragma once

#include <string>

namespace stepdown::analysis {

/// Why there is no answer, in words.
struct NoAnswer {
  std::string reason;
};

}  // namespace stepdown::analysis
