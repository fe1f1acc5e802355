#include "analysis/report/theory_csv.hpp"
#include "analysis/report/theory_text.hpp"
#include "analysis/theory/theory_figures.hpp"
#include "models/compile/compile.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "models/load_forecast.hpp"
#include "tests/support/random/random_scenario.hpp"
#include "tests/support/random/simulation.hpp"
#include "tests/support/temporary_folder.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace {

using namespace stepdown;  // NOLINT(google-build-using-namespace)

std::optional<models::Model> model_of_choices(std::span<const std::uint8_t> bytes) {
  std::optional<models::Model> model;
  try {
    const auto scenario = tests::random_scenario(tests::Choices{bytes});
    model = models::compile(tests::read(scenario)).model;
  } catch (const models::ScenarioError&) {  // an answer
    model.reset();
  }
  return model;
}

/// What takes long finds as much in a small scenario.
bool is_small(const models::Model& model) {
  constexpr double most_events = 20'000;
  constexpr std::size_t most_behaviors = 5'000;
  return models::forecast_moves(model).events < most_events &&
         model.behaviors.size() < most_behaviors;
}

}  // namespace

/// libFuzzer's entry: the bytes are choices from which a scenario is made up; what is accepted is
/// simulated twice, summed up, written as every table, and given to theory. No exception is an
/// answer from there on but that of a limit of the engine.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::uint64_t most_happenings = 40'000;
  static const tests::TemporaryFolder folder;
  const auto model = model_of_choices({data, size});
  if (!model || !is_small(*model)) return 0;
  const auto replications =
      tests::replications_within(*model, model->replications, most_happenings);
  if (replications) (void)tests::report_text(*model, tests::summed_up(*model, *replications));
  const analysis::TheoryReport theory = analysis::theory_report(*model);
  (void)analysis::theory_text(*model, theory);
  (void)analysis::write_theory(*model, theory, folder.path());
  return 0;
}
