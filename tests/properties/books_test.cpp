#include "models/care/behavior_tables.hpp"
#include "models/care/care_system.hpp"
#include "tests/properties/random_network.hpp"
#include "tests/support/simulated.hpp"

#include <doctest/doctest.h>

#include <cstdint>

namespace stepdown::tests {
namespace {

constexpr std::uint64_t networks_looked_through = 30;

TEST_SUITE_BEGIN("property");

// Looked at from inside, at every happening of the first hundred days: each person asks for what
// goes with what they do, and places, lines and holds count the same people.
TEST_CASE("books: at every happening in random networks everybody asks for what can be asked for") {
  std::uint64_t looks = 0;
  for (const int kind : {0, 1, 2, 3, 4, 5, 6, 7, 8}) {
    const bool reserving = kind % 2 == 1;
    const bool gated = kind >= 2;
    const bool tracked = kind == 4 || kind == 5;
    const bool looking = kind == 6 || kind == 7;
    for (std::uint64_t seed = 0; seed < networks_looked_through; ++seed) {
      CAPTURE(seed);
      CAPTURE(kind);
      const models::Model model =
          model_of(kind == 8 ? random_network_with_second_places(seed)
                             : random_network(seed, reserving, gated, tracked, looking));
      const models::BehaviorTables tables{model};
      models::CareSystem system{model, tables};
      const models::HappeningLog look = [&](const models::Happening& h) {
        if (h.time > sim::to_ticks(100)) return;
        ++looks;
        system.check_books();
      };
      CHECK_NOTHROW((void)system.run(0, &look, nullptr, nullptr));
    }
  }
  CHECK(looks > 50000);
}

TEST_SUITE_END();

}  // namespace
}  // namespace stepdown::tests
