#pragma once

#include "tests/support/random/writer.hpp"

namespace stepdown::tests {

/// Makes the values of a section go together, which none of them can know when it is written:
/// shares of exits, the order of times, the file that is named. Notes what effects may speak of.
void mend(Writer& writer, Written& map);

}  // namespace stepdown::tests
