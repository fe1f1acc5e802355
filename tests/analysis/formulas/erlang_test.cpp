#include "analysis/formulas/erlang.hpp"

#include "analysis/formulas/capacity_curve.hpp"
#include "analysis/formulas/poisson_census.hpp"
#include "analysis/formulas/priority.hpp"
#include "analysis/formulas/square_root_staffing.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

using namespace stepdown::analysis;

TEST_SUITE_BEGIN("unit");

namespace {

/// The same load all the time.
std::vector<OfferedPart> steady(double load) {
  return {{load, 1, 1}};
}

/// Long-run shares of n people present, by the definition: products of rates, normalized.
std::vector<double> by_definition(const WaitingSystem& s, std::size_t most) {
  std::vector<double> p{1};
  double total = 1;
  for (std::size_t n = 1; n <= most; ++n) {
    const auto busy = static_cast<double>(std::min(n, static_cast<std::size_t>(s.c)));
    const double waiting = static_cast<double>(n) - busy;
    p.push_back(p.back() * s.lambda / (busy * s.mu + waiting * s.theta));
    total += p.back();
  }
  for (double& x : p)
    x /= total;
  return p;
}

/// int_0^end P(wait > t) dt, by Simpson's rule.
double integral_of_tail(const WaitingSystem& s, double end, int steps) {
  double sum = 0;
  const double h = end / steps;
  for (int i = 0; i <= steps; ++i) {
    const double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
    sum += weight * wait_exceeds(s, i * h).value();
  }
  return sum * h / 3;
}

}  // namespace

TEST_CASE("erlang b: known loads lose one request in a hundred") {
  // Printed tables of Erlang's loss formula: load that 1, 5, 10, 100 circuits carry at 1 % loss.
  CHECK(erlang_b(0.0101, 1) == doctest::Approx(0.01).epsilon(0.001));
  CHECK(erlang_b(1.361, 5) == doctest::Approx(0.01).epsilon(0.002));
  CHECK(erlang_b(4.461, 10) == doctest::Approx(0.01).epsilon(0.001));
  CHECK(erlang_b(84.06, 100) == doctest::Approx(0.01).epsilon(0.001));
}

TEST_CASE("erlang b: no places lose everybody and no load nobody") {
  CHECK(erlang_b(3, 0) == 1);
  CHECK(erlang_b(0, 3) == 0);
}

TEST_CASE("erlang c: a call center of 55 agents at 48 erlangs has the published figures") {
  // 0.2 calls a second of 240 s: must wait 0.2387, mean wait 8.184 s, within 15 s 0.8459.
  const WaitingSystem center{.lambda = 0.2, .mu = 1 / 240.0, .c = 55};
  CHECK(erlang_c(48, 55).value() == doctest::Approx(0.2387).epsilon(0.0005));
  const auto figures = solve(center);
  REQUIRE(figures);
  CHECK(figures->p_wait == doctest::Approx(0.2387).epsilon(0.0005));
  CHECK(figures->wait_admitted == doctest::Approx(8.184).epsilon(0.0005));
  CHECK(1 - wait_exceeds(center, 15).value() == doctest::Approx(0.8459).epsilon(0.0005));
}

TEST_CASE("erlang c: there is no answer when the load reaches the places") {
  CHECK_FALSE(erlang_c(3, 3));
  CHECK_FALSE(solve({.lambda = 3, .mu = 1, .c = 3}));
  CHECK_FALSE(wait_quantile({.lambda = 4, .mu = 1, .c = 3}, 0.9));
}

TEST_CASE("waiting system: one place without patience is M/M/1") {
  // rho = 0.8: list rho^2 / (1 - rho) = 3.2, wait rho / (mu - lambda) = 4, P(W > t) = rho e^-0.2t
  const WaitingSystem one{.lambda = 0.8, .mu = 1, .c = 1};
  const auto figures = solve(one);
  REQUIRE(figures);
  CHECK(figures->census == doctest::Approx(0.8));
  CHECK(figures->list == doctest::Approx(3.2));
  CHECK(figures->full == doctest::Approx(0.8));
  CHECK(figures->wait_all == doctest::Approx(4));
  CHECK(figures->wait_admitted == doctest::Approx(4));
  CHECK(wait_exceeds(one, 5).value() == doctest::Approx(0.8 * std::exp(-1.0)));
  CHECK(wait_quantile(one, 0.9).value() == doctest::Approx(std::log(0.8 / 0.1) / 0.2));
  CHECK(wait_quantile(one, 0.2).value() == 0);
}

