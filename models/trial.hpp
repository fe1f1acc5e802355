#pragma once

#include <cstdint>

namespace stepdown::models {

/// Something done again and again during treatment that can end it.
enum class Trial : std::uint8_t {
  None,
  Review,   ///< of how somebody does
  DrugTest  ///< which has to be positive, too
};

}  // namespace stepdown::models
