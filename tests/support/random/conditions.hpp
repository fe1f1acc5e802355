#pragma once

#include "tests/support/random/writer.hpp"

namespace stepdown::tests {

/// Whom an effect is about: attributes, medications and history. At least one condition.
[[nodiscard]] Written conditions(Writer& writer);

}  // namespace stepdown::tests
