#include "analysis/formulas/batch.hpp"

#include "analysis/formulas/capacity_curve.hpp"
#include "analysis/formulas/compound_poisson.hpp"
#include "analysis/formulas/erlang.hpp"
#include "analysis/formulas/poisson_census.hpp"

#include <doctest/doctest.h>

#include <numeric>
#include <vector>

using namespace stepdown::analysis;

TEST_SUITE_BEGIN("unit");

namespace {

double variance(const CountDistribution& n) {
  double squares = 0;
  for (std::size_t i = 0; i < n.probability.size(); ++i) {
    const auto number = static_cast<double>(n.first + i);
    squares += number * number * n.probability[i];
  }
  return squares - n.mean() * n.mean();
}

double sum(const std::vector<double>& values) {
  return std::reduce(values.begin(), values.end());
}

}  // namespace

TEST_CASE("compound poisson: people who come alone are a Poisson number") {
  const std::vector<double> alone{9.4};
  const CountDistribution n = compound_poisson(alone);
  for (const std::size_t i : {0U, 5U, 9U, 30U})
    CHECK(n.at(i) == doctest::Approx(poisson_census(9.4).at(i)).epsilon(1e-12));
}

TEST_CASE("compound poisson: pairs are always an even number") {
  const std::vector<double> pairs{0, 3};
  const CountDistribution n = compound_poisson(pairs);
  for (const std::size_t i : {0U, 1U, 2U, 3U, 8U}) {
    CAPTURE(i);
    CHECK(n.at(2 * i) == doctest::Approx(poisson_census(3).at(i)).epsilon(1e-12));
    CHECK(n.at(2 * i + 1) == 0);
  }
}

TEST_CASE("compound poisson: mean and variance are those of thousands of groups too") {
  std::vector<double> groups{2000, 500, 0, 0, 40};
  const CountDistribution n = compound_poisson(groups);
  CHECK(n.mean() == doctest::Approx(2000 + 1000 + 200).epsilon(1e-12));
  CHECK(variance(n) == doctest::Approx(2000 + 2000 + 1000).epsilon(1e-9));
  groups.assign(1000, 0);
  groups.back() = 0.5;  // a bus of a thousand, now and then
  CHECK(compound_poisson(groups).at(0) == doctest::Approx(poisson_census(0.5).at(0)));
  CHECK(compound_poisson(groups).at(2000) == doctest::Approx(poisson_census(0.5).at(2)));
}

TEST_CASE("batch: binomial numbers are those of a thousand people too") {
  for (const double p : {0.0, 0.001, 0.3, 0.999, 1.0}) {
    CAPTURE(p);
    const std::vector<double> of = binomial(1000, p);
    CHECK(sum(of) == doctest::Approx(1).epsilon(1e-12));
    double mean = 0;
    for (std::size_t k = 0; k < of.size(); ++k)
      mean += static_cast<double>(k) * of[k];
    CHECK(mean == doctest::Approx(1000 * p).epsilon(1e-10));
  }
  CHECK(binomial(3, 0.5)[1] == doctest::Approx(3.0 / 8));
}

TEST_CASE("batch: of one or two people both or one or nobody are present") {
  const std::vector<double> present = present_of_batch({{1, 0.8}, {2, 0.2}}, 0.5);
  REQUIRE(present.size() == 2);
  CHECK(present[0] == doctest::Approx(0.8 * 0.5 + 0.2 * 0.5));
  CHECK(present[1] == doctest::Approx(0.2 * 0.25));
}

// A third of the people of batches of 1 and 2 in equal shares comes alone.
TEST_CASE("batch: large batches have more people to find companions") {
  const std::vector<double> found = companions({{1, 0.5}, {2, 0.5}}, 0.25);
  CHECK(found[0] == doctest::Approx(1.0 / 3 + 2.0 / 3 * 0.75));
  CHECK(found[1] == doctest::Approx(2.0 / 3 * 0.25));
}

TEST_CASE("batch: of those who come at once each is as likely to be the first as the last") {
  for (const int size : {1, 3, 16, 40}) {
    CAPTURE(size);
    const std::vector<double> found = companions({{size, 1.0}}, 0, 1);
    for (const double share : found)
      CHECK(share == doctest::Approx(1.0 / size).epsilon(1e-9));
  }
}

