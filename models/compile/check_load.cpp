#include "models/compile/check_load.hpp"

#include "models/compile/names.hpp"
#include "models/load_forecast.hpp"
#include "sim/random_stream.hpp"

#include <fmt/format.h>

namespace stepdown::models {

namespace {

/// What is random may be some times what is expected.
constexpr double margin = 4;

/// "3 million", "20 billion"
std::string large_number_text(double number) {
  if (!(number < 1e15)) return "more than 1e15";
  if (number < 1e9) return fmt::format("{:.3g} million", number / 1e6);
  return fmt::format("{:.0f} billion", number / 1e9);
}

}  // namespace

void check_load(const Scenario& scenario, const Model& model, Problems& problems) {
  const MovesForecast moves = forecast_moves(model);
  if (moves.each > sim::step_limit / margin) {
    const State& state = scenario.states[moves.busiest];
    problems.report(Rule::EndlessMoves,
                    state.name.at,
                    state_key(state),
                    fmt::format("people would come here again and again, some {} times each until "
                                "the horizon; give the stays of the round more time, or let more "
                                "people leave it",
                                large_number_text(moves.each)));
  } else if (moves.events > static_cast<double>(most_events)) {
    problems.report(
        Rule::TooManyEvents,
        scenario.run.horizon.at,
        "run.horizon",
        fmt::format("expected at most 2 billion events in a replication, would be about "
                    "{}; shorten the run, or lower the rates of arrivals",
                    large_number_text(moves.events)));
  }
}

}  // namespace stepdown::models
