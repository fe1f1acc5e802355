#include "analysis/theory/rounds.hpp"

#include "analysis/formulas/fundamental_matrix.hpp"
#include "analysis/theory/semi_markov.hpp"
#include "models/compile/compile.hpp"
#include "tests/support/random_pathway.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace stepdown::analysis {
namespace {

/// The way of one kind of person through a random pathway, and N of all its levels at once.
struct RandomChain {
  models::Model model;
  PathwayKernels kernels;
  std::vector<bool> goes_on;
  SquareTable stays;

  explicit RandomChain(unsigned seed)
      : model(models::compile(tests::random_pathway(30, seed)).model),
        kernels(pathway_kernels(model)),
        goes_on(model.states.size(), true) {
    goes_on.back() = false;
    SquareTable q{model.level_count, {}};
    for (std::size_t i = 0; i < q.size; ++i)
      for (std::size_t j = 0; j < q.size; ++j)
        q.values.push_back(kernel().states[i].next[j].probability);
    stays = fundamental_matrix(q).value();
  }

  [[nodiscard]] const PathwayKernel& kernel() const { return *kernels.classes.front(); }
  [[nodiscard]] Rounds rounds() const { return rounds_of(kernels.pathway, kernel(), goes_on); }
};

}  // namespace

TEST_SUITE_BEGIN("unit");

TEST_CASE("rounds: entries are those of one matrix over all states") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const RandomChain chain(seed);
    const auto start = first_states(chain.model, chain.model.sources[0], models::ClassId{0});
    const auto entries = expected_entries(chain.rounds(), chain.kernel(), start);
    for (std::size_t j = 0; j < chain.stays.size; ++j) {
      double expected = 0;
      for (std::size_t i = 0; i < chain.stays.size; ++i)
        expected += start[i] * chain.stays(i, j);
      CHECK(entries[j] == doctest::Approx(expected).epsilon(1e-12));
    }
    CHECK(entries.back() == doctest::Approx(1).epsilon(1e-12));
  }
}

TEST_CASE("rounds: sums until people leave are those of one matrix over all states") {
  for (unsigned seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const RandomChain chain(seed);
    std::vector<double> days;
    for (const StayKernel& stay : chain.kernel().states)
      days.push_back(stay.mean);
    std::vector<double> sums = days;
    sum_until_left(chain.rounds(), chain.kernel(), sums);
    for (std::size_t i = 0; i < chain.stays.size; ++i) {
      double expected = 0;
      for (std::size_t j = 0; j < chain.stays.size; ++j)
        expected += chain.stays(i, j) * days[j];
      CHECK(sums[i] == doctest::Approx(expected).epsilon(1e-12));
    }
  }
}

TEST_CASE("rounds: a state that nobody goes on from counts entries alone") {
  RandomChain chain(1);
  const Rounds all = chain.rounds();
  const std::size_t first = models::index_of(all.in_order.front().states.front());
  chain.goes_on.assign(chain.model.states.size(), false);
  chain.goes_on[first] = true;
  std::vector<double> start(chain.model.states.size());
  start[first] = 1;
  const auto entries = expected_entries(chain.rounds(), chain.kernel(), start);
  for (std::size_t s = 0; s < entries.size(); ++s)
    if (s != first)
      CHECK(entries[s] == doctest::Approx(chain.kernel().states[first].next[s].probability));
}

TEST_CASE("rounds: a group that nobody ever leaves is told and makes none") {
  RandomChain chain(2);
  const Rounds before = chain.rounds();
  CHECK_FALSE(before.some_never_left);
  const auto has_several = [](const Round& round) { return round.states.size() > 1; };
  const auto group = std::ranges::find_if(before.in_order, has_several);
  REQUIRE(group != before.in_order.end());
  PathwayKernel kernel = chain.kernel();
  for (const models::StateId from : group->states) {
    std::vector<Ending>& next = kernel.states[models::index_of(from)].next;
    double stays = 0;
    for (const models::StateId to : group->states)
      stays += next[models::index_of(to)].probability;
    for (std::size_t s = 0; s < next.size(); ++s)
      next[s].probability = std::ranges::count(group->states, static_cast<models::StateId>(s)) > 0
                                ? next[s].probability / stays
                                : 0.0;
  }
  const Rounds rounds = rounds_of(chain.kernels.pathway, kernel, chain.goes_on);
  CHECK(rounds.some_never_left);
  CHECK(rounds.in_order.size() + 1 == before.in_order.size());
}

TEST_SUITE_END();

}  // namespace stepdown::analysis
