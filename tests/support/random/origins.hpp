#pragma once

#include "tests/support/random/choices.hpp"
#include "tests/support/random/written.hpp"

namespace stepdown::tests {

/// Lets some mappings say where their values come from. Effects say it already.
void add_origins(Written& root, Choices& choices);

}  // namespace stepdown::tests