TEST_CASE("waiting system: just below full load the wait is still that of M/M/1") {
  for (const double lambda : {0.99999, 0.9999999}) {
    CAPTURE(lambda);
    const WaitingSystem one{.lambda = lambda, .mu = 1, .c = 1};
    const double spare = 1 - lambda;
    CHECK(solve(one)->wait_admitted == doctest::Approx(lambda / spare));
    CHECK(solve(one)->list == doctest::Approx(lambda * lambda / spare));
    CHECK(wait_quantile(one, 0.9).value() == doctest::Approx(std::log(lambda / 0.1) / spare));
    CHECK(wait_exceeds(one, 1e4).value() == doctest::Approx(lambda * std::exp(-spare * 1e4)));
  }
}

TEST_CASE("waiting system: hundreds of places with much patience keep their long waits") {
  // 600 places, stays of 100 d, 9 a day, patience 365 d. As a fluid the list q loses 3 a day to
  // patience, q = 3 x 365, and empties before someone at its end by dw/dq = 1 / (6 + q / 365):
  // 365 ln(1 + 3 / 6) = 148 d. Waits scatter by some days around it.
  const WaitingSystem large{.lambda = 9, .mu = 0.01, .c = 600, .theta = 1 / 365.0};
  const double mean = solve(large)->wait_admitted;
  const double p90 = wait_quantile(large, 0.9).value();
  CHECK(mean == doctest::Approx(365 * std::log(1.5)).epsilon(0.01));
  CHECK(p90 > mean);
  CHECK(p90 < 1.2 * mean);
  CHECK(wait_exceeds(large, 130).value() > 0.9);
  CHECK(wait_exceeds(large, p90).value() == doctest::Approx(0.1));
}

TEST_CASE("waiting system: a long list with a limit empties as fast as its places") {
  // Always full: who joins as the last of 2000 waits for 2000 ends of treatment at 2 a day, with
  // standard deviation sqrt(2000) / 2 = 22 d.
  const WaitingSystem full{.lambda = 40, .mu = 0.01, .c = 200, .list_limit = 2000};
  const double p90 = wait_quantile(full, 0.9).value();
  CHECK(solve(full)->wait_admitted == doctest::Approx(1000).epsilon(0.001));
  CHECK(p90 == doctest::Approx(1000 + 1.2816 * 22.36).epsilon(0.002));
}

TEST_CASE("waiting system: a list limit of zero is a loss system") {
  const auto figures = solve({.lambda = 4, .mu = 0.5, .c = 10, .list_limit = 0});
  REQUIRE(figures);
  CHECK(figures->turned_away == doctest::Approx(erlang_b(8, 10)));
  CHECK(figures->p_wait == 0);
  CHECK(figures->list == 0);
}

TEST_CASE("waiting system: patience as long as treatment makes the people present Poisson") {
  // theta = mu: everybody present leaves at rate mu, so N is Poisson with mean a.
  const double a = 7;
  const WaitingSystem s{.lambda = 3.5, .mu = 0.5, .c = 6, .theta = 0.5};
  const CountDistribution n = poisson_census(a);
  double list = 0;
  for (std::size_t i = 6; i < 60; ++i)
    list += static_cast<double>(i - 6) * n.at(i);
  const auto figures = solve(s);
  REQUIRE(figures);
  CHECK(figures->list == doctest::Approx(list).epsilon(1e-10));
  CHECK(figures->p_wait == doctest::Approx(1 - n.at_most(5)).epsilon(1e-10));
  CHECK(figures->gave_up == doctest::Approx(0.5 * list / 3.5).epsilon(1e-10));
}

TEST_CASE("waiting system: patience and a list limit agree with sums by definition") {
  const WaitingSystem s{.lambda = 2, .mu = 0.3, .c = 5, .theta = 0.1, .list_limit = 4};
  const std::vector<double> p = by_definition(s, 9);
  const auto figures = solve(s);
  REQUIRE(figures);
  CHECK(figures->turned_away == doctest::Approx(p[9]));
  CHECK(figures->p_wait == doctest::Approx(p[5] + p[6] + p[7] + p[8]));
  CHECK(figures->list == doctest::Approx(p[6] + 2 * p[7] + 3 * p[8] + 4 * p[9]));
  // those who give up: theta for everyone on the list, over all requests
  CHECK(figures->gave_up == doctest::Approx(0.1 * figures->list / 2));
  // places are taken by those who are admitted
  CHECK(figures->census ==
        doctest::Approx(2 * (1 - figures->turned_away - figures->gave_up) / 0.3));
}