TEST_CASE("capacity curve: groups of one give Erlang's formula") {
  const std::vector<OfferedPart> parts{{9.4, 1, 1, {9.4}, {1}}};
  const auto curve = capacity_curve(parts, 40);
  for (const int n : {0, 1, 5, 14, 40}) {
    CAPTURE(n);
    CHECK(curve[static_cast<std::size_t>(n)].p_delay ==
          doctest::Approx(erlang_b(9.4, n)).epsilon(1e-9));
  }
}

// Couples come and stay exactly as long as each other: the census is twice a Poisson number M of
// mean 2. With 4 places nobody fits who finds M = 2, given M <= 2; with 3 a second one does not who
// finds M = 1, given M <= 1.
TEST_CASE("capacity curve: who comes with another needs a place beside them") {
  const std::vector<OfferedPart> parts{{4, 1, 1, {0, 2}, {0.5, 0.5}}};
  const auto curve = capacity_curve(parts, 4);
  CHECK(curve[4].p_delay == doctest::Approx(2.0 / 5));
  CHECK(curve[3].p_delay == doctest::Approx(0.5 * 2.0 / 3));
  CHECK(curve[4].full == doctest::Approx(1 - poisson_census(2).at_most(1)));
  CHECK(curve[4].utilization == doctest::Approx(4 * (1 - 2.0 / 5) / 4));
  CHECK(capacity_point(parts, 4).p_delay == doctest::Approx(curve[4].p_delay));
  CHECK(places_for_delay(parts, 2.0 / 5 + 1e-9) == 3);
}

// A sum of exponentially tilted terms: with z such that sum k groups[k] z^k = n, P(N = n) is the
// share 1 - z of P(N <= n) in the far tail. Here z = 1/2.
// Ten years of days: place by place it would take minutes.
TEST_CASE("capacity curve: millions of places that nobody needs take no time") {
  const std::vector<OfferedPart> parts(3650, {.load = 20, .requests = 5, .days = 1});
  const auto point = capacity_point(parts, 10'000'000);
  CHECK(point.p_delay == 0);
  CHECK(point.utilization == doctest::Approx(20 / 1e7));
  // pairs, too, and those who came at given moments
  const std::vector<OfferedPart> others{
      {.load = 2, .requests = 5, .days = 1, .groups = {0, 1}, .companions = {0.5, 0.5}},
      {.load = 2, .requests = 5, .days = 1, .chances = {1, 1}}};
  CHECK(capacity_point(others, 10'000'000).p_delay == 0);
  CHECK(capacity_point(others, 2).p_delay > 0.1);
}

TEST_CASE("capacity curve: far fewer places than people are no trouble") {
  const std::vector<OfferedPart> parts{{4000, 1, 1, {2000, 1000}, {1, 0}}};
  CHECK(capacity_point(parts, 1500).p_delay == doctest::Approx(0.5).epsilon(0.002));
  CHECK(places_for_delay(parts, 0.5) == doctest::Approx(1500).epsilon(0.002));
}

// Two of three who came at given moments are surely there.
TEST_CASE("capacity curve: people who came at given moments are there by chances of their own") {
  OfferedPart part{2.5, 1, 1};
  part.chances = {1, 0.5, 1};
  const auto curve = capacity_curve(std::vector{part}, 5);
  CHECK(curve[1].p_delay == 1);
  CHECK(curve[2].p_delay == 1);
  CHECK(curve[3].p_delay == doctest::Approx(0.5));
  CHECK(curve[4].p_delay == 0);
  CHECK(curve[3].full == doctest::Approx(0.5));
  CHECK(census_of(part).mean() == doctest::Approx(2.5));
  CHECK(census_variance(part) == doctest::Approx(0.25));
  // and with somebody else of the same batch in one request of five
  part.companions = {0.8, 0.2};
  CHECK(capacity_point(std::vector{part}, 3).p_delay == doctest::Approx(0.5 + 0.2 * 0.5));
  CHECK(capacity_point(std::vector{part}, 4).p_delay == doctest::Approx(0.2 * 0.5));
}

TEST_SUITE_END();
