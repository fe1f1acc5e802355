#include "models/reading/section_readers.hpp"

#include <limits>

namespace stepdown::models {

RunPlan read_run(Reading& reading, const Field& field) {
  constexpr double longest_horizon = 365'000;  // days
  RunPlan run;
  SectionReader section{reading, field, "run"};
  if (auto warm_up = section.duration("warm_up")) run.warm_up = *warm_up;
  if (auto horizon = section.duration("horizon")) run.horizon = *horizon;
  if (auto replications = section.count("replications", 1)) run.replications = *replications;
  if (auto seed = section.whole("seed", 0, std::numeric_limits<std::uint64_t>::max()))
    run.seed = *seed;
  section.done();
  if (!section.is_sound()) return run;
  const auto found = section.find("horizon");
  if (!found) return run;
  const Field& horizon = *found;
  if (run.horizon.value <= run.warm_up.value)
    reading.expected(horizon, "a horizon above the warm-up");
  else if (run.horizon.value > longest_horizon)
    reading.expected(horizon, "a horizon of at most 1000 y");
  return run;
}

}  // namespace stepdown::models
