#include "models/reading/read_run.hpp"

#include "models/reading/key_table.hpp"

#include <limits>

namespace stepdown::models {
namespace {

std::optional<Located<std::uint64_t>> read_seed(Reading& reading, const Field& field) {
  return read_whole(reading, field, 0, std::numeric_limits<std::uint64_t>::max());
}

// clang-format off
constexpr auto run_keys = key_table<RunPlan>({
    {"warm_up", value::duration<&RunPlan::warm_up>, required, "",
     "time at the start that is not observed", "26 wk"},
    {"horizon", value::duration<&RunPlan::horizon>, required, "",
     "end of the run, from day 0; above warm_up", "3 y"},
    {"replications", value::into<&RunPlan::replications, read_count<1>>("replications"), optional,
     "100", "independent runs", "100"},
    {"seed", value::into<&RunPlan::seed, read_seed>("seed"), optional, "1",
     "the luck of the whole experiment", "1"},
});
// clang-format on

}  // namespace

constinit const schema::Section schema::run_section{
    "run", "run", "How long and how often to simulate.", run_keys.rows, ""};

RunPlan read_run(Reading& reading, const Field& field) {
  return read_section(reading, field, schema::run_section, run_keys);
}

}  // namespace stepdown::models