TEST_CASE("waiting system: the mean wait is the integral of its tail") {
  for (const double theta : {0.0, 0.05, 1.3}) {
    CAPTURE(theta);
    const WaitingSystem s{.lambda = 1.9, .mu = 0.5, .c = 4, .theta = theta};
    CHECK(solve(s)->wait_admitted == doctest::Approx(integral_of_tail(s, 400, 4000)).epsilon(1e-5));
  }
}

TEST_CASE("waiting system: the tail of the wait can be told from that of a neighboring system") {
  // proof that the check above can fail
  const WaitingSystem s{.lambda = 1.9, .mu = 0.5, .c = 4, .theta = 0.05};
  WaitingSystem other = s;
  other.theta = 0.0505;
  CHECK(solve(s)->wait_admitted !=
        doctest::Approx(integral_of_tail(other, 400, 4000)).epsilon(1e-5));
}

TEST_CASE("waiting system: a thousand places stay finite") {
  const auto figures = solve({.lambda = 990, .mu = 1, .c = 1000, .theta = 0.01});
  REQUIRE(figures);
  CHECK(figures->census > 980);
  CHECK(figures->census + figures->list < 1100);
}

TEST_CASE("priority: two classes at one place have the textbook waits") {
  // rho = 0.7, W0 = 0.7: 0.7 / 0.7 = 1 and 0.7 / (0.7 x 0.3)
  const auto waits = priority_waits({0.3, 0.4}, 1, 1);
  CHECK(waits[0].value() == doctest::Approx(1));
  CHECK(waits[1].value() == doctest::Approx(0.7 / 0.21));
}

TEST_CASE("priority: the order moves waits between classes but not their average") {
  const std::vector<double> lambda{0.5, 0.8, 0.4};
  const auto waits = priority_waits(lambda, 0.25, 8);
  double average = 0;
  for (std::size_t k = 0; k < lambda.size(); ++k)
    average += lambda[k] / 1.7 * waits[k].value();
  CHECK(average == doctest::Approx(solve({.lambda = 1.7, .mu = 0.25, .c = 8})->wait_all));
  CHECK(waits[0].value() < waits[1].value());
  CHECK(waits[1].value() < waits[2].value());
}

TEST_CASE("priority: classes below the saturated one wait for ever") {
  const auto waits = priority_waits({0.5, 0.6, 0.1}, 1, 1);
  CHECK(waits[0].value() == doctest::Approx(1 / 0.5));  // a place is always taken: W0 = 1
  CHECK_FALSE(waits[1]);
  CHECK_FALSE(waits[2]);
}

TEST_CASE("poisson census: quantiles and probabilities are those of printed tables") {
  const CountDistribution n = poisson_census(4);
  CHECK(n.at_most(4) == doctest::Approx(0.6288).epsilon(0.0001));
  CHECK(n.mean() == doctest::Approx(4));
  CHECK(poisson_census(10).quantile(0.95) == 15);
  CHECK(poisson_census(0).quantile(0.99) == 0);
  CHECK(poisson_census(5000).quantile(0.5) == 5000);
}

TEST_CASE("capacity curve: p delay is the share of the census at n among those up to n") {
  const double a = 9.4;
  const CountDistribution n = poisson_census(a);
  const auto curve = capacity_curve(steady(a), 30);
  REQUIRE(curve.size() == 31);
  for (std::size_t i = 0; i < curve.size(); ++i) {
    CAPTURE(i);
    CHECK(curve[i].p_delay == doctest::Approx(n.at(i) / n.at_most(i)).epsilon(1e-9));
    CHECK(curve[i].one_in_n.value() == doctest::Approx(1 / curve[i].p_delay));
  }
  CHECK(curve[12].full == doctest::Approx(1 - n.at_most(11)));
  CHECK(curve[10].utilization == doctest::Approx(9.4 * (1 - curve[10].p_delay) / 10));
}

