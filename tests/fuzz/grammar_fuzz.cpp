#include "models/compile/compile.hpp"
#include "models/diagnostics/diagnostics.hpp"
#include "tests/support/random/random_scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <span>

/// libFuzzer's entry: the bytes are choices from which a scenario is made up, and the first of them
/// says how many mistakes are made in it. Gets behind the grammar, which bytes of text rarely do.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace stepdown;  // NOLINT(google-build-using-namespace)
  constexpr int most_mistakes = 4;
  if (size == 0) return 0;
  const tests::Choices choices{std::span(data, size).subspan(1)};
  const tests::Habits habits{.checks_times = false};
  const auto scenario = tests::random_scenario(choices, habits, data[0] % most_mistakes);
  try {
    (void)models::compile(tests::read(scenario));
  } catch (const models::ScenarioError&) {  // an answer
  }
  return 0;
}
