#pragma once

#include "tests/support/random/choices.hpp"
#include "tests/support/random/written.hpp"

namespace stepdown::tests {

/// Makes a mistake in a scenario: something in it is dropped, is there twice, stands elsewhere, or
/// is replaced by what nobody would write.
void mutate(Written& root, Choices& choices);

}  // namespace stepdown::tests
