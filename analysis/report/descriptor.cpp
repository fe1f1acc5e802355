#include "analysis/report/descriptor.hpp"

#include <unistd.h>

namespace stepdown::analysis {

void Descriptor::reset() {
  if (is_open()) ::close(release());
}

}  // namespace stepdown::analysis