TEST_CASE("capacity curve: the fewest places for a delay are found") {
  const auto curve = capacity_curve(steady(9.4), 14);
  CHECK(places_for_delay(steady(9.4), curve[14].p_delay) == 14);
  CHECK(places_for_delay(steady(9.4), curve[14].p_delay * 0.999) == 15);
  CHECK(places_for_delay(steady(9.4), 1) == 0);
}

TEST_CASE("capacity curve: parts are averaged over those who ask and the census over time") {
  // A busy day and a quiet one: nine in ten ask on the busy one.
  const std::vector<OfferedPart> parts{{9, 9, 1}, {1, 1, 1}};
  const auto curve = capacity_curve(parts, 10);
  CHECK(curve[10].p_delay == doctest::Approx(0.9 * erlang_b(9, 10) + 0.1 * erlang_b(1, 10)));
  CHECK(curve[10].full == doctest::Approx(0.5 * (1 - poisson_census(9).at_most(9)) +
                                          0.5 * (1 - poisson_census(1).at_most(9))));
  CHECK(curve[10].utilization ==
        doctest::Approx((9 * (1 - erlang_b(9, 10)) + 1 * (1 - erlang_b(1, 10))) / 2 / 10));
  const CountDistribution census = census_over(parts);
  CHECK(census.mean() == doctest::Approx(5));
  for (const std::size_t n : {0U, 3U, 12U})
    CHECK(census.at(n) == doctest::Approx((poisson_census(9).at(n) + poisson_census(1).at(n)) / 2));
  const int enough = places_for_delay(parts, 0.05);
  CHECK(capacity_point(parts, enough).p_delay <= 0.05);
  CHECK(capacity_point(parts, enough - 1).p_delay > 0.05);
}

TEST_CASE("poisson mixture: it is the sum of its parts") {
  std::vector<double> loads{0, 0.001, 550, 599, 640, 12};
  for (int i = 0; i < 40; ++i)
    loads.push_back(3.7 * i);
  const std::vector<double> shares(loads.size(), 1.0 / static_cast<double>(loads.size()));
  const CountDistribution mixture = poisson_mixture(loads, shares);
  double all = 0;
  for (std::size_t n = 0; n < 900; ++n) {
    double sum = 0;
    for (const double load : loads)
      sum += poisson_census(load).at(n) / static_cast<double>(loads.size());
    CHECK(mixture.at(n) == doctest::Approx(sum).epsilon(1e-11).scale(1e-3));
    all += mixture.at(n);
  }
  CHECK(all == doctest::Approx(1).epsilon(1e-12));
  CHECK(mixture.first == 0);
}

TEST_CASE("capacity curve: places for several delays at once are those for each") {
  std::vector<OfferedPart> parts;
  for (int i = 0; i < 30; ++i)
    parts.push_back({1.0 + i, 2.0 + i % 5, 1.0 / 24});
  parts.push_back({4, 2, 1, {1, 1.5}, {0.6, 0.4}});
  const std::vector<double> shares{0.01, 0.5, 0.02, 1, 0.2};
  const std::vector<int> places = places_for_delays(parts, shares);
  for (std::size_t i = 0; i < shares.size(); ++i) {
    CHECK(places[i] == places_for_delay(parts, shares[i]));
    CHECK(capacity_point(parts, places[i]).p_delay <= shares[i]);
    CHECK((places[i] == 0 || capacity_point(parts, places[i] - 1).p_delay > shares[i]));
  }
}

TEST_CASE("square root staffing: the delay function has its known value at one") {
  // 1 / (1 + Phi(1) / phi(1)) = 1 / (1 + 0.841345 / 0.241971)
  CHECK(halfin_whitt(1) == doctest::Approx(0.223354).epsilon(1e-5));
}

TEST_CASE("square root staffing: it lands within one place of Erlang C") {
  for (const double a : {5.0, 20.0, 100.0, 500.0}) {
    for (const double p : {0.05, 0.2, 0.5}) {
      CAPTURE(a);
      CAPTURE(p);
      CHECK(std::abs(square_root_places(a, p) - erlang_c_places(a, p)) <= 1);
    }
  }
}

TEST_CASE("square root staffing: erlang c places are the smallest that do") {
  const int places = erlang_c_places(20, 0.2);
  CHECK(erlang_c(20, places).value() <= 0.2);
  CHECK(erlang_c(20, places - 1).value() > 0.2);
}

TEST_SUITE_END();
